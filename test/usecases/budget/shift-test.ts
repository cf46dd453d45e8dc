import { and, asc, eq, like } from "drizzle-orm";
import { expect } from "vitest";

import type { Db } from "../../../src/db/db.ts";
import { audit } from "../../../src/db/schema/audit.ts";
import { deliveries } from "../../../src/db/schema/deliveries.ts";
import { suggestShift } from "../../../src/domain/budget/plan/suggest-shift.ts";
import type { Proposal } from "../../../src/domain/budget/proposal/proposal.ts";
import { createShiftDesk } from "../../../src/usecases/create-shift-desk.ts";
import type { Scope } from "../../../src/usecases/scope.ts";
import type { Person, ShiftDesk } from "../../../src/usecases/shift-desk.ts";
import { smallAccount } from "../../domain/budget/small-account.ts";
import { test as base } from "../../support/fixtures.ts";
import { loadDays } from "../../support/load-days.ts";
import { noSource } from "../../support/scripted-source.ts";
import { campaignsOf } from "./suggest-test.ts";

export const DAY_MS = 86_400_000;
export const CHANNEL = "C0ALERTS";
export const ANYBODY: Person = { groups: [], administrator: false };

/** A proposal as somebody sees it. */
export function seen({ proposalId, version }: Proposal) {
  return { proposalId, version };
}

/** A workspace with an account that has much to gain, and the desk of its budget shifts. */
export interface ShiftStory {
  readonly db: Db;
  readonly desk: ShiftDesk;
  /** Who does something, and how long after the beginning. */
  readonly as: (user: string, laterMs?: number) => Scope;
  /** Proposes, and expects that there is something to propose. */
  readonly propose: () => Promise<Proposal>;
  /** Loads the account again, with budgets that are other than before. */
  readonly reload: (budgets: Readonly<Record<string, bigint>>, laterMs: number) => Promise<void>;
  /** The words on record about proposals, oldest first. */
  readonly verbs: () => Promise<string[]>;
  /** The keys of messages that have been owed about proposals. */
  readonly owed: () => Promise<string[]>;
}

export const test = base.extend<{ story: ShiftStory }>({
  story: async ({ db, scope, importing }, use) => {
    const desk = createShiftDesk({
      db,
      suggest: (...asked) => Promise.resolve(suggestShift(...asked)),
      open: noSource,
    });
    const campaigns = campaignsOf(smallAccount());
    await loadDays(importing, scope, { campaigns });
    const story: ShiftStory = {
      db,
      desk,
      as: (user, laterMs = 0) => ({ ...scope, actor: `slack:${user}`, now: scope.now + laterMs }),
      async propose() {
        const answer = await desk.ask(story.as("U0MAYA"), { channel: CHANNEL });
        if (answer.kind === "nothing") throw new Error(JSON.stringify(answer.nothing));
        expect(answer.kind).toBe("proposed");
        return answer.proposal;
      },
      async reload(budgets, laterMs) {
        await loadDays(
          importing,
          { ...scope, now: scope.now + laterMs },
          {
            campaigns: campaigns.map((one) => ({
              ...one,
              budgetMicros: budgets[one.name] ?? one.budgetMicros,
              // The same bytes again would be no load.
              daily: one.daily.map((day) => ({ ...day, impressions: day.impressions + laterMs })),
            })),
          },
        );
      },
      async verbs() {
        const rows = await db.orm
          .select({ verb: audit.verb })
          .from(audit)
          .where(and(eq(audit.workspaceId, scope.workspaceId), like(audit.verb, "shift.%")))
          .orderBy(asc(audit.auditId));
        return rows.map(({ verb }) => verb);
      },
      async owed() {
        const rows = await db.orm
          .select({ key: deliveries.deliveryKey })
          .from(deliveries)
          .where(eq(deliveries.workspaceId, scope.workspaceId))
          .orderBy(asc(deliveries.sequence));
        return rows.map(({ key }) => key.replace(/^proposal:\d+/, "proposal"));
      },
    };
    await use(story);
  },
});
