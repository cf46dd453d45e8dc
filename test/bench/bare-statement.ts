import type { Pool } from "pg";

import { dayText } from "./fill-workspace.ts";

const DAY_MS = 86_400_000;
const DAYS = 14;
const COLUMNS = "spend_micros, impressions, clicks, conversions, value_micros";

/** Times in ms of what a `/perf CAMPAIGN` cannot do without: the campaign's days, by a prepared statement. */
export async function timeBareStatement(
  pool: Pool,
  input: { readonly campaigns: number; readonly count: number; readonly now: number },
): Promise<number[]> {
  const from = dayText(input.now - DAYS * DAY_MS);
  const to = dayText(input.now - DAY_MS);
  const client = await pool.connect();
  const times: number[] = [];
  try {
    for (let turn = 0; turn < input.count; turn++) {
      const started = performance.now();
      const { rowCount } = await client.query({
        name: "bare_days",
        text: `select day, ${COLUMNS} from facts
          where workspace_id = $1 and campaign_id = $2 and day between $3 and $4 order by day`,
        values: [1, 1 + ((turn * 7919) % input.campaigns), from, to],
      });
      times.push(performance.now() - started);
      if (rowCount !== DAYS) throw new Error(`A campaign has ${rowCount ?? 0} days, not ${DAYS}.`);
    }
    return times;
  } finally {
    client.release();
  }
}
