import { describe, expect } from "vitest";

import { movedMicros, type Proposal } from "../../../src/domain/budget/proposal.ts";
import { expireProposals } from "../../../src/usecases/budget/expire-proposals.ts";
import { verifyChanges } from "../../../src/usecases/budget/verify-changes.ts";
import { Conflict, Forbidden } from "../../../src/usecases/errors.ts";
import { ANYBODY, CHANNEL, DAY_MS, type ShiftStory, test } from "./shift-test.ts";

function seen({ proposalId, version }: Proposal) {
  return { proposalId, version };
}

async function approved(story: ShiftStory): Promise<Proposal> {
  const proposal = await story.propose();
  const said = await story.desk.approve(story.as("U0LEO"), { ...seen(proposal), person: ANYBODY });
  expect(said).toBe("approved");
  return story.desk.show(story.as("U0LEO"), proposal);
}

function afterOf({ plan }: Proposal): Record<string, bigint> {
  return Object.fromEntries(plan.changes.map((one) => [one.campaign.name, one.afterMicros]));
}

describe("asking for a shift", () => {
  test("proposes the plan that the numbers speak for, and keeps the total", async ({ story }) => {
    const proposal = await story.propose();

    const { plan } = proposal;
    expect(proposal).toMatchObject({ state: "open", kind: "shift", version: 1, undone: false });
    expect(plan.passes).toBe(true);
    expect(plan.expected?.probability).toBeGreaterThan(0.9);
    const sums = plan.changes.map(({ beforeMicros, afterMicros }) => afterMicros - beforeMicros);
    expect(sums.reduce((sum, one) => sum + one, 0n)).toBe(0n);
    expect(plan.moves.reduce((sum, { amount }) => sum + amount, 0n)).toBe(movedMicros(plan));
    expect(await story.owed()).toEqual(["proposal"]);
    expect(await story.verbs()).toEqual(["shift.propose"]);
  });

  test("answers with the one that stands", async ({ story }) => {
    const { proposalId } = await story.propose();

    const again = await story.desk.ask(story.as("U0LEO"), { channel: CHANNEL });

    expect(again).toMatchObject({ kind: "standing", proposal: { proposalId } });
  });

  test("makes one proposal, however many ask at once", async ({ story }) => {
    const asked = Array.from({ length: 6 }, () =>
      story.desk.ask(story.as("U0MAYA"), { channel: CHANNEL }),
    );
    const answers = await Promise.all(asked);

    expect(answers.filter(({ kind }) => kind === "proposed")).toHaveLength(1);
    expect(await story.verbs()).toEqual(["shift.propose"]);
  });
});

describe("fifty clicks at once", () => {
  test("make one decision, and the others hear who was first", async ({ story }) => {
    const proposal = await story.propose();

    const clicks = Array.from({ length: 50 }, (_, index) =>
      index % 2 === 0
        ? story.desk
            .approve(story.as(`U${index}`), { ...seen(proposal), person: ANYBODY })
            .then(() => undefined)
        : story.desk.reject(story.as(`U${index}`), {
            ...seen(proposal),
            person: ANYBODY,
            reason: undefined,
            lock: undefined,
          }),
    );
    const settled = await Promise.allSettled(clicks);

    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const first = (await story.desk.show(story.as("U0LEO"), proposal)).decision?.by;
    for (const one of settled) {
      if (one.status === "fulfilled") continue;
      expect(one.reason).toBeInstanceOf(Conflict);
      expect((one.reason as Conflict).first).toBe(first);
    }
    const decisions = (await story.verbs()).filter((verb) => verb !== "shift.propose");
    expect(decisions).toHaveLength(1);
  });
});

