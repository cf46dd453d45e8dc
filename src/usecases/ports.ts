import type { PostbackReading } from "../domain/source/conversion.ts";
import type { ExportFile, ExportSink, ReadOutcome, ReadTerms } from "./export-file.ts";

/** Reads an export to its end. */
export type ReadExport = (
  file: ExportFile,
  terms: ReadTerms,
  sink: ExportSink,
) => Promise<ReadOutcome>;

/** Reads a tracker's call. */
export type ReadPostback = (parameters: Readonly<Record<string, string>>) => PostbackReading;

/** A message on its way to Slack. */
export interface OutgoingMessage {
  readonly workspaceId: number;
  readonly deliveryKey: string;
  readonly version: number;
  readonly channel: string;
  /** The message to edit; undefined: a new one is posted. */
  readonly messageTs: string | undefined;
  /** The message to answer. */
  readonly threadTs: string | undefined;
  readonly broadcast: boolean;
  /** What to show, to be parsed by the sender. */
  readonly payload: unknown;
  /** False once there is too little time left for a call: then nothing is sent any more. */
  readonly mayCall: () => boolean;
}

/** Why a call did not do what it was made for. */
export type Setback =
  /** Slack bids us wait; the channel is to be left alone for so long. */
  | { readonly kind: "limited"; readonly afterMs: number; readonly reason: string }
  /** To be tried again. `done`: whether it was done all the same. */
  | { readonly kind: "later"; readonly done: "no" | "perhaps"; readonly reason: string }
  /** Slack will take nothing from us until it is given another token. */
  | { readonly kind: "token"; readonly reason: string }
  /** Nothing can be sent to this channel; `reason` is Slack's code. */
  | { readonly kind: "channel"; readonly reason: string }
  /** This message can never be sent. */
  | { readonly kind: "refused"; readonly reason: string };

/** What became of a message. */
export type DeliveryOutcome =
  | { readonly kind: "sent"; readonly channel: string; readonly messageTs: string }
  | Setback;

/** Sends one message, once; never throws. */
export type SendDelivery = (message: OutgoingMessage) => Promise<DeliveryOutcome>;

/** A message that an earlier attempt may have posted. */
export interface SoughtMessage {
  readonly workspaceId: number;
  readonly deliveryKey: string;
  readonly channel: string;
  readonly threadTs: string | undefined;
  readonly broadcast: boolean;
  /** When the first of those attempts began, in milliseconds since 1970. */
  readonly postBeganAt: number;
}

export type FindOutcome =
  | {
      readonly kind: "found";
      readonly channel: string;
      readonly messageTs: string;
      readonly version: number;
    }
  | { readonly kind: "absent" }
  /** Slack does not let us look. */
  | { readonly kind: "closed"; readonly reason: string }
  | Setback;

/** Looks whether a message was posted; never throws. */
export type FindDelivery = (sought: SoughtMessage) => Promise<FindOutcome>;
