import type { Desk } from "../usecases/desk.ts";
import type { Scope } from "../usecases/scope.ts";
import type { Press } from "./ids.ts";
import type { ResponseOptions } from "./respond.ts";
import { quietView } from "./views/alerts/quiet-view.ts";
import { compareView } from "./views/compare-view.ts";
import { helpView } from "./views/help-view.ts";
import { overviewView } from "./views/overview-view.ts";
import type { SlackMessage } from "./views/slack-message.ts";
import { summaryView } from "./views/summary-view.ts";
import { topView } from "./views/top-view.ts";

/** Buttons that are answered with a message alone. */
export type MessagePress = Extract<
  Press,
  {
    action:
      | "perf.show"
      | "perf.period"
      | "perf.share"
      | "perf.compare"
      | "perf.overview"
      | "perf.top"
      | "perf.why"
      | "perf.help";
  }
>;

export interface PressAnswer {
  readonly message: SlackMessage;
  readonly options: ResponseOptions;
}

/** The message that answers a button, and where it goes. */
export async function answerPress(
  desk: Desk,
  scope: Scope,
  input: { readonly press: MessagePress; readonly user: string },
): Promise<PressAnswer> {
  const { press, user } = input;
  const view = { now: scope.now };
  switch (press.action) {
    case "perf.show":
      return alone(summaryView(await summaryOf(desk, scope, press), view));
    case "perf.period":
      return {
        message: summaryView(await summaryOf(desk, scope, press), view),
        options: { replace: true },
      };
    case "perf.share":
      return {
        message: summaryView(await summaryOf(desk, scope, press), { ...view, sharedBy: user }),
        options: { inChannel: true },
      };
    case "perf.compare": {
      const [first, second] = press.campaignIds;
      const { period } = press;
      const a = await desk.campaign(scope, { campaign: first, period });
      const b = await desk.campaign(scope, { campaign: second, period });
      return alone(compareView({ a, b }, view));
    }
    case "perf.overview":
      return alone(overviewView(await desk.overview(scope, press), view));
    case "perf.top": {
      const currencies = await desk.top(scope, press);
      return alone(topView({ metric: press.metric, currencies }, view));
    }
    case "perf.why":
      return alone(quietView(await desk.alerts.explainQuiet(scope, press), view));
    case "perf.help":
      return alone(helpView());
  }
}

function alone(message: SlackMessage): PressAnswer {
  return { message, options: {} };
}

function summaryOf(
  desk: Desk,
  scope: Scope,
  { campaignId, period }: { readonly campaignId: number; readonly period: string },
) {
  return desk.campaign(scope, { campaign: campaignId, period });
}
