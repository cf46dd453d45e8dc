import type { Db } from "../../src/db/db.ts";
import { alertMessageFaults } from "./alert-message-faults.ts";
import { type AlertRecords, readAlertRecords } from "./alert-records.ts";
import type { Aftermath, Findings } from "./drill-work.ts";
import { episodeFaults } from "./episode-faults.ts";
import { evaluationFaults } from "./evaluation-faults.ts";
import { storyFaults } from "./story-faults.ts";

/** Compares the alerts with the numbers, with their own history, and with what stands in Slack. */
export async function checkAlerts(aftermath: Aftermath, db: Db): Promise<Findings> {
  const records = await readAlertRecords(db);
  return {
    wrong: {
      "wrong episodes": episodeFaults(records),
      "unlawful stories": storyFaults(records),
      "wrong evaluations": evaluationFaults(records),
      "wrong messages": alertMessageFaults(aftermath, records),
    },
    figures: figuresOf(records),
  };
}

function figuresOf({ episodes, evaluations, rules }: AlertRecords): Record<string, number> {
  const told = episodes.flatMap(({ delivery_key: key }) => (key === null ? [] : [key]));
  const digests = told.filter((key) => key.startsWith("digest:"));
  return {
    evaluations: evaluations.length,
    "  undone by a death": undone(evaluations, rules.length),
    episodes: episodes.length,
    "  that fired": episodes.filter(({ fired }) => fired).length,
    "  told in digests": digests.length,
    "  flapping at the end": episodes.filter(({ flapping }) => flapping).length,
    digests: new Set(digests).size,
  };
}

/**
 * Numbers of the book that are missing: a sequence is not rolled back. A longer gap is what a crash of the database
 * leaves, which skips some.
 */
function undone(evaluations: AlertRecords["evaluations"], most: number): number {
  let before = 0;
  let sum = 0;
  for (const { place } of evaluations) {
    const gap = place - before - 1;
    if (gap <= most) sum += gap;
    before = place;
  }
  return sum;
}
