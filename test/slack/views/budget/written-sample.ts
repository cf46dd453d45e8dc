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
