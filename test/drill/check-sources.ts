import type { Db } from "../../src/db/db.ts";
import { addDays, dayAt } from "../../src/domain/day.ts";
import { checkWrites } from "./check-writes.ts";
import type { Findings, Violation } from "./drill-work.ts";
import { groupBy } from "./group-by.ts";
import type { PlatformReport } from "./platform-report.ts";

/** Compares what is stored with what the platform says, and looks at how it came there. */
export async function checkSources(db: Db, report: PlatformReport): Promise<Findings> {
  const [takes] = await db.rows<Takes & Record<string, unknown>>({ text: TAKES }, []);
  const [stores] = await db.rows<Stores & Record<string, unknown>>({ text: STORES }, []);
  const { wrong, figures } = await checkWrites(db, report);
  const { count, ...days } = await dayFaults(db, report);
  return {
    wrong: {
      ...days,
      "wrong watermarks": await watermarkFaults(db),
      "taken too early": repeated(takes?.early ?? 0, "a source was taken from whoever held it"),
      "unheld stores": repeated(stores?.unheld ?? 0, "a load was stored without its lease"),
      "idle revisions": await sentences(db, IDLE_REVISIONS),
      "wrong roll-ups": await sentences(db, ROLL_UPS),
      ...wrong,
    },
    figures: {
      "sources taken": takes?.taken ?? 0,
      "  from the dead": takes?.followed ?? 0,
      "  side by side": overlaps(report),
      "spans stored": stores?.loads ?? 0,
      "days compared": count,
      revisions: takes?.revisions ?? 0,
      "platform's faults": Object.values(report.struck).reduce((sum, one) => sum + one, 0),
      ...Object.fromEntries(
        Object.entries(report.struck).map(([kind, of]) => [`  of ${kind}`, of]),
      ),
      ...figures,
    },
  };
}

interface Takes {
  readonly taken: number;
  readonly followed: number;
  readonly early: number;
  readonly revisions: number;
}

const TAKES = `select count(*)::int as taken, count(had_until)::int as followed,
    count(*) filter (where had_until >= at)::int as early,
    (select count(*)::int from revisions) as revisions from drill_takes`;

interface Stores {
  readonly loads: number;
  readonly unheld: number;
}

/** Each transaction that stored a load noted so on its source, of which it held the newest lease. */
const STORES = `select count(*)::int as loads, count(*) filter (where not exists (select 1 from drill_stores h
      where h.tx = l.tx and h.what = 'hold' and 'source: ' || h.name = l.name))::int as unheld
    from drill_stores l where l.what = 'load'`;

const IDLE_REVISIONS = `select 'campaign ' || campaign_id || ' on ' || day || ' was revised by the same numbers' as said
  from (select campaign_id, day, replaced_by, row(spend_micros, impressions, clicks, conversions, value_micros) as had,
      lead(row(spend_micros, impressions, clicks, conversions, value_micros))
        over (partition by campaign_id, day order by replaced_by) as has
    from (select campaign_id, day, replaced_by, spend_micros, impressions, clicks, conversions, value_micros
            from revisions
          union all
          select campaign_id, day, 9223372036854775807, spend_micros, impressions, clicks, conversions, value_micros
            from facts) v) w
  where had = has`;

const ROLL_UPS = `select 'account ' || account_id || ' on ' || day || ' is added up wrongly' as said
  from (select c.account_id, f.day, sum(f.spend_micros) as spend, sum(f.clicks) as clicks
          from facts f join campaigns c using (workspace_id, campaign_id) group by 1, 2) f
  full join daily_totals t using (account_id, day)
  where t.spend_micros is distinct from f.spend or t.clicks is distinct from f.clicks`;

async function sentences(db: Db, text: string): Promise<Violation[]> {
  return (await db.rows<{ said: string }>({ text }, [])).map(({ said }) => said);
}

function repeated(count: number, words: string): Violation[] {
  return Array.from({ length: count }, () => words);
}

async function watermarkFaults(db: Db): Promise<Violation[]> {
  const yesterday = addDays(dayAt(Date.now(), "UTC"), -1);
  const rows = await db.rows<{ name: string; watermark: string | null }>(
    { text: "select name, watermark::text from sources" },
    [],
  );
  return rows
    .filter(({ watermark }) => watermark !== yesterday)
    .map(({ name, watermark }) => `${name} is loaded up to ${watermark}, not ${yesterday}`);
}

interface StoredDay {
  readonly campaign: string;
  readonly day: string;
  readonly said: string;
}

const DAYS = `select c.external_id as campaign, f.day::text,
    concat_ws(' ', f.spend_micros, f.impressions, f.clicks, f.conversions, f.value_micros) as said
  from facts f join campaigns c using (workspace_id, campaign_id)`;

async function dayFaults(db: Db, { figures }: PlatformReport) {
  const stored = await db.rows<StoredDay & Record<string, unknown>>({ text: DAYS }, []);
  const byDay = groupBy(stored, ({ campaign, day }) => `${campaign} ${day}`);
  const given = new Map(
    Object.entries(figures).flatMap(([campaign, days]) =>
      Object.entries(days).map(([day, metrics]) => [`${campaign} ${day}`, asStored(metrics)]),
    ),
  );
  return {
    count: given.size,
    "lost days": [...given.keys()].filter((key) => !byDay.has(key)),
    "doubled days": [...byDay].filter(([, all]) => all.length > 1).map(([key]) => key),
    "invented days": [...byDay.keys()].filter((key) => !given.has(key)),
    "other figures": [...byDay].flatMap(([key, [day]]) =>
      given.has(key) && day?.said !== given.get(key)
        ? [`${key} is ${day?.said}, not ${given.get(key)}`]
        : [],
    ),
  };
}

function asStored(metrics: object): string {
  const { costMicros, impressions, clicks, conversions, conversionsValue } = metrics as Record<
    string,
    number
  >;
  const value = Math.round((conversionsValue ?? 0) * 1_000_000);
  return [costMicros, impressions, clicks, conversions, value].join(" ");
}

/** Loads of one account that asked for days while another one did: one of them had been left for dead. */
function overlaps({ loads }: PlatformReport): number {
  return [...groupBy(loads, ({ account }) => account).values()].reduce(
    (sum, list) =>
      sum +
      list.filter((one) => list.some((other) => other.from > one.from && other.from < one.to))
        .length,
    0,
  );
}
