import type { ProposalMessage } from "../../../domain/budget/proposal/proposal-notes.ts";
import { possiblyRepeated } from "../possibly-repeated.ts";
import type { SlackMessage, ViewOptions } from "../slack-message.ts";
import { proposalNoteView } from "./proposal-note-view.ts";
import { proposalView } from "./proposal-view.ts";

export interface ProposalMessageOptions extends ViewOptions {
  /** An earlier attempt may have arrived without anybody's knowing. */
  readonly possiblyRepeated?: boolean;
}

/** Any message about a proposal. */
export function proposalMessageView(
  message: ProposalMessage,
  options: ProposalMessageOptions,
): SlackMessage {
  const view = viewOf(message, options);
  return options.possiblyRepeated === true ? possiblyRepeated(view) : view;
}

function viewOf(message: ProposalMessage, options: ViewOptions): SlackMessage {
  switch (message.kind) {
    case "proposal":
      return proposalView(message.proposal, options);
    case "proposal-note":
      return proposalNoteView(message.note, message.proposal, options);
  }
}
