import type { Db } from "../../src/db/db.ts";
import type { Message } from "../../src/sandbox/messages.ts";
import type { Random } from "./random.ts";

/** Something that is wrong afterwards, as a sentence. */
export type Violation = string;

/** A row of deliveries, as the database has it at the end. */
export interface FinalDelivery {
  readonly delivery_key: string;
  readonly channel: string;
  readonly message_ts: string | null;
  readonly thread_key: string | null;
  readonly broadcast: boolean;
  readonly sequence: bigint;
  readonly version: number;
  readonly state: string;
  readonly payload: { readonly text: string };
  readonly last_error: string | null;
}

/** The end of a drill: what the database says, and what stands in Slack. */
export interface Aftermath {
  readonly deliveries: readonly FinalDelivery[];
  readonly messages: readonly Message[];
}

/** Whoever owes messages during the drill, and knows afterwards what should have come of it. */
export interface DrillWork {
  readonly name: string;
  /** How many messages have been owed so far. */
  readonly owed: number;
  /** Before the trouble begins. */
  prepare(db: Db): Promise<void>;
  /** One piece of work, in a transaction that may fail. */
  step(db: Db, random: Random): Promise<void>;
  check(aftermath: Aftermath): readonly Violation[];
}
