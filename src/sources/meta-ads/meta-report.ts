import { z } from "zod";

import { SourceFault } from "../../usecases/source.ts";
import { shaped } from "../api/api-client.ts";
import { pause } from "../api/pause.ts";
import { type Attempt, untilWhole } from "../api/until-whole.ts";
import type { RetryTiming } from "../source-type.ts";
import { type GraphRefused, META } from "./meta-call.ts";
import type { GraphParams, MetaGraph } from "./meta-graph.ts";
import { metaFault, type MetaRefusal } from "./meta-refusal.ts";

/** With the usual timing, about an hour. */
const MOST_LOOKS = 120;

export type Report = { readonly kind: "ready"; readonly id: string } | GraphRefused;

const startedForm = z.object({
  report_run_id: z.union([z.string(), z.number()]).transform(String),
});

const stateForm = z.object({
  async_status: z.string().default(""),
  async_percent_completion: z.number().default(0),
  error_code: z.number().optional(),
  error_subcode: z.number().optional(),
  error_message: z.string().optional(),
  error_user_msg: z.string().optional(),
});
const STATE_FIELDS = Object.keys(stateForm.shape).join(",");

/** Where reports are made. */
export interface ReportDesk {
  readonly graph: MetaGraph;
  /** Of the ad account's insights. */
  readonly path: string;
  readonly retry: RetryTiming;
}

/** Has Meta make a report, and waits for it; a report that fails for a passing reason is asked for again. */
export function makeReport(
  desk: ReportDesk,
  params: GraphParams,
  signal: AbortSignal,
): Promise<Report> {
  const attempt = async (): Promise<Attempt<Report>> => {
    const started = await desk.graph.post(desk.path, params, { signal });
    if (started.kind === "refused") return { kind: "whole", value: started };
    const { report_run_id: id } = shaped(META, startedForm, started.json);
    const refusal = await untilMade(desk, id, signal);
    if (refusal === undefined) return { kind: "whole", value: { kind: "ready", id } };
    if (refusal.transient) return { kind: "broken", fault: metaFault(refusal) };
    return { kind: "whole", value: { kind: "refused", refusal } };
  };
  return untilWhole({ platform: META, retry: desk.retry }, attempt, signal);
}

/** Undefined once it is made. At 100 percent it may still run. */
async function untilMade(
  { graph, retry }: ReportDesk,
  id: string,
  signal: AbortSignal,
): Promise<MetaRefusal | undefined> {
  let wait = retry.firstWaitMs;
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const state = await graph.get(id, { fields: STATE_FIELDS }, { form: stateForm, signal });
    if (state.async_status === "Job Completed" && state.async_percent_completion >= 100) {
      return undefined;
    }
    if (state.async_status === "Job Failed" || state.async_status === "Job Skipped") {
      return failed(state);
    }
    await pause(META, wait, signal);
    wait = Math.min(wait * 2, retry.longestWaitMs);
  }
  throw new SourceFault("unreachable", "Meta did not finish the report in time.", {
    next: "It is tried again by itself. If it stays so, load fewer days at a time.",
  });
}

function failed(state: z.output<typeof stateForm>): MetaRefusal {
  return {
    code: state.error_code ?? 2,
    subcode: state.error_subcode,
    message: state.error_message ?? `the report failed (${state.async_status})`,
    userMessage: state.error_user_msg,
    transient: state.error_code === undefined || state.error_code === 2,
    traceId: undefined,
    retryAfterMs: undefined,
  };
}
