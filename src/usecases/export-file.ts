import type { Readable } from "node:stream";

import type { CampaignSighting } from "../domain/campaign.ts";
import type { Day, DayRange } from "../domain/day.ts";
import type { FileFault } from "../domain/load.ts";
import type { Platform } from "../domain/platform.ts";
import type { Totals } from "../domain/totals.ts";

/** A file as it came; it may be opened more than once. */
export interface ExportFile {
  readonly name: string;
  readonly bytes: number;
  open(): Readable;
}

/** What the person said about the file; anything given here wins over what the file seems to say. */
export interface ReadHints {
  readonly platform?: Platform;
  readonly currency?: string;
  /** The days that a file without any date covers. */
  readonly period?: DayRange;
}

/** What a reader is told of a file beside its bytes. */
export interface ReadTerms extends ReadHints {
  /** Numbers of later days cannot be real. */
  readonly latestDay?: Day;
}

/** How the amounts are written, and the currencies that are written so: one, or several that share a sign. */
export interface AmountSign {
  readonly sign: string;
  readonly currencies: readonly string[];
}

/** What kind of file it is, decided once for the whole file. */
export interface ExportProfile {
  readonly platform: Platform;
  /** ISO 4217; undefined where the file does not say and no hint was given. */
  readonly currency: string | undefined;
  /** What the file itself shows of its currency, where it shows anything. */
  readonly sign?: AmountSign;
  /** `day`: every row has its day. `period`: each row is a total of `period`. */
  readonly grain: "day" | "period";
  readonly period: DayRange | undefined;
  /** The account's name where the file carries one. */
  readonly account: string | undefined;
  /** The zone that the file says its days are cut in, where it says so. */
  readonly zone: string | undefined;
  /** Things worth telling the person: a column chosen among several, breakdown rows added up. */
  readonly warnings: readonly string[];
}

/** A campaign's numbers of one day, or of the whole period (then `day` is undefined). */
export interface ExportRow extends Totals {
  /** Index into the campaigns sighted so far. */
  readonly campaign: number;
  readonly day: Day | undefined;
}

/** Takes rows as they are read; the reader waits for the promise before it reads on. */
export interface ExportSink {
  /** Called once, before any row. */
  begin(profile: ExportProfile): Promise<void>;
  /** At most 5,000 rows; the same campaign and day may come again and are to be added up. */
  rows(batch: readonly ExportRow[]): Promise<void>;
  /** Called as reading goes on. */
  progress?(done: { readonly bytesRead: number; readonly rows: number }): void;
}

/** What came of reading a file to its end. */
export type ReadOutcome =
  | {
      readonly kind: "read";
      readonly profile: ExportProfile;
      /** Every campaign of the file, in order of first sight; `ExportRow.campaign` counts in it. */
      readonly campaigns: readonly CampaignSighting[];
      readonly rows: {
        readonly read: number;
        readonly accepted: number;
        readonly rejected: number;
      };
      readonly days: DayRange | undefined;
      readonly totals: Totals;
      /** The platform's own total of spend, where the file has one. */
      readonly platformTotal: bigint | undefined;
      /** Rows that could not be read: the first 100, in order; `rows.rejected` counts all. */
      readonly faults: readonly FileFault[];
      /** What was learnt while reading, after the profile's own. */
      readonly warnings: readonly string[];
    }
  | {
      /** The file as a whole is no use: why, and what to do instead. */
      readonly kind: "refused";
      readonly reason: FileFault;
    };
