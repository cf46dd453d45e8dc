import type { Scope } from "../../usecases/scope.ts";
import { type Click, openModal } from "../click.ts";
import type { Press } from "../ids.ts";
import type { SlackEdge } from "../slack-edge.ts";
import { alertMessageView } from "../views/alerts/alert-message-view.ts";
import { alertsView } from "../views/alerts/alerts-view.ts";
import { channelModal } from "../views/alerts/channel-modal.ts";
import { seeWhyView } from "../views/alerts/see-why-view.ts";
import { sentenceView } from "../views/sentence-view.ts";

export type AlertPress = Extract<Press, { action: `alert.${string}` | `channel.${string}` }>;

export function isAlertPress(press: Press): press is AlertPress {
  return press.action.startsWith("alert.") || press.action.startsWith("channel.");
}

/** What is pressed on an alert, or on a list of them. */
export async function answerAlertPress(
  edge: SlackEdge,
  scope: Scope,
  { press, click }: { readonly press: AlertPress; readonly click: Click },
): Promise<void> {
  const { alerts } = edge.desk;
  switch (press.action) {
    case "alert.acknowledge":
      await alerts.acknowledge(scope, press);
      return shown(edge, scope, { episodeId: press.episodeId, click });
    case "alert.snooze":
      await alerts.snooze(scope, press);
      return shown(edge, scope, { episodeId: press.episodeId, click });
    case "alert.acknowledgeAll": {
      const count = await alerts.acknowledgeAll(scope, { deliveryKey: press.digestKey });
      await edge.deliver();
      const words = count === 1 ? "The one alert that was open is" : `All ${count} open alerts are`;
      return click.respond(sentenceView(`${words} yours now.`));
    }
    case "alert.why":
      return click.respond(seeWhyView(await alerts.draw(scope, press.episodeId), viewOf(scope)));
    case "alert.open": {
      const message = await alerts.open(scope, press.episodeId);
      return click.respond(alertMessageView(message, viewOf(scope)));
    }
    case "alert.list": {
      const open = await alerts.list(scope);
      return click.respond(alertsView(open.alerts, open.accounts, viewOf(scope)));
    }
    case "channel.settings": {
      const channel = press.channel ?? click.place.channel;
      if (channel === undefined) return click.respond(sentenceView(NO_CHANNEL));
      const settings = await alerts.channels.show(scope, channel);
      return openModal(click, channelModal({ channel, settings }));
    }
  }
}

const NO_CHANNEL =
  "Which channel? Type `/perf rules` in the channel that you mean, and press Channel settings there.";

/** The alert's own message is edited; a copy that somebody alone sees is replaced. */
async function shown(
  edge: SlackEdge,
  scope: Scope,
  { episodeId, click }: { readonly episodeId: number; readonly click: Click },
): Promise<void> {
  if (click.ephemeral) {
    const message = await edge.desk.alerts.open(scope, episodeId);
    await click.respond(alertMessageView(message, viewOf(scope)), { replace: true });
  }
  await edge.deliver();
}

function viewOf({ now }: Scope): { readonly now: number } {
  return { now };
}
