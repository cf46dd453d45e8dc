import type { AccountAlert, AlertLine } from "../../../domain/alerting/alert.ts";
import { buttons } from "../buttons.ts";
import { counted } from "../format.ts";
import type { MessageBlock, SlackMessage, ViewOptions } from "../slack-message.ts";
import { header, paragraph } from "../text-objects.ts";
import { accountLine, troubleWords } from "./account-alert-view.ts";
import { alertState } from "./alert-state.ts";
import { alertTable, openSelect, worstFirst } from "./alert-table.ts";
import { countByState, stakeWords } from "./stake-words.ts";

const SHOWN_ACCOUNTS = 10;

/** What is open in the workspace, the most spend at stake first. */
export function alertsView(
  lines: readonly AlertLine[],
  accounts: readonly AccountAlert[],
  options: ViewOptions,
): SlackMessage {
  const open = worstFirst(lines);
  const lead = leadWords(open, options);
  return {
    text: [lead.replaceAll("*", ""), troubleWords(accounts)].join(" ").trim(),
    blocks: [
      header("Open alerts"),
      paragraph(lead),
      ...accountBlocks(accounts, options.now),
      ...alertTable(open, { ...options, caption: "Open alerts, the most daily spend first" }),
      ...actions(open),
    ],
  };
}

function leadWords(open: readonly AlertLine[], { now, locale }: ViewOptions): string {
  if (open.length === 0) {
    return "*No alert is open.* To see why a campaign is quiet, type `/perf why CAMPAIGN`; to see or add rules, press Rules.";
  }
  const states = open
    .map((line) => alertState(line, now))
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ label }) => label);
  const firing = open.filter(({ phase }) => phase === "firing");
  const stake =
    firing.length === 0 ? "" : ` At stake: about ${stakeWords(firing, locale)} of spend a day.`;
  return `*${counted(open.length, "alert")}*: ${countByState(states)}.${stake}`;
}

function accountBlocks(accounts: readonly AccountAlert[], now: number): MessageBlock[] {
  if (accounts.length === 0) return [];
  const lines = accounts.slice(0, SHOWN_ACCOUNTS).map((one) => accountLine(one, now));
  const more = accounts.length - lines.length;
  const left = more > 0 ? [`and ${counted(more, "more account")}`] : [];
  return [paragraph(["*Accounts in trouble*", ...lines, ...left].join("\n"))];
}

function actions(open: readonly AlertLine[]): MessageBlock[] {
  const rules = buttons([
    { label: "Rules", press: { action: "rule.list", offset: 0 }, says: "Show the alert rules" },
  ]).flatMap(({ elements }) => elements);
  return [{ type: "actions", elements: [...openSelect(open), ...rules] }];
}
