import type { DayRange } from "../domain/day.ts";
import type { Micros } from "../domain/money.ts";
import type { SourceAccount } from "../domain/source/source-kind.ts";
import type { ExportSink, ReadOutcome } from "./export-file.ts";

/**
 * Why a source did not give what it was asked for. `credentials`: the token is wrong or has ended; `rights`: it is good,
 * but not for this; `settings`: what was asked makes no sense there; `limited`: too many calls; `unreachable`: no answer,
 * or one of the platform's own failures; `malformed`: an answer that is not what the platform documents.
 */
export const SOURCE_FAULTS = [
  "credentials",
  "rights",
  "settings",
  "limited",
  "unreachable",
  "malformed",
] as const;
export type SourceFaultKind = (typeof SOURCE_FAULTS)[number];

/** A source could not be used: what happened, and what a person can do about it. Carries no secret. */
export class SourceFault extends Error {
  override readonly name = "SourceFault";
  readonly kind: SourceFaultKind;
  /** A sentence. */
  readonly next: string;
  /** How long the platform bids us wait, milliseconds. */
  readonly afterMs: number | undefined;
  /** What the platform's support asks for. */
  readonly requestId: string | undefined;

  constructor(
    kind: SourceFaultKind,
    message: string,
    more: { readonly next: string; readonly afterMs?: number; readonly requestId?: string },
  ) {
    super(message);
    this.kind = kind;
    this.next = more.next;
    this.afterMs = more.afterMs;
    this.requestId = more.requestId;
  }
}

/** What a look at a source has found. */
export interface SourceCheck {
  /** Those that it would load. */
  readonly accounts: readonly SourceAccount[];
  /** As whom it reads and with what rights, a sentence each. */
  readonly notes: readonly string[];
}

export interface LoadRequest {
  readonly account: SourceAccount;
  readonly days: DayRange;
  /** Aborted when the process stops, or when the load is taken from it. */
  readonly signal: AbortSignal;
}

/** One source, with its settings. Whatever fails is thrown as a `SourceFault`. */
export interface Source {
  /** The most days that one load may have. */
  readonly longestLoad: number;
  /** True where a campaign that a load does not name has nothing on its days; else it may only be hidden by now. */
  readonly tellsAll?: boolean;
  check(signal: AbortSignal): Promise<SourceCheck>;
  /** Campaigns and their days, handed on as they come; the same campaign and day may come again and is added up. */
  load(request: LoadRequest, sink: ExportSink): Promise<ReadOutcome>;
  /** Undefined where budgets are changed by hand. */
  readonly budgets: BudgetWriter | undefined;
  /** Ends connections. */
  close(): Promise<void>;
}

/** A campaign as its platform knows it. */
export interface CampaignPlace {
  readonly accountId: string;
  readonly campaignId: string;
}

/** What the platform has now. */
export type LiveBudget =
  /** `ref`: the platform's name for what holds the budget. */
  | { readonly kind: "daily"; readonly micros: Micros; readonly ref: string }
  /** Of a kind that is not changed from here; `reason` is a sentence. */
  | { readonly kind: "unfit"; readonly reason: string };

export interface BudgetChange extends CampaignPlace {
  readonly ref: string;
  /** The new daily budget, in the account's currency. */
  readonly micros: Micros;
  readonly currency: string;
  /** The platform says whether it would take it, and changes nothing. */
  readonly validateOnly: boolean;
}

export type WriteAnswer =
  | { readonly kind: "accepted"; readonly requestId: string | undefined }
  /** The platform will not have it, however often it is asked; `reason` is a sentence. */
  | {
      readonly kind: "rejected";
      readonly reason: string;
      readonly requestId: string | undefined;
    };

/** Reads and writes daily budgets on a platform. Writing the same value twice leaves it there. */
export interface BudgetWriter {
  read(place: CampaignPlace, signal: AbortSignal): Promise<LiveBudget>;
  write(change: BudgetChange, signal: AbortSignal): Promise<WriteAnswer>;
}
