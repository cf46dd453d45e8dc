import type { ExportProfile, ExportRow, ExportSink, ReadOutcome } from "../export-file.ts";

/** A load that has been read to its end and waits to be stored. */
export interface Spooled {
  readonly outcome: ReadOutcome;
  readonly rows: number;
  /** Hands it all on, as a reader does. */
  replay(sink: ExportSink): Promise<ReadOutcome>;
}

/** Reads a load to its end before anything is stored: no transaction waits for a network. */
export async function spool(
  read: (sink: ExportSink) => Promise<ReadOutcome>,
  onRows: (rows: number) => Promise<void>,
): Promise<Spooled> {
  let profile: ExportProfile | undefined;
  const batches: (readonly ExportRow[])[] = [];
  let rows = 0;
  const outcome = await read({
    begin(given) {
      profile = given;
      return Promise.resolve();
    },
    async rows(batch) {
      batches.push(batch);
      rows += batch.length;
      await onRows(rows);
    },
  });
  return {
    outcome,
    rows,
    async replay(sink) {
      if (profile !== undefined) await sink.begin(profile);
      for (const batch of batches) await sink.rows(batch);
      return outcome;
    },
  };
}
