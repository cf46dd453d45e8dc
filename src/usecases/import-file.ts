import type { Db } from "../db/db.ts";
import { furthestDayAt } from "../domain/day.ts";
import type { LoadReport } from "../domain/load.ts";
import type { ExportFile, ExportProfile, ReadHints } from "./export-file.ts";
import type { ReadExport } from "./ports.ts";
import type { Scope } from "./scope.ts";
import { storeLoad, type StoreLoadDeps } from "./store-load.ts";

export interface ImportFileDeps extends StoreLoadDeps {
  readonly readExport: ReadExport;
  /** Hash of the file's bytes. */
  readonly hashFile: (file: ExportFile) => Promise<string>;
}

export interface ImportFileInput {
  readonly file: ExportFile;
  /** The account's name, or how to find one once it is known what the file is. */
  readonly account: string | ((tx: Db, profile: ExportProfile) => Promise<string>);
  readonly hints: ReadHints & { readonly timeZone?: string };
  readonly dryRun: boolean;
  readonly skipBadRows: boolean;
  /** Load it even if the very same file has been loaded before. */
  readonly again: boolean;
  readonly onProgress?: (done: { readonly bytesRead: number; readonly rows: number }) => void;
  /** Writes the message that the outcome owes to somebody, in the transaction that stores the load. */
  readonly owe?: (tx: Db, report: LoadReport) => Promise<void>;
}

/** Loads an export: all of it, or nothing; the same file twice changes nothing. */
export async function importFile(
  deps: ImportFileDeps,
  scope: Scope,
  input: ImportFileInput,
): Promise<LoadReport> {
  const { file, hints, onProgress, ...rest } = input;
  return storeLoad(deps, scope, {
    ...rest,
    hints,
    name: file.name,
    origin: `file: ${file.name}`,
    fingerprint: await fingerprintOf(deps, input),
    read: (sink) =>
      deps.readExport(
        file,
        { ...hints, latestDay: furthestDayAt(scope.now) },
        { ...sink, ...(onProgress === undefined ? {} : { progress: onProgress }) },
      ),
  });
}

/** The same bytes said to be of another period are another load. */
async function fingerprintOf(deps: ImportFileDeps, input: ImportFileInput): Promise<string> {
  const { period } = input.hints;
  const hash = await deps.hashFile(input.file);
  return period === undefined ? hash : `${hash} ${period.from}..${period.to}`;
}
