import { resolve } from "node:path";

import { SingleBar } from "cli-progress";
import { z } from "zod";

import { isZone } from "../domain/day.ts";
import type { LoadReport } from "../domain/load.ts";
import { isCurrency } from "../domain/money.ts";
import { isPeriodText, periodOf } from "../domain/period.ts";
import { PLATFORMS } from "../domain/platform.ts";
import { localFile } from "../sources/files/local-file.ts";
import type { ExportFile } from "../usecases/export-file.ts";
import { importFile } from "../usecases/import-file.ts";
import { type CommandRun, Refused } from "./command-run.ts";
import { reportJson } from "./report-json.ts";
import { reportText } from "./report-text.ts";
import { unreadableWords } from "./unreadable-words.ts";

export const importOptions = z.object({
  account: z.string().trim().min(1, "--account needs a name").max(100),
  platform: z.enum(PLATFORMS, { error: `--platform is one of ${PLATFORMS.join(", ")}` }).optional(),
  currency: z
    .string()
    .toUpperCase()
    .refine(isCurrency, "--currency needs an ISO code such as USD or EUR")
    .optional(),
  timezone: z
    .string()
    .refine(isZone, "--timezone needs a zone such as Europe/Berlin or America/New_York")
    .optional(),
  period: z
    .string()
    .refine(isPeriodText, "--period needs days such as 2026-01-01..2026-01-31, or a month: 2026-01")
    .optional(),
  dryRun: z.boolean().default(false),
  skipBadRows: z.boolean().default(false),
  again: z.boolean().default(false),
});

export type ImportOptions = z.infer<typeof importOptions>;

/** Files shorter than this are read before a bar could be seen. */
const LONG_FILE_BYTES = 4_000_000;

export async function importCommand(
  run: CommandRun,
  files: readonly string[],
  options: ImportOptions,
): Promise<number> {
  const opened: ExportFile[] = [];
  for (const path of files) opened.push(await openFile(run, path));
  const reports: LoadReport[] = [];
  for (const file of opened) reports.push(await importOne(run, file, options));
  const [only] = reports;
  if (!run.json) run.output.out(reports.map(reportText).join("\n"));
  else if (reports.length === 1 && only !== undefined) run.print(reportJson(only));
  else run.print({ files: reports.map(reportJson) });
  return reports.some(({ outcome }) => outcome === "refused") ? 1 : 0;
}

/** All files are looked for before the first is loaded: a slip in one path leaves nothing half done. */
async function openFile(run: CommandRun, path: string): Promise<ExportFile> {
  const at = resolve(run.cwd, path);
  const file = await localFile(at);
  if (file !== undefined) return file;
  throw new Refused(await unreadableWords(at, path, folderWords(path)));
}

function folderWords(path: string): string {
  const name = path.replace(/[\\/]+$/, "");
  const files = `${/[^\w./-]/.test(name) ? `"${name}"` : name}/*.csv`;
  return `Import the files in it: trimtab import ${files} --account NAME`;
}

async function importOne(
  run: CommandRun,
  file: ExportFile,
  options: ImportOptions,
): Promise<LoadReport> {
  const product = await run.product();
  const scope = await product.scope(run.actor);
  const bar = progressBar(run, file.bytes);
  try {
    return await importFile(product.importing, scope, {
      file,
      account: options.account,
      hints: hintsOf(options, scope.now),
      dryRun: options.dryRun,
      skipBadRows: options.skipBadRows,
      again: options.again,
      onProgress: ({ bytesRead, rows }) => bar?.update(bytesRead, { rows }),
    });
  } finally {
    bar?.stop();
  }
}

function hintsOf({ platform, currency, timezone, period }: ImportOptions, now: number) {
  const today = new Date(now).toISOString().slice(0, 10);
  const days = period === undefined ? undefined : periodOf(period, today);
  return {
    ...(platform === undefined ? {} : { platform }),
    ...(currency === undefined ? {} : { currency }),
    ...(timezone === undefined ? {} : { timeZone: timezone }),
    ...(days === undefined ? {} : { period: { from: days.from, to: days.to } }),
  };
}

function progressBar(run: CommandRun, bytes: number): SingleBar | undefined {
  if (bytes < LONG_FILE_BYTES) return undefined;
  const bar = new SingleBar({
    stream: run.progress,
    format: "{bar} {percentage}% | {rows} rows | {duration_formatted}",
    noTTYOutput: true,
    notTTYSchedule: 1_000,
    hideCursor: true,
  });
  bar.start(bytes, 0, { rows: 0 });
  return bar;
}