describe("an approved shift", () => {
  test("is carried out by hand, and confirmed by the next load", async ({ story }) => {
    const proposal = await approved(story);
    expect(proposal.progress.map(({ state }) => state)).toEqual(
      proposal.plan.changes.map(() => "todo"),
    );
    const [first] = proposal.progress;
    await story.desk.markChange(story.as("U0LEO"), {
      ...proposal,
      campaignId: first?.campaign.id ?? 0,
      as: "done",
    });
    await expect(
      story.desk.markChange(story.as("U0MAYA"), {
        ...proposal,
        campaignId: first?.campaign.id ?? 0,
        as: "done",
      }),
    ).rejects.toThrow("seen to already");
    await story.desk.markAllDone(story.as("U0LEO"), proposal);
    const done = await story.desk.show(story.as("U0LEO"), proposal);
    expect(done.appliedAt).toBe(story.as("U0LEO").now);

    await story.reload(afterOf(proposal), DAY_MS);
    await verifyChanges(story.db, story.as("U0LEO", DAY_MS).now);
    await verifyChanges(story.db, story.as("U0LEO", DAY_MS).now);

    const verified = await story.desk.show(story.as("U0LEO"), proposal);
    expect(new Set(verified.progress.map(({ state }) => state))).toEqual(new Set(["verified"]));
    const verbs = await story.verbs();
    expect(verbs.filter((verb) => verb === "shift.change.verify")).toHaveLength(
      proposal.progress.length,
    );
    expect(await story.owed()).toEqual(["proposal", "proposal:approved", "proposal:applied"]);
  });

  test("says so where a load has another budget than was said to be made", async ({ story }) => {
    const proposal = await approved(story);
    await story.desk.markAllDone(story.as("U0LEO"), proposal);

    await story.reload({}, DAY_MS);
    await verifyChanges(story.db, story.as("U0LEO", DAY_MS).now);
    await verifyChanges(story.db, story.as("U0LEO", 2 * DAY_MS).now);

    const { progress } = await story.desk.show(story.as("U0LEO"), proposal);
    for (const { state, seenMicros, beforeMicros } of progress) {
      expect(state).toBe("done");
      expect(seenMicros).toBe(beforeMicros);
    }
    const differs = (await story.owed()).filter((key) => key.includes("differs"));
    expect(differs).toHaveLength(progress.length);
  });

  test("rests: its campaigns are in no other plan for a week", async ({ story }) => {
    const proposal = await approved(story);
    await story.desk.markAllDone(story.as("U0LEO"), proposal);

    const next = await story.desk.ask(story.as("U0MAYA", 3_600_000), { channel: CHANNEL });

    const moved =
      next.kind === "nothing" ? [] : next.proposal.plan.changes.map((one) => one.campaign.id);
    const touched = proposal.plan.changes.map((one) => one.campaign.id);
    expect(moved.filter((id) => touched.includes(id))).toEqual([]);
    expect(next.kind === "nothing" ? next.nothing.withheld : []).toContainEqual({
      campaign: proposal.plan.changes[0]?.campaign.name,
      reason: "changed-lately",
    });
  });

  test("is taken back by a plan of its own, once, for what nobody has touched since", async ({
    story,
  }) => {
    const proposal = await approved(story);
    await expect(story.desk.undo(story.as("U0LEO"), proposal)).rejects.toThrow("nothing to undo");
    await story.desk.markAllDone(story.as("U0LEO"), proposal);
    const [touched, ...others] = proposal.plan.changes;
    await story.reload({ ...afterOf(proposal), [touched?.campaign.name ?? ""]: 999_000_000n }, 1);

    const undo = await story.desk.undo(story.as("U0LEO", 2), proposal);

    expect(undo).toMatchObject({ kind: "undo", state: "open", undoOf: proposal.proposalId });
    expect(afterOf(undo)).toEqual(
      Object.fromEntries(others.map((one) => [one.campaign.name, one.beforeMicros])),
    );
    await expect(story.desk.undo(story.as("U0LEO"), proposal)).rejects.toThrow("already");
    const said = await story.desk.approve(story.as("U0MAYA", 3), {
      ...seen(undo),
      person: ANYBODY,
    });
    expect(said).toBe("approved");
    expect((await story.desk.show(story.as("U0LEO"), proposal)).undone).toBe(true);
  });
});

describe("an approval", () => {
  test("finds budgets changed: shows then and now, and asks again", async ({ story }) => {
    const proposal = await story.propose();
    const [first] = proposal.plan.changes;
    const name = first?.campaign.name ?? "";
    const nowMicros = (first?.beforeMicros ?? 0n) + 7_000_000n;
    await story.reload({ [name]: nowMicros }, 3_600_000);

    const said = await story.desk.approve(story.as("U0LEO", 7_200_000), {
      ...seen(proposal),
      person: ANYBODY,
    });

    expect(["stale", "withdrawn"]).toContain(said);
    const after = await story.desk.show(story.as("U0LEO"), proposal);
    if (said === "stale") {
      expect(after).toMatchObject({ state: "open", version: 2 });
      expect(after.differences).toMatchObject([
        { campaign: { name }, thenMicros: first?.beforeMicros, nowMicros, stopped: false },
      ]);
    } else {
      expect(after.state).toBe("replaced");
    }
    await expect(
      story.desk.approve(story.as("U0MAYA"), { ...seen(proposal), person: ANYBODY }),
    ).rejects.toThrow(Conflict);
  });

  test("counts only of those who may, up to their limit; others are answered and on record", async ({
    story,
  }) => {
    const admin = { groups: [], administrator: true };
    const by = story.as("U0MAYA");
    const settings = story.desk.settings;
    await expect(
      settings.setApprover(by, {
        person: ANYBODY,
        approver: { id: "U0MAYA", limitMicros: undefined },
        remove: false,
      }),
    ).rejects.toThrow(Forbidden);
    await settings.setApprover(by, {
      person: admin,
      approver: { id: "U0LEO", limitMicros: 1_000_000n },
      remove: false,
    });
    await settings.setApprover(by, {
      person: admin,
      approver: { id: "S0LEADS", limitMicros: undefined },
      remove: false,
    });
    const proposal = await story.propose();
    const approve = (user: string, groups: readonly string[] = []) =>
      story.desk.approve(story.as(user), {
        ...seen(proposal),
        person: { groups, administrator: false },
      });

    await expect(approve("U0ANA")).rejects.toThrow("not among those that count");
    await expect(approve("U0LEO")).rejects.toThrow("up to 1.00 USD");
    expect(await approve("U0KIM", ["S0LEADS"])).toBe("approved");
    expect((await story.verbs()).filter((verb) => verb === "shift.approve.refused")).toHaveLength(
      2,
    );
  });

  test("needs a second person above a share, and not who has edited", async ({ story }) => {
    const admin = { groups: [], administrator: true };
    const { settings } = await story.desk.settings.show(story.as("U0MAYA"));
    await story.desk.settings.set(story.as("U0MAYA"), {
      person: admin,
      settings: { ...settings, secondAboveShare: 0.001 },
    });
    const proposal = await story.propose();
    const half = proposal.plan.moves.map(({ amount }) => (amount / 2_000_000n) * 1_000_000n);
    const edited = await story.desk.edit(story.as("U0MAYA"), {
      ...seen(proposal),
      amounts: half.map((amount) => (amount > 0n ? amount : undefined)),
    });
    expect(edited).toMatchObject({ version: 2, editedBy: "slack:U0MAYA" });
    const approve = (user: string) =>
      story.desk.approve(story.as(user), { ...seen(edited), person: ANYBODY });

    await expect(approve("U0MAYA")).rejects.toThrow("You have edited this plan");
    expect(await approve("U0LEO")).toBe("waits");
    await expect(approve("U0LEO")).rejects.toThrow("a second person has to say so too");
    expect(await approve("U0ANA")).toBe("approved");
  });
});

