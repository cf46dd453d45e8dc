import { describe, expect } from "vitest";

import { ruleFileOf } from "../../../src/usecases/alerting/rule-file.ts";
import { cpaDays, ruleOf, test, tickAfter } from "../../support/alert-desk.ts";

describe("a check", () => {
  test("opens an alert on a breach and says what it read", async ({ desk }) => {
    const account = await desk.account();
    await account.put([...cpaDays("A", "2026-11-01", [41]), ...cpaDays("B", "2026-11-01", [40])]);
    const ruleId = await desk.add(ruleOf());

    const report = await desk.check(tickAfter("2026-11-01"));

    expect(report).toMatchObject({
      rules: 1,
      evaluated: 2,
      opened: [{ rule: "CPA over 40", ruleId, campaign: "A", value: 41, limit: 40 }],
      resolved: [],
      pending: 0,
      withheld: { thin_data: 0, stale_data: 0, snoozed: 0, tracking_broken: 0 },
    });
  });

  test("works with 120 rules of one window", async ({ desk }) => {
    const account = await desk.account();
    await account.put(cpaDays("A", "2026-11-01", [41]));
    const rules = Array.from({ length: 120 }, (_, limit) =>
      ruleFileOf(ruleOf({ name: `over ${limit}`, when: { above: limit } })),
    );
    await desk.sql(
      `insert into rules (workspace_id, definition, last_tick, created_by, created_at, changed_by, changed_at)
       select $1, definition, now(), 'cli:test', now(), 'cli:test', now() from jsonb_array_elements($2::jsonb) definition`,
      [desk.scope.workspaceId, JSON.stringify(rules)],
    );

    const report = await desk.check(tickAfter("2026-11-01"));

    expect(report).toMatchObject({ rules: 120, evaluated: 120 });
    expect(report.opened).toHaveLength(41);
  });
});
