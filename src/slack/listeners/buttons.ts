import type { App, BlockAction } from "@slack/bolt";

import type { Scope } from "../../usecases/scope.ts";
import { answerPress } from "../answer-press.ts";
import { channelOf, type Click, clickOf, openModal } from "../click.ts";
import { answerAlertPress, isAlertPress } from "../flows/alert-flow.ts";
import { answerRulePress, isRulePress } from "../flows/rule-flow.ts";
import { answerShiftPress, isShiftPress } from "../flows/shift-flow.ts";
import { answerSourcePress, isSourcePress } from "../flows/source-flow.ts";
import { cancelPending, confirmPending } from "../flows/upload-flow.ts";
import type { Press } from "../ids.ts";
import { pressOf } from "../press-of.ts";
import type { SlackEdge } from "../slack-edge.ts";
import { errorView } from "../views/error-view.ts";
import { importModal } from "../views/import-modal.ts";
import { settingsModal } from "../views/settings-modal.ts";
import { targetModal } from "../views/target-modal.ts";

/** Every button and menu. One that this version does not know is told so, not left dead. */
export function registerButtons(app: App, edge: SlackEdge): void {
  app.action<BlockAction>(/.*/, async ({ ack, body, action, client }) => {
    await ack();
    const pressed = pressOf(action);
    if (pressed.kind === "nothing") return;
    const click = clickOf(body);
    await edge.work({
      kind: "button",
      place: click.place,
      client,
      run: async (respond) => {
        if (pressed.kind === "stale") await respond(STALE);
        else await handle(edge, pressed.press, { ...click, client, respond });
      },
    });
  });
}

const STALE = errorView({
  message: "This button is from an older version of me, and does nothing any more.",
  next: "Type the command again to get a new message.",
});

async function handle(edge: SlackEdge, press: Press, click: Click): Promise<void> {
  const scope = await edge.scope(click.place.user);
  if (isAlertPress(press)) return answerAlertPress(edge, scope, { press, click });
  if (isRulePress(press)) return answerRulePress(edge, scope, { press, click });
  if (isShiftPress(press)) return answerShiftPress(edge, scope, { press, click });
  if (isSourcePress(press)) return answerSourcePress(edge, scope, { press, click });
  switch (press.action) {
    case "perf.target":
      return openTarget(edge, scope, { click, press });
    case "import.open":
      return openModal(click, importModal(channelOf(click)));
    case "import.edit": {
      const upload = await edge.desk.uploads.show(scope, press.uploadId);
      const { account, platform, currency, zone, period } = upload.answers;
      return openModal(
        click,
        importModal({
          ...channelOf(click),
          upload: { id: upload.uploadId, file: upload.fileName },
          ...(account === undefined ? {} : { account }),
          ...(platform === undefined ? {} : { platform }),
          ...(currency === undefined ? {} : { currency }),
          ...(zone === undefined ? {} : { zone }),
          ...(period === undefined ? {} : { period: `${period.from}..${period.to}` }),
        }),
      );
    }
    case "import.confirm":
    case "import.skip":
      return confirmPending(edge, scope, {
        uploadId: press.uploadId,
        skipBadRows: press.action === "import.skip",
        client: click.client,
      });
    case "import.cancel":
      return cancelPending(edge, scope, { uploadId: press.uploadId, client: click.client });
    case "settings.open": {
      const { zone } = await edge.desk.settings(scope);
      return openModal(click, settingsModal({ zone, ...channelOf(click) }));
    }
    default: {
      const { message, options } = await answerPress(edge.desk, scope, {
        press,
        user: click.place.user,
      });
      await click.respond(message, options);
    }
  }
}

async function openTarget(
  edge: SlackEdge,
  scope: Scope,
  input: { readonly click: Click; readonly press: Extract<Press, { action: "perf.target" }> },
): Promise<void> {
  const { click, press } = input;
  const { campaignId, period } = press;
  const summary = await edge.desk.campaign(scope, { campaign: campaignId, period });
  const { campaign, currency, target } = summary;
  await openModal(click, targetModal({ campaign, currency, target, period, ...channelOf(click) }));
}
