import type {
  ExportFile,
  ExportRow,
  ExportSink,
  ReadOutcome,
  ReadTerms,
} from "../../usecases/export-file.ts";
import { createCampaignBook } from "./campaign-book.ts";
import { createCampaignCalledTotal } from "./campaign-called-total.ts";
import { createFaultList } from "./fault-list.ts";
import { noRows } from "./layout/missing-columns.ts";
import { createPlatformTotal } from "./platform-total.ts";
import { planReading, type ReadPlan } from "./reading/plan-reading.ts";
import { readSample } from "./reading/sample.ts";
import { Refusal } from "./refusal.ts";
import { createResultMix } from "./result-mix.ts";
import { createRunningTotals } from "./running-totals.ts";
import { createTableReader, type TableNotes } from "./table-reader.ts";
import { readRecords } from "./text/read-records.ts";

const BATCH_ROWS = 5_000;
const PROGRESS_ROWS = 50_000;

/**
 * Reads a platform's export file into the sink. Rows that cannot be read are faults of the outcome, and reading goes
 * on. A file may still be refused after rows were handed over, when a later line shows that it is no use (a second
 * currency, a line without end): what the sink has taken is then to be thrown away.
 */
export async function readExport(
  file: ExportFile,
  terms: ReadTerms,
  sink: ExportSink,
): Promise<ReadOutcome> {
  try {
    const sample = await readSample(file);
    const plan = await planReading(file, sample, terms);
    return await readTable(file, plan, sink);
  } catch (error) {
    if (error instanceof Refusal) return { kind: "refused", reason: error.fault };
    throw error;
  }
}

async function readTable(file: ExportFile, plan: ReadPlan, sink: ExportSink): Promise<ReadOutcome> {
  const notes: TableNotes = {
    book: createCampaignBook(plan.columns, plan.decimal),
    faults: createFaultList(),
    totals: createRunningTotals(),
    platformTotal: createPlatformTotal(plan),
    results: createResultMix(plan.columns.at.resultType),
    calledTotal: createCampaignCalledTotal(),
  };
  const table = createTableReader(plan, notes);
  const { layout } = plan;
  let batch: ExportRow[] = [];
  let begun = false;
  let told = 0;
  let skip = layout.skip;

  async function handOver(): Promise<void> {
    if (batch.length === 0) return;
    if (!begun) await sink.begin(plan.profile);
    begun = true;
    await sink.rows(batch);
    batch = [];
  }

  /** True where the batch is full. */
  function take(row: ExportRow): boolean {
    return batch.push(row) === BATCH_ROWS;
  }

  for await (const block of readRecords(file, layout.delimiter, layout.newline)) {
    for (const [index, cells] of block.rows.entries()) {
      if (index < skip) continue;
      const row = table.read({
        cells,
        line: block.lineOf(index),
        misquoted: block.misquoted.has(index),
      });
      if (row !== undefined && take(row)) await handOver();
    }
    skip = Math.max(0, skip - block.rows.length);
    if (notes.totals.count() - told < PROGRESS_ROWS) continue;
    told = notes.totals.count();
    sink.progress?.({ bytesRead: block.bytesRead, rows: told });
  }
  for (const row of table.rest()) if (take(row)) await handOver();
  await handOver();
  return outcome(plan, notes);
}

function outcome(plan: ReadPlan, notes: TableNotes): ReadOutcome {
  const accepted = notes.totals.count();
  const rejected = notes.faults.count();
  const totals = notes.totals.totals();
  if (accepted + rejected === 0) throw noRows(plan.layout.headerLine);
  return {
    kind: "read",
    profile: plan.profile,
    campaigns: notes.book.sightings(),
    rows: { read: accepted + rejected, accepted, rejected },
    days: plan.profile.period ?? notes.totals.days(),
    totals,
    platformTotal: notes.platformTotal.micros(),
    faults: notes.faults.first,
    warnings: [
      ...nameWarnings(notes.book.shortened()),
      ...notes.results.warnings(),
      ...notes.calledTotal.warnings({ rows: accepted, spendMicros: totals.spendMicros }),
    ],
  };
}

function nameWarnings(shortened: number): string[] {
  if (shortened === 0) return [];
  const names = shortened === 1 ? "One campaign name was" : `${shortened} campaign names were`;
  return [`${names} longer than 500 characters and cut.`];
}
