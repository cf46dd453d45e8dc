import { eq } from "drizzle-orm";
import { expect } from "vitest";

import { firstPartyConversions } from "../../../src/db/schema/first-party-conversions.ts";
import { postbacks } from "../../../src/db/schema/postbacks.ts";
import { readPostback } from "../../../src/sources/postback/read-postback.ts";
import { processPostbacks } from "../../../src/usecases/postbacks/process-postbacks.ts";
import { purgePostbacks } from "../../../src/usecases/postbacks/purge-postbacks.ts";
import { receivePostbacks } from "../../../src/usecases/postbacks/receive-postbacks.ts";
import { test } from "../../support/fixtures.ts";

const DAY_MS = 86_400_000;

test("calls go once they are long done with, and what they counted stays", async ({
  db,
  scope,
}) => {
  const call = (id: string) => ({
    receivedAt: scope.now,
    parameters: { click_id: id, status: "sale", value: "10" },
  });
  await receivePostbacks(db, scope, [call("old")]);
  await processPostbacks({ db, readPostback }, scope);
  await receivePostbacks(db, scope, [call("waiting")]);
  const kept = async () =>
    (await db.orm.select().from(postbacks).where(eq(postbacks.workspaceId, scope.workspaceId)))
      .length;

  await purgePostbacks(db, scope.now + 89 * DAY_MS);
  expect(await kept()).toBe(2);
  await purgePostbacks(db, scope.now + 91 * DAY_MS);
  expect(await kept()).toBe(1);
  const counted = await db.orm
    .select()
    .from(firstPartyConversions)
    .where(eq(firstPartyConversions.workspaceId, scope.workspaceId));
  expect(counted).toHaveLength(1);
});
