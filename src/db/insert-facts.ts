import type { FactBatch, FactSender } from "./copy-facts.ts";
import type { Tx } from "./db.ts";

const INSERT = {
  name: "insert_facts",
  text: `insert into facts (workspace_id, campaign_id, day, spend_micros, impressions, clicks, conversions,
      value_micros, load_id)
    select $1::int, u.*, $2::bigint from unnest($3::int[], $4::date[], $5::bigint[], $6::bigint[], $7::bigint[],
      $8::float8[], $9::bigint[]) u`,
};

/** The embedded database answers nobody else during a statement. */
const ROWS_A_STATEMENT = 5_000;

/** Facts by statements that work everywhere. */
export function insertFacts(tx: Tx): FactSender {
  return {
    async send(batch) {
      for (let first = 0; first < batch.order.length; first += ROWS_A_STATEMENT) {
        await tx.rows(INSERT, arrays(batch, batch.order.subarray(first, first + ROWS_A_STATEMENT)));
      }
    },
    settle: () => Promise.resolve(),
  };
}

function arrays(batch: FactBatch, places: Uint32Array): unknown[] {
  const { window, ids } = batch;
  return [
    batch.workspaceId,
    batch.loadId,
    arrayText(places, (place) => ids[window.campaigns[place] ?? 0]),
    arrayText(places, (place) => window.dayNames.get(window.days[place] ?? 0)),
    arrayText(places, (place) => window.spendMicros[place]),
    arrayText(places, (place) => window.impressions[place]),
    arrayText(places, (place) => window.clicks[place]),
    arrayText(places, (place) => window.conversions[place]),
    arrayText(places, (place) => window.valueMicros[place]),
  ];
}

/** An array as PostgreSQL reads it; the driver would quote every number. */
function arrayText(
  places: Uint32Array,
  valueOf: (place: number) => string | number | bigint | undefined,
): string {
  let text = "";
  for (const place of places) text += `,${valueOf(place)}`;
  return `{${text.slice(1)}}`;
}
