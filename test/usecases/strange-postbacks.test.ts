import { describe, expect } from "vitest";

import { readPostback } from "../../src/sources/postback/read-postback.ts";
import { processPostbacks } from "../../src/usecases/postbacks/process-postbacks.ts";
import { receivePostbacks } from "../../src/usecases/postbacks/receive-postbacks.ts";
import { strangePostbacks } from "../../src/usecases/strange-postbacks.ts";
import { NOW, test } from "../support/fixtures.ts";

describe("calls that are not understood", () => {
  test("are kept, not counted, and listed by why", async ({ db, scope }) => {
    const calls = ["cid=a", "cid=b&status=odd", "cid=c&status=odd", "cid=d&status=even"];
    const received = calls.map((query) => ({
      receivedAt: NOW,
      parameters: Object.fromEntries(new URLSearchParams(query)),
    }));
    await receivePostbacks(db, scope, received);

    expect(await processPostbacks({ db, readPostback }, scope)).toEqual({
      processed: 4,
      unreadable: 3,
    });
    const counted = await db.rows(
      { text: "select conversion_key from first_party_conversions where workspace_id = $1" },
      [scope.workspaceId],
    );
    expect(counted).toHaveLength(1);
    expect(await strangePostbacks({ db, readPostback }, scope.workspaceId)).toEqual({
      lookedAt: 4,
      calls: 3,
      reasons: [
        { reason: 'The status "odd" is not known: send lead, sale or rejected.', calls: 2 },
        { reason: 'The status "even" is not known: send lead, sale or rejected.', calls: 1 },
      ],
    });
  });
});
