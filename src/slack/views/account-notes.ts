import { dayAt } from "../../domain/day.ts";
import { platformName } from "../../domain/platform.ts";
import type { AccountLine, CurrencySummary } from "../../domain/summary.ts";
import { plainName } from "../mrkdwn.ts";
import { counted } from "./format.ts";
import { dayWords, rangeWords } from "./period-words.ts";
import { freshnessWords, unitWords } from "./provenance.ts";
import type { MessageBlock } from "./slack-message.ts";
import { mrkdwn, notes, plain } from "./text-objects.ts";

/** Accounts that are named one by one where their days or their data differ. */
const NAMED_ACCOUNTS = 6;

/** Currency, zones and freshness of a currency's accounts: once where they agree, by account where they do not. */
export function accountNotes(summary: CurrencySummary, now: number): MessageBlock[] {
  const { accounts, currency, freshness } = summary;
  const [first] = accounts;
  if (first === undefined) return notes([currency]);
  const { zone, range } = first;
  if (accounts.every((account) => agree(account, first))) {
    return notes([
      unitWords(currency, zone),
      freshnessWords({ range, zone, freshness, now }),
      fillingWords(accounts),
    ]);
  }
  const named = accounts.slice(0, NAMED_ACCOUNTS).map((account) => plain(accountLine(account)));
  const more = accounts.length - named.length;
  return [
    {
      type: "context",
      elements: [
        mrkdwn(`${currency} · each account's days are cut in its own zone`),
        mrkdwn(freshnessWords({ range: summary.period, zone, freshness, now })),
        ...notes([fillingWords(accounts)]).flatMap(({ elements }) => elements),
        ...named,
        ...(more > 0 ? [mrkdwn(`and ${counted(more, "more account")}`)] : []),
      ],
    },
  ];
}

/**
 * True where none of the accounts' numbers reach over the whole period yet, or where for one of them it is not over. An
 * account without days says nothing of that: a total of exactly these days is all that there will be.
 */
export function isPartOf({ accounts, current, daily }: CurrencySummary, now: number): boolean {
  if (daily.length === 0 && current.totals.spendMicros > 0n) return false;
  const loaded = accounts.filter(({ freshness }) => freshness.lastDay !== undefined);
  return (
    loaded.every(({ freshness, range }) => (freshness.lastDay ?? "") < range.to) ||
    loaded.some(({ range, zone }) => range.to >= dayAt(now, zone))
  );
}

/** Which days lack late conversions, by the account that is slowest; empty where all are settled or nothing is known. */
function fillingWords(accounts: readonly AccountLine[]): string {
  const late = accounts.flatMap(({ settledThrough, range }) =>
    settledThrough !== undefined && settledThrough < range.to ? [settledThrough] : [],
  );
  const [first] = late.toSorted();
  if (first === undefined) return "";
  const some = late.length < accounts.length ? " in some accounts" : "";
  return `⏳ Days after ${dayWords(first)} are still filling up with late conversions${some}; a campaign's own summary corrects for them.`;
}

function agree(a: AccountLine, b: AccountLine): boolean {
  return (
    a.zone === b.zone &&
    a.range.from === b.range.from &&
    a.range.to === b.range.to &&
    a.freshness.lastDay === b.freshness.lastDay
  );
}

function accountLine({ name, platform, zone, range, freshness }: AccountLine): string {
  const last = freshness.lastDay;
  return [
    `${platformName(platform)}, ${plainName(name, 100)}`,
    zone,
    rangeWords(range),
    last === undefined ? "no data yet" : `data through ${dayWords(last)}`,
  ].join(" · ");
}
