import { periodFault } from "../domain/period-fault.ts";
import { DEFAULT_PERIOD, PERIOD_EXAMPLES } from "../domain/period.ts";
import type { Desk } from "../usecases/desk.ts";
import type { Scope } from "../usecases/scope.ts";
import type { Press } from "./ids.ts";
import type { PerfCommand } from "./parse-command.ts";
import { alertsView } from "./views/alerts/alerts-view.ts";
import { quietView } from "./views/alerts/quiet-view.ts";
import { rulesView } from "./views/alerts/rules-view.ts";
import { recordView } from "./views/budget/record-view.ts";
import { shiftSettingsView } from "./views/budget/shift-settings-view.ts";
import { choicesView } from "./views/choices-view.ts";
import { compareView } from "./views/compare-view.ts";
import { errorView } from "./views/error-view.ts";
import { helpView } from "./views/help-view.ts";
import { notFoundView } from "./views/not-found-view.ts";
import { overviewView } from "./views/overview-view.ts";
import { settingsView } from "./views/settings-view.ts";
import type { SlackMessage } from "./views/slack-message.ts";
import { summaryView } from "./views/summary-view.ts";
import { topView } from "./views/top-view.ts";

/** The message that answers a command; what opens a form or posts to a channel is the listener's. */
export async function answerCommand(
  desk: Desk,
  scope: Scope,
  command: PerfCommand,
): Promise<SlackMessage> {
  const options = { now: scope.now };
  switch (command.kind) {
    case "overview":
      return overviewView(await desk.overview(scope, command), options);
    case "campaign":
      return answerCampaign(desk, scope, command);
    case "top": {
      const currencies = await desk.top(scope, command);
      return topView({ metric: command.metric, currencies }, options);
    }
    case "compare":
      return answerCompare(desk, scope, command);
    case "settings":
      return answerSettings(desk, scope);
    case "alerts": {
      const { alerts, accounts } = await desk.alerts.list(scope);
      return alertsView(alerts, accounts, options);
    }
    case "rules":
      return rulesView(await desk.alerts.rules.list(scope), options);
    case "why":
      return answerWhy(desk, scope, command.name);
    case "shift-record":
      return recordView(await desk.shifts.record(scope));
    case "shift-settings":
      return shiftSettingsView(await desk.shifts.settings.show(scope));
    case "unclear":
      return errorView(command);
    case "import":
    case "shift":
    case "help":
      return helpView();
  }
}

async function answerCampaign(
  desk: Desk,
  scope: Scope,
  { name, period }: { readonly name: string; readonly period: string },
): Promise<SlackMessage> {
  const found = await desk.find(scope, { name, period });
  switch (found.kind) {
    case "one":
      return summaryView(await desk.campaign(scope, { campaign: found.campaign, period }), {
        now: scope.now,
      });
    case "none":
      return noneView(name, period);
    case "several":
    case "similar":
      return choicesView({
        query: name,
        kind: found.kind,
        total: found.count,
        choices: found.choices.map(({ label, externalId }) => ({
          campaign: label,
          externalId,
          press: { action: "perf.show", campaignId: label.id, period },
        })),
      });
  }
}

/** A last word that looks like a period, and is none, is the likelier slip. */
function noneView(query: string, period: string): SlackMessage {
  const word = query.split(" ").at(-1) ?? "";
  const fault = periodFault(word);
  if (fault === undefined) return notFoundView({ query, period });
  return errorView({
    message:
      word === query
        ? `“${word}” is not a period: ${fault}.`
        : `No campaign is named “${query}”, and “${word}” is not a period: ${fault}.`,
    next: `Periods are ${PERIOD_EXAMPLES}, as in \`/perf brand 30d\`.`,
  });
}

/** Which period is asked for says nothing here: each rule has a window of its own. */
async function answerWhy(desk: Desk, scope: Scope, name: string): Promise<SlackMessage> {
  const found = await desk.find(scope, { name, period: DEFAULT_PERIOD });
  switch (found.kind) {
    case "one": {
      const campaignId = found.campaign.label.id;
      return quietView(await desk.alerts.explainQuiet(scope, { campaignId }), { now: scope.now });
    }
    case "none":
      return noneView(name, DEFAULT_PERIOD);
    case "several":
    case "similar":
      return choicesView({
        query: name,
        kind: found.kind,
        total: found.count,
        choices: found.choices.map(({ label, externalId }) => ({
          campaign: label,
          externalId,
          press: { action: "perf.why", campaignId: label.id },
        })),
      });
  }
}

async function answerCompare(
  desk: Desk,
  scope: Scope,
  command: { readonly a: string; readonly b: string; readonly period: string },
): Promise<SlackMessage> {
  const { period } = command;
  const a = await desk.find(scope, { name: command.a, period });
  if (a.kind === "none") return noneView(command.a, period);
  const b = await desk.find(scope, { name: command.b, period });
  if (b.kind === "none") return noneView(command.b, period);
  if (a.kind === "one" && b.kind === "one") {
    return compareView(
      {
        a: await desk.campaign(scope, { campaign: a.campaign, period }),
        b: await desk.campaign(scope, { campaign: b.campaign, period }),
      },
      { now: scope.now },
    );
  }
  const open = a.kind === "one" ? b : a;
  if (open.kind === "one") throw new Error("One of the two names is open.");
  const other = a.kind === "one" ? a.campaign : b.kind === "one" ? b.campaign : undefined;
  return choicesView({
    query: a.kind === "one" ? command.b : command.a,
    kind: open.kind,
    total: open.count,
    choices: open.choices.map(({ label, externalId }) => ({
      campaign: label,
      externalId,
      press: pressFor(label.id, { other: other?.label.id, first: a.kind === "one", period }),
    })),
  });
}

/** With the other campaign known, a choice completes the comparison; with neither, it shows what was chosen. */
function pressFor(
  campaignId: number,
  { other, first, period }: { other: number | undefined; first: boolean; period: string },
): Press {
  if (other === undefined) return { action: "perf.show", campaignId, period };
  const campaignIds: [number, number] = first ? [other, campaignId] : [campaignId, other];
  return { action: "perf.compare", campaignIds, period };
}

async function answerSettings(desk: Desk, scope: Scope): Promise<SlackMessage> {
  const { accounts, ...settings } = await desk.settings(scope);
  const { approvers } = (await desk.shifts.settings.show(scope)).settings;
  return settingsView({
    ...settings,
    anybodyApproves: approvers.length === 0,
    sources: await desk.sources.list(scope),
    canAddSource: desk.sources.canAdd,
    accounts: accounts.map(({ name, platform, currency, timeZone, lastDay }) => ({
      name,
      platform,
      currency,
      zone: timeZone,
      lastDay: lastDay ?? undefined,
    })),
  });
}
