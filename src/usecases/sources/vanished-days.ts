import { lockAccount } from "../../db/accounts.ts";
import type { Db } from "../../db/db.ts";
import { linkedAccounts } from "../../db/source-accounts.ts";
import type { SourceRow } from "../../db/sources.ts";
import { type ToldDays, toldDays } from "../../db/told-days.ts";
import type { CampaignSighting } from "../../domain/campaign.ts";
import type { Day, DayRange } from "../../domain/day.ts";
import { NO_TOTALS } from "../../domain/totals.ts";
import type { ExportRow, ExportSink, ReadOutcome } from "../export-file.ts";
import type { Spooled } from "./spool.ts";

/** At most so many rows are handed on at once. */
const BATCH_ROWS = 5_000;

/**
 * What this very source has told of an account's days; files and pushes are not its own. The account stays locked: by
 * the time that the days are written, nobody else has told them.
 */
export async function toldBefore(
  tx: Db,
  { row, origin }: { readonly row: SourceRow; readonly origin: string },
  of: { readonly externalId: string; readonly days: DayRange },
): Promise<ToldDays[]> {
  const { workspaceId, sourceId, madeAt } = row;
  const link = (await linkedAccounts(tx, workspaceId)).find(
    (one) => one.sourceId === sourceId && one.externalId === of.externalId,
  );
  if (link === undefined) return [];
  const account = { workspaceId, accountId: link.accountId };
  await lockAccount(tx, account);
  return toldDays(tx, account, { ...of.days, origin, since: madeAt });
}

/**
 * Hands on a load, and after it rows of zeros for what it told before and tells no more: a day that was restated to
 * nothing, a transaction that is gone. Only of days that have something: one without a row was not given, and stays as
 * it is. Only of campaigns that the load names, unless it tells all: platforms hide those that were deleted.
 */
export async function withVanished(
  load: { readonly read: Spooled; readonly tellsAll: boolean },
  sink: ExportSink,
  before: () => readonly ToldDays[],
): Promise<ReadOutcome> {
  const seen = new Map<number, Set<Day>>();
  const given = new Set<Day>();
  const outcome = await load.read.replay({
    begin: (profile) => sink.begin(profile),
    rows(batch) {
      for (const { campaign, day } of batch) {
        if (day === undefined) continue;
        given.add(day);
        const days = seen.get(campaign);
        if (days === undefined) seen.set(campaign, new Set([day]));
        else days.add(day);
      }
      return sink.rows(batch);
    },
  });
  if (outcome.kind === "refused") return outcome;
  const { rows, campaigns } = vanished({ outcome, seen, given }, before(), load.tellsAll);
  for (let start = 0; start < rows.length; start += BATCH_ROWS) {
    await sink.rows(rows.slice(start, start + BATCH_ROWS));
  }
  return { ...outcome, campaigns };
}

interface Told {
  readonly outcome: Extract<ReadOutcome, { readonly kind: "read" }>;
  /** By the campaign's place in the load. */
  readonly seen: ReadonlyMap<number, ReadonlySet<Day>>;
  readonly given: ReadonlySet<Day>;
}

function vanished(
  { outcome, seen, given }: Told,
  before: readonly ToldDays[],
  tellsAll: boolean,
): { readonly rows: ExportRow[]; readonly campaigns: readonly CampaignSighting[] } {
  const places = new Map(outcome.campaigns.map(({ externalId }, place) => [externalId, place]));
  const campaigns = [...outcome.campaigns];
  const rows: ExportRow[] = [];
  for (const { externalId, name, days } of before) {
    const named = places.get(externalId);
    if (named === undefined && !tellsAll) continue;
    const told = named === undefined ? undefined : seen.get(named);
    const gone = days.filter((day) => given.has(day) && told?.has(day) !== true);
    if (gone.length === 0) continue;
    const campaign = named ?? campaigns.push({ externalId, name }) - 1;
    rows.push(...gone.map((day) => ({ campaign, day, ...NO_TOTALS })));
  }
  return { rows, campaigns };
}
