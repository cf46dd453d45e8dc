import type { AlertMessage } from "../../../domain/alerting/alert-notes.ts";
import { possiblyRepeated } from "../possibly-repeated.ts";
import type { SlackMessage, ViewOptions } from "../slack-message.ts";
import { accountAlertView, accountOverView } from "./account-alert-view.ts";
import { alertNoteView } from "./alert-note-view.ts";
import { alertView } from "./alert-view.ts";
import { channelLostView } from "./channel-lost-view.ts";
import { digestNoteView, digestView } from "./digest-view.ts";
import { morningView } from "./morning-view.ts";

export interface AlertMessageOptions extends ViewOptions {
  /** An earlier attempt may have arrived without anybody's knowing. */
  readonly possiblyRepeated?: boolean;
}

/** Any message about alerts. */
export function alertMessageView(
  message: AlertMessage,
  options: AlertMessageOptions,
): SlackMessage {
  const view = viewOf(message, options);
  return options.possiblyRepeated === true ? possiblyRepeated(view) : view;
}

function viewOf(message: AlertMessage, options: ViewOptions): SlackMessage {
  switch (message.kind) {
    case "alert":
      return alertView(message.alert, options);
    case "account":
      return accountAlertView(message.alert, options);
    case "note":
      return alertNoteView(message.note, message.alert, options);
    case "account-over":
      return accountOverView(message.alert);
    case "digest":
      return digestView(message.digest, options);
    case "digest-note":
      return digestNoteView(message.note, options);
    case "morning":
      return morningView(message.morning, options);
    case "channel-lost":
      return channelLostView(message);
  }
}
