import { LEO, progressOf, proposalOf } from "./samples.ts";

/** One change of each fate that writing can have. */
export const WRITTEN = proposalOf({
  state: "approved",
  decision: { ...LEO, reason: undefined },
  writing: { written: 2, dryRun: 1, byHand: 0 },
  progress: [
    progressOf(0, {
      state: "verified",
      ...LEO,
      write: { state: "written", fault: undefined, requestId: "req-1" },
    }),
    progressOf(1, {
      state: "todo",
      write: {
        state: "refused",
        fault:
          "Meta Ads has 90.00 USD a day by now, not the 80.00 of the proposal, so nothing was written.",
        requestId: undefined,
      },
    }),
    progressOf(2, {
      state: "todo",
      write: { state: "tried", fault: undefined, requestId: "req-2" },
    }),
  ],
});

/** A raise that one cut on dry run would pay for. */
export const HELD = proposalOf({
  ...WRITTEN,
  progress: [
    progressOf(0, {
      state: "todo",
      write: { state: "held", fault: undefined, requestId: undefined },
    }),
    progressOf(1, {
      state: "verified",
      ...LEO,
      write: { state: "written", fault: undefined, requestId: "req-1" },
    }),
    progressOf(2, {
      state: "todo",
      write: { state: "tried", fault: undefined, requestId: "req-2" },
    }),
  ],
});

/** Nothing is left that could pay for it. */
export const STUCK = proposalOf({
  ...HELD,
  progress: HELD.progress.map((change, index) =>
    index === 2 ? progressOf(2, { state: "skipped", ...LEO }) : change,
  ),
});
