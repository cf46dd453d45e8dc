import { expect } from "vitest";

import { insertRule } from "../../../src/db/rules.ts";
import { addRule } from "../../../src/usecases/alerting/save-rule.ts";
import { storedRules, unreadableRules } from "../../../src/usecases/alerting/stored-rules.ts";
import { test } from "../../support/fixtures.ts";
import { ruleOf } from "../../support/alert-desk.ts";

test("a rule that cannot be read holds up no other, and is named", async ({ db, scope }) => {
  const { ruleId } = await addRule(db, scope, ruleOf());
  const odd = await insertRule(db, { ...scope, definition: { name: "From tomorrow" } });

  expect((await storedRules(db, scope)).map((one) => one.ruleId)).toEqual([ruleId]);
  const unread = await unreadableRules(db, scope);
  expect(unread.map((one) => one.ruleId)).toEqual([odd]);
  expect(unread[0]?.fault).toContain("scope");
});

test("the same rule, added by many at once, is one rule", async ({ db, scope }) => {
  const added = await Promise.all(Array.from({ length: 5 }, () => addRule(db, scope, ruleOf())));

  expect(new Set(added.map(({ ruleId }) => ruleId)).size).toBe(1);
  expect(added.filter((one) => one.added)).toHaveLength(1);
});
