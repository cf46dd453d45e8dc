import { describe, expect } from "vitest";

import { SourceFault } from "../../../src/usecases/source.ts";
import { ANYBODY, seen } from "./shift-test.ts";
import { isCut, test } from "./write-test.ts";

describe("an approval", () => {
  test("asks the platforms first, and what has moved there is shown and asked again", async ({
    writing,
  }) => {
    const { story, platform } = writing;
    const proposal = await story.propose();
    for (const { campaign, beforeMicros } of proposal.plan.changes) {
      platform.budgets.set(campaign.name, beforeMicros);
    }
    const cut = proposal.plan.changes.find(isCut);
    const moved = (cut?.beforeMicros ?? 0n) - 7_000_000n;
    platform.budgets.set(cut?.campaign.name ?? "", moved);

    const approval = { ...seen(proposal), person: ANYBODY };
    expect(await story.desk.approve(story.as("U0LEO"), approval)).toBe("stale");

    const shown = await writing.show(proposal);
    expect(shown.state).toBe("open");
    expect(shown.differences).toMatchObject([
      { campaign: { id: cut?.campaign.id }, thenMicros: cut?.beforeMicros, nowMicros: moved },
    ]);
    await writing.run();
    expect(platform.asked.some((call) => call.startsWith("write"))).toBe(false);
  });

  test("goes on where a platform does not answer: it is asked again before it is written", async ({
    writing,
  }) => {
    const { story, platform } = writing;
    const proposal = await story.propose();
    for (const { campaign, beforeMicros } of proposal.plan.changes) {
      platform.budgets.set(campaign.name, beforeMicros);
      platform.faults.push(new SourceFault("unreachable", "No answer.", { next: "Wait." }));
    }
    const approval = { ...seen(proposal), person: ANYBODY };
    expect(await story.desk.approve(story.as("U0LEO"), approval)).toBe("approved");
  });
});
