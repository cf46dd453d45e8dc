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
  readonly payload: unknown;
  readonly last_error: string | null;
}

/** The end of a drill: what the database says, and what stands in Slack. */
export interface Aftermath {
  readonly deliveries: readonly FinalDelivery[];
  readonly messages: readonly Message[];
}

/** What a work finds afterwards: faults by their kind, and figures of what it did. */
export interface Findings {
  readonly wrong: Readonly<Record<string, readonly Violation[]>>;
  readonly figures: Readonly<Record<string, number>>;
}

/** Whoever sees to it that messages are owed during the drill, and knows afterwards what should have come of it. */
export interface DrillWork {
  readonly name: string;
  /** How many messages were owed so far, or how many changes made of which each owes about one. */
  readonly done: number;
  /** Before the trouble begins. */
  prepare(db: Db): Promise<void>;
  /** One piece of work, in a transaction that may fail. */
  step(db: Db, random: Random): Promise<void>;
  /** After the last step, until it says that nothing more will be owed. */
  finish(db: Db): Promise<boolean>;
  check(aftermath: Aftermath, db: Db): Promise<Findings>;
  /** Ends what it has started. */
  end?(): Promise<void>;
}
