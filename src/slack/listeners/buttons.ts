import type { App, BlockAction, BlockElementAction } from "@slack/bolt";

import type { Scope } from "../../usecases/scope.ts";
import { answerPress, isMessagePress } from "../answer-press.ts";
import { parsePress, type Press } from "../ids.ts";
import type { Place, Respond } from "../respond.ts";
import type { SlackEdge } from "../slack-edge.ts";
import { cancelPending, confirmPending } from "../upload-flow.ts";
import { errorView } from "../views/error-view.ts";
import { importModal } from "../views/import-modal.ts";
import { settingsModal } from "../views/settings-modal.ts";
import { targetModal } from "../views/target-modal.ts";
import type { SlackClient } from "../web-client.ts";

interface Click {
  readonly press: Press;
  readonly place: Place;
  readonly triggerId: string;
  readonly client: SlackClient;
  readonly respond: Respond;
}

/** Every button. One that this version does not know is told so, not left dead. */
export function registerButtons(app: App, edge: SlackEdge): void {
  app.action<BlockAction>(/.*/, async ({ ack, body, action, client }) => {
    await ack();
    if (action.type !== "button") return;
    const press = parsePress(action.action_id, action.value);
    const place = placeOf(body);
    await edge.work({
      kind: "button",
      place,
      client,
      run: async (respond) => {
        if (press === undefined) await respond(STALE);
        else await handle(edge, { press, place, client, respond, triggerId: body.trigger_id });
      },
    });
  });
}

const STALE = errorView({
  message: "This button is from an older version of me, and does nothing any more.",
  next: "Type the command again to get a new message.",
});

async function handle(edge: SlackEdge, click: Click): Promise<void> {
  const scope = await edge.scope(click.place.user);
  const { press } = click;
  switch (press.action) {
    case "perf.target":
      return openTarget(edge, scope, { click, press });
    case "import.open":
      return open(click, importModal(channelOf(click)));
    case "import.edit": {
      const upload = await edge.desk.uploads.show(scope, press.uploadId);
      const { account, platform, currency, zone, period } = upload.answers;
      return open(
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
      return open(click, settingsModal({ zone, ...channelOf(click) }));
    }
    default: {
      if (!isMessagePress(press)) {
        await click.respond(STALE);
        return;
      }
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
  await open(click, targetModal({ campaign, currency, target, period, ...channelOf(click) }));
}

async function open(
  click: Click,
  view: Parameters<SlackClient["views"]["open"]>[0]["view"],
): Promise<void> {
  await click.client.views.open({ trigger_id: click.triggerId, view });
}

function channelOf({ place }: Click): { channel?: string } {
  return place.channel === undefined ? {} : { channel: place.channel };
}

function placeOf(body: BlockAction<BlockElementAction>): Place {
  return {
    responseUrl: body.response_url === "" ? undefined : body.response_url,
    channel: body.channel?.id,
    user: body.user.id,
  };
}
