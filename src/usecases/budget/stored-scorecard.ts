import { z } from "zod";

import {
  type Scorecard,
  SCORECARD_DAYS,
  SCORECARD_VERDICTS,
} from "../../domain/budget/scorecard/scorecard.ts";

const schema = z.object({
  day: z.literal(SCORECARD_DAYS),
  verdict: z.enum(SCORECARD_VERDICTS),
  measured: z
    .object({
      gain: z.number(),
      low: z.number(),
      high: z.number(),
      counterfactual: z.number(),
      actual: z.number(),
    })
    .optional(),
  promised: z.number(),
  maturedDays: z.number(),
  controls: z.number(),
});

/** What was judged, as the database keeps it; undefined for what cannot be read. */
export function scorecardFrom(stored: unknown): Scorecard | undefined {
  const parsed = schema.safeParse(stored);
  return parsed.success ? { ...parsed.data, measured: parsed.data.measured } : undefined;
}
