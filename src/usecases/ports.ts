import type { ExportFile, ExportSink, ReadHints, ReadOutcome } from "./export-file.ts";

/** Reads an export to its end. */
export type ReadExport = (
  file: ExportFile,
  hints: ReadHints,
  sink: ExportSink,
) => Promise<ReadOutcome>;

/** What became of a message: sent, never to be had (`refused`), or to be tried again. */
export type DeliveryOutcome =
  | { readonly kind: "sent" }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "later"; readonly reason: string; readonly afterMs?: number };

/** Sends one delivery, once; never throws. */
export type SendDelivery = (delivery: {
  readonly channel: string;
  readonly messageTs: string;
  readonly payload: unknown;
}) => Promise<DeliveryOutcome>;
