import { sql } from "drizzle-orm";

import { openCopy } from "./copy-stream.ts";
import type { Statement, Tx } from "./db.ts";
import type { FactRow } from "./fact-row.ts";

/** Rows of a load on their way, in a temporary table that ends with the transaction. */
export interface FactStage {
  rows(batch: readonly FactRow[]): Promise<void>;
  /** Nothing more comes. */
  finish(): Promise<void>;
}

/** `unnest` works everywhere; the embedded database does not survive COPY. */
export type StageWay = "copy" | "unnest";

const FILL: Statement = {
  name: "stage_facts",
  text: `insert into staged_facts
    select * from unnest($1::int[], $2::date[], $3::bigint[], $4::bigint[], $5::bigint[], $6::float8[], $7::bigint[])`,
};

export async function stageFacts(tx: Tx, way: StageWay): Promise<FactStage> {
  await tx.orm.execute(sql`create temporary table staged_facts (
    campaign int not null, day date not null, spend_micros bigint not null, impressions bigint not null,
    clicks bigint not null, conversions float8 not null, value_micros bigint not null) on commit drop`);
  return way === "copy" ? copyStage(tx) : unnestStage(tx);
}

function copyStage(tx: Tx): FactStage {
  const copy = openCopy(tx, "copy staged_facts from stdin");
  return {
    async rows(batch) {
      let text = "";
      for (const row of batch) {
        text += `${row.campaign}\t${row.day}\t${row.spendMicros}\t${row.impressions}\t${row.clicks}\t${row.conversions}\t${row.valueMicros}\n`;
      }
      await copy.write(text);
    },
    finish: () => copy.end(),
  };
}

function unnestStage(tx: Tx): FactStage {
  return {
    async rows(batch) {
      await tx.rows(FILL, [
        batch.map(({ campaign }) => campaign),
        batch.map(({ day }) => day),
        batch.map(({ spendMicros }) => spendMicros),
        batch.map(({ impressions }) => impressions),
        batch.map(({ clicks }) => clicks),
        batch.map(({ conversions }) => conversions),
        batch.map(({ valueMicros }) => valueMicros),
      ]);
    },
    finish: () => Promise.resolve(),
  };
}
