import { addDays, type DayRange, daysIn, instantOf } from "../../domain/day.ts";
import { spansOf } from "../../domain/source/load-spans.ts";
import { SourceFault } from "../../usecases/source.ts";
import type { SourceDeps } from "../source-type.ts";
import { type GraphRefused, META } from "./meta-call.ts";
import type { MetaGraph } from "./meta-graph.ts";
import { asksForTomorrow, asksTooMuch, metaFault, type MetaRefusal } from "./meta-refusal.ts";
import { makeReport } from "./meta-report.ts";
import { insightParams, type MetaDay, metaDayForm } from "./meta-rows.ts";
import type { MetaSettings } from "./meta-settings.ts";

/** Days of a call or a report. */
const SPAN_DAYS = 92;
/** Campaign-days that are asked for at once and held in memory until they are all there; more come as a report. */
const DIRECT_ROWS = 20_000;

export interface DaysTask {
  readonly graph: MetaGraph;
  readonly settings: MetaSettings;
  readonly deps: SourceDeps;
  readonly days: DayRange;
  /** How many the account has. */
  readonly campaigns: number;
  readonly handle: (rows: readonly MetaDay[]) => Promise<void>;
}

/**
 * Hands on every campaign's days, and says which days they were: where the account's day has begun and Meta's (UTC) has
 * not, the last one is left to the next load. What is too much for a call is made a report, and what is too much for a
 * report is halved.
 */
export async function readMetaDays(task: DaysTask, signal: AbortSignal): Promise<DayRange> {
  const { from } = task.days;
  let { to } = task.days;
  const waiting = spansOf(task.days, SPAN_DAYS);
  for (let span = waiting.shift(); span !== undefined; span = waiting.shift()) {
    const ended = await readSpan(task, span, signal);
    if (ended.kind === "whole") continue;
    const { refusal } = ended;
    if (asksForTomorrow(refusal) && span.to === to && to === task.days.to) {
      to = addDays(to, -1);
      if (to < from) throw notYet(task, refusal);
      if (span.from <= to) waiting.unshift({ from: span.from, to });
    } else if (asksTooMuch(refusal) && daysIn(span) > 1) {
      waiting.unshift(...spansOf(span, Math.ceil(daysIn(span) / 2)));
    } else {
      throw metaFault(refusal);
    }
  }
  return { from, to };
}

type Ended = { readonly kind: "whole" } | GraphRefused;

/** All of a span, or nothing of it and why. */
async function readSpan(task: DaysTask, span: DayRange, signal: AbortSignal): Promise<Ended> {
  if (daysIn(span) * task.campaigns > DIRECT_ROWS) return readReport(task, span, signal);
  const direct = await readDirectly(task, span, signal);
  const tooMuch = direct.kind === "refused" && asksTooMuch(direct.refusal);
  return tooMuch ? readReport(task, span, signal) : direct;
}

async function readDirectly(task: DaysTask, span: DayRange, signal: AbortSignal): Promise<Ended> {
  const { graph, settings } = task;
  const pages: (readonly MetaDay[])[] = [];
  const ended = await graph.pages(insightsOf(settings), insightParams(settings, span), {
    form: metaDayForm,
    signal,
    handle: (rows) => void pages.push(rows),
  });
  if (ended.kind === "whole") for (const rows of pages) await task.handle(rows);
  return ended;
}

async function readReport(task: DaysTask, span: DayRange, signal: AbortSignal): Promise<Ended> {
  const { graph, settings, deps, handle } = task;
  const desk = { graph, path: insightsOf(settings), retry: deps.retry };
  const report = await makeReport(desk, insightParams(settings, span), signal);
  if (report.kind === "refused") return report;
  const ended = await graph.pages(
    `${report.id}/insights`,
    {},
    { form: metaDayForm, signal, handle },
  );
  // Pages have gone on already: nothing of it may be asked for again.
  if (ended.kind === "refused") throw metaFault(ended.refusal);
  return ended;
}

function insightsOf({ accountId }: MetaSettings): string {
  return `act_${accountId}/insights`;
}

function notYet({ days, deps }: DaysTask, { traceId }: MetaRefusal): SourceFault {
  return new SourceFault(
    "limited",
    `${META} has nothing of ${days.to} yet: its days begin in UTC.`,
    {
      next: "It is loaded by itself once that day has begun there.",
      afterMs: Math.max(0, instantOf(days.to, "UTC") - deps.now()),
      ...(traceId === undefined ? {} : { requestId: traceId }),
    },
  );
}
