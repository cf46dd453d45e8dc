import { describe, expect } from "vitest";

import { expireProposals } from "../../../src/usecases/budget/expire-proposals.ts";
import { Conflict, Forbidden } from "../../../src/usecases/errors.ts";
import { ANYBODY, CHANNEL, DAY_MS, seen, test } from "./shift-test.ts";

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

    expect(said).toBe("stale");
    const after = await story.desk.show(story.as("U0LEO"), proposal);
    expect(after).toMatchObject({ state: "open", version: 2 });
    expect(after.differences).toMatchObject([
      { campaign: { name }, thenMicros: first?.beforeMicros, nowMicros, stopped: false },
    ]);
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