describe("an edit", () => {
  test("is weighed anew; one that breaks a limit is refused in words", async ({ story }) => {
    const proposal = await story.propose();
    const { moves } = proposal.plan;
    const scope = story.as("U0MAYA");
    const weigh = (amounts: readonly (bigint | undefined)[]) =>
      story.desk.weigh(scope, { ...seen(proposal), amounts });

    const same = await weigh(moves.map(({ amount }) => amount));
    expect(same.plan?.expected?.gain).toBeCloseTo(proposal.plan.expected?.gain ?? 0, 6);
    const fewer = await weigh(moves.map(({ amount }, index) => (index === 0 ? amount : undefined)));
    expect(fewer.plan?.moves).toHaveLength(1);
    expect(fewer.plan?.expected?.gain).toBeLessThan(same.plan?.expected?.gain ?? 0);
    const tooMuch = await weigh(moves.map(({ amount }) => amount * 50n));
    expect(tooMuch.plan).toBeUndefined();
    expect(tooMuch.faults[0]?.message).toMatch(/may go (?:up|down) to/);
    const none = await weigh(moves.map(() => undefined));
    expect(none.faults).toEqual([
      { move: undefined, message: "No move is left. Tick one, or reject the proposal." },
    ]);
  });
});

describe("a rejection", () => {
  test("keeps its reason, and what it locks is in no later plan", async ({ story }) => {
    const proposal = await story.propose();
    const [first] = proposal.plan.changes;
    const campaignId = first?.campaign.id ?? 0;
    await story.desk.reject(story.as("U0LEO"), {
      ...seen(proposal),
      person: ANYBODY,
      reason: "Leave it alone until the sale is over.",
      lock: {
        campaignId,
        frozen: true,
        minMicros: undefined,
        maxMicros: undefined,
        until: "2026-12-15",
      },
    });

    const { settings: _, locks } = await story.desk.settings.show(story.as("U0MAYA"));
    expect(locks).toMatchObject([{ campaign: { id: campaignId }, frozen: true }]);
    const next = await story.desk.ask(story.as("U0MAYA"), { channel: CHANNEL });
    const changes = next.kind === "nothing" ? [] : next.proposal.plan.changes;
    expect(changes.map(({ campaign }) => campaign.id)).not.toContain(campaignId);
    expect(await story.desk.show(story.as("U0MAYA"), proposal)).toMatchObject({
      state: "rejected",
      decision: { by: "slack:U0LEO", reason: "Leave it alone until the sale is over." },
    });
  });
});

describe("an open proposal", () => {
  test("expires after two days, once, and counts no more", async ({ story }) => {
    const proposal = await story.propose();
    await expireProposals(story.db, story.as("U0LEO", 2 * DAY_MS - 1).now);
    expect((await story.desk.show(story.as("U0LEO"), proposal)).state).toBe("open");
    const later = story.as("U0LEO", 2 * DAY_MS);
    await Promise.all([expireProposals(story.db, later.now), expireProposals(story.db, later.now)]);

    expect((await story.desk.show(later, proposal)).state).toBe("expired");
    expect((await story.verbs()).filter((verb) => verb === "shift.expire")).toHaveLength(1);
    await expect(story.desk.approve(later, { ...seen(proposal), person: ANYBODY })).rejects.toThrow(
      "has expired",
    );
  });
});
