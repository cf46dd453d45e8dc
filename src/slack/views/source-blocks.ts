import { sourceKindName, writesBudgets } from "../../domain/source/source-kind.ts";
import type { SourceState, SourceStatus } from "../../domain/source/source-status.ts";
import { dateMrkdwn, escapeMrkdwn, mrkdwnName, plainName } from "../mrkdwn.ts";
import { type ButtonInput, buttons } from "./buttons.ts";
import { counted } from "./format.ts";
import { rangeWords } from "./period-words.ts";
import { scheduleWords } from "./schedule-words.ts";
import type { MessageBlock } from "./slack-message.ts";
import { notes, paragraph } from "./text-objects.ts";

/** Sources that are shown one by one, and their accounts: the text stays below what Slack takes of a message. */
const SHOWN_SOURCES = 4;
const SHOWN_ACCOUNTS = 3;

const STATES: Readonly<Record<SourceState, string>> = {
  new: "⏳ waits for its first load",
  ok: "✅ loads by itself",
  loading: "🔄 is being loaded",
  failing: "⚠️ fails",
  paused: "⏸️ is paused",
};

/** Where numbers come from by themselves: how each source is, and what can be done about it. */
export function sourceBlocks(
  sources: readonly SourceStatus[],
  {
    zone,
    canAdd,
    anybodyApproves,
  }: { readonly zone: string; readonly canAdd: boolean; readonly anybodyApproves: boolean },
): MessageBlock[] {
  const written = sources.some(({ accounts }) => accounts.some(({ writes }) => writes));
  const left = sources.length - SHOWN_SOURCES;
  return [
    paragraph(
      sources.length === 0
        ? "*Live sources*\nNone yet: numbers come from files alone. `trimtab source add FILE` connects Google Ads, Meta, TikTok, LinkedIn, Microsoft, an affiliate network or your warehouse."
        : "*Live sources*",
    ),
    ...sources.slice(0, SHOWN_SOURCES).flatMap((source) => oneSource(source, zone)),
    ...notes([
      left > 0
        ? `${counted(left, "more source")}: \`trimtab source list\` names them all.`
        : undefined,
      written && anybodyApproves
        ? "⚠️ Approved budgets are written, and anybody here may approve: `/perf shift settings` names who may."
        : undefined,
    ]),
    ...(canAdd ? buttons([{ label: "Add a SQL source", press: { action: "source.new" } }]) : []),
  ];
}

function oneSource(source: SourceStatus, zone: string): MessageBlock[] {
  const { name, kind, state } = source;
  return [
    paragraph(
      [
        `*${mrkdwnName(name, 80)}* (${sourceKindName(kind)}) ${STATES[state]}`,
        progressWords(source),
        faultWords(source),
        lastWords(source),
        accountWords(source),
        `${capital(scheduleWords(source.schedule))} in ${escapeMrkdwn(source.timeZone ?? zone)}${source.nextAt === undefined || state === "loading" ? "" : `; next ${dateMrkdwn(source.nextAt)}`}.`,
      ]
        .filter((line) => line !== "")
        .join("\n"),
    ),
    ...buttons(actionsOf(source)),
  ];
}

function progressWords({ progress }: SourceStatus): string {
  if (progress === undefined) return "";
  return `Reading ${escapeMrkdwn(progress.days)}: ${counted(progress.rows, "row")} so far.`;
}

function faultWords({ fault }: SourceStatus): string {
  if (fault === undefined) return "";
  const times = fault.failures === 1 ? "" : ` (${fault.failures} times in a row)`;
  return `${mrkdwnName(fault.message, 150)}${times} *What to do:* ${mrkdwnName(fault.next, 150)}`;
}

function lastWords({ lastLoad }: SourceStatus): string {
  if (lastLoad === undefined) return "";
  const { at, rows, revised, days } = lastLoad;
  const changed = revised === 0 ? "none changed" : `${counted(revised, "row")} changed`;
  return `Last load ${dateMrkdwn(at)}: ${counted(rows, "row")} of ${rangeWords(days)}, ${changed}.`;
}

function accountWords({ kind, accounts }: SourceStatus): string {
  if (accounts.length === 0) return "";
  const words = accounts.slice(0, SHOWN_ACCOUNTS).map(({ name, writes }) => {
    const how = !writesBudgets(kind) ? "by hand" : writes ? "written by Trimtab" : "dry run";
    return `${mrkdwnName(name, 40)}: ${how}`;
  });
  const more = accounts.length - words.length;
  return `Budgets  ${words.join(" · ")}${more > 0 ? ` · ${more} more` : ""}`;
}

function actionsOf({ sourceId, name, kind, state, accounts }: SourceStatus): ButtonInput[] {
  const paused = state === "paused";
  const writable = writesBudgets(kind) ? accounts.slice(0, SHOWN_ACCOUNTS) : [];
  return [
    ...(state === "loading"
      ? []
      : [
          {
            label: "Load now",
            press: { action: "source.load", sourceId } as const,
            says: `Load ${plainName(name, 50)} now`,
          },
        ]),
    {
      label: paused ? "Load by itself again" : "Pause",
      press: { action: paused ? "source.resume" : "source.pause", sourceId } as const,
      says: `${paused ? "Resume" : "Pause"} ${plainName(name, 50)}`,
    },
    ...writable.map((account): ButtonInput => {
      const { accountId, writes } = account;
      const named = plainName(account.name, 40);
      return writes
        ? {
            label: `Dry run: ${named}`,
            press: { action: "source.writes", accountId, writes: false },
          }
        : {
            label: `Write budgets: ${named}`,
            press: { action: "source.writes", accountId, writes: true },
            confirm: {
              title: "Write budgets?",
              sentence: `From now on an approved budget shift is changed at once in “${named}”. Until now the platform was only asked, and people made the changes.`,
              yes: "Write budgets",
              no: "Keep the dry run",
            },
          };
    }),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
