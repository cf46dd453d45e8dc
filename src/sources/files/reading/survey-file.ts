import type { ExportFile } from "../../../usecases/export-file.ts";
import type { Columns } from "../layout/columns.ts";
import type { Layout } from "../layout/find-header.ts";
import { headerKey } from "../layout/header-key.ts";
import { readRecords } from "../text/read-records.ts";
import { rowsBelow } from "../text/split-records.ts";
import { createCurrencyWatch, type CurrencyWatch } from "./currency-watch.ts";
import { isOrderOpen } from "./date-order.ts";
import { provenDecimal } from "./decimal-evidence.ts";
import type { Sample } from "./sample.ts";
import { emptySurvey, type Survey, surveyRows } from "./survey.ts";

/**
 * What a file's rows show, from its beginning; the whole file is gone through only where the beginning leaves open
 * something that every row hangs on. `currency`: the one that a person says.
 */
export async function surveyFile(
  file: ExportFile,
  sample: Sample,
  as: { readonly columns: Columns; readonly currency: string | undefined },
): Promise<Survey> {
  const { layout } = sample;
  const { columns } = as;
  const empty = () => emptySurvey(watchFrom(layout, columns, as.currency));
  const start = empty();
  surveyRows(start, layout.rows, { layout, columns });
  if (sample.whole || isSettled(start, columns)) return start;
  const full = empty();
  let skip = layout.skip;
  for await (const block of readRecords(file, layout.delimiter, layout.newline)) {
    surveyRows(full, rowsBelow(block, Math.min(skip, block.rows.length)), { layout, columns });
    skip = Math.max(0, skip - block.rows.length);
    if (isSettled(full, columns)) break;
  }
  return full;
}

function isSettled(survey: Survey, columns: Columns): boolean {
  const { at } = columns;
  if (at.day === undefined && at.from !== undefined) return false;
  if (provenDecimal(survey.numbers) === undefined || isOrderOpen(survey.dates)) return false;
  return at.currency === undefined || survey.currency.isNamed();
}

/** Money columns may name their currency in the header. */
function watchFrom(layout: Layout, { at }: Columns, asked: string | undefined): CurrencyWatch {
  const watch = createCurrencyWatch(asked);
  for (const column of [at.cost ?? at.costMicros, at.value ?? at.valueMicros]) {
    const header = layout.header[column ?? -1] ?? "";
    const { currency } = headerKey(header);
    if (currency !== undefined) watch.name(currency, { line: undefined, column: header });
  }
  return watch;
}
