import type { ShiftAnswer } from "../../../domain/budget/proposal/proposal-notes.ts";
import type { Proposal } from "../../../domain/budget/proposal/proposal.ts";
import { dateMrkdwn } from "../../mrkdwn.ts";
import { buttons } from "../buttons.ts";
import { numberStyle } from "../format.ts";
import type { SlackMessage, ViewOptions } from "../slack-message.ts";
import { paragraph } from "../text-objects.ts";
import { noShiftView } from "./no-shift-view.ts";
import { proposalTitle } from "./proposal-state.ts";

/** What somebody who has asked for a shift is told alone; the proposal itself is a message for everybody. */
export function shiftAnswerView(answer: ShiftAnswer, options: ViewOptions): SlackMessage {
  switch (answer.kind) {
    case "nothing":
      return noShiftView(answer.nothing, options);
    case "proposed":
      return told(
        `I propose to ${titleOf(answer.proposal, options)}: the proposal is on its way to this channel.`,
      );
    case "standing": {
      const { proposal } = answer;
      const { proposalId } = proposal;
      const state =
        proposal.state === "open"
          ? `It stands until ${dateMrkdwn(proposal.expiresAt)}.`
          : "It has been approved, and not all of its changes have been made.";
      const message = told(
        `A proposal stands already: ${titleOf(proposal, options)}. ${state} A new one comes after it.`,
      );
      const show = buttons([{ label: "Show it", press: { action: "shift.show", proposalId } }]);
      return { ...message, blocks: [...message.blocks, ...show] };
    }
  }
}

function titleOf(proposal: Proposal, { locale }: ViewOptions): string {
  const title = proposalTitle(proposal, numberStyle(proposal.plan.currency, locale));
  return proposal.kind === "test" ? `make ${title}` : title;
}

function told(text: string): SlackMessage {
  return { text, blocks: [paragraph(text)] };
}
