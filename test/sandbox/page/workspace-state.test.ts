import { expect, test } from "vitest";

import type { PageMessage } from "../../../src/sandbox/page-api.ts";
import {
  type Change,
  changeWorkspace,
  firstWorkspace,
} from "../../../src/sandbox/page/workspace-state.ts";

test("a message that is posted twice or changed stands once, in order of time", () => {
  const state = after([
    posted(message("2.0", "late")),
    posted(message("1.0", "early")),
    posted(message("2.0", "late")),
    { kind: "event", event: { kind: "changed", message: message("1.0", "edited") } },
  ]);

  expect(textsIn(state)).toEqual(["edited", "late"]);
});

test("what is posted while the list loads is kept, and what was deleted is gone", () => {
  const state = after([
    posted(message("1.0", "deleted meanwhile")),
    posted(message("3.0", "just now")),
    { kind: "loaded", channel: "C1", messages: [message("2.0", "from the list")] },
  ]);

  expect(textsIn(state)).toEqual(["from the list", "just now"]);
});

test("a deleted message goes", () => {
  const gone: Change = { kind: "event", event: { kind: "deleted", channel: "C1", ts: "1.0" } };

  expect(textsIn(after([posted(message("1.0", "x")), gone]))).toEqual([]);
});

test("a message elsewhere marks its channel until it is opened", () => {
  const elsewhere = posted({ ...message("1.0", "x"), channel: "C2" });

  expect(after([elsewhere]).unread).toEqual(["C2"]);
  expect(after([elsewhere, { kind: "place", place: "C2" }]).unread).toEqual([]);
  expect(after([posted(message("1.0", "here"))]).unread).toEqual([]);
});

test("another person starts without the first one's messages, forms and errors", () => {
  const state = after([
    posted(message("1.0", "private")),
    { kind: "notice", notice: { channel: "C1", at: 1, text: "failed" } },
    { kind: "user", user: "U2" },
  ]);

  expect(state).toEqual({ ...firstWorkspace("U2", "C1") });
});

test("each notice gets an id of its own", () => {
  const notice: Change = { kind: "notice", notice: { channel: "C1", at: 1, text: "failed" } };

  expect(after([notice, notice]).notices.map(({ id }) => id)).toEqual([1, 2]);
});

function after(changes: readonly Change[]) {
  return changes.reduce(changeWorkspace, firstWorkspace("U1", "C1"));
}

function textsIn(state: ReturnType<typeof after>) {
  return state.messages["C1"]?.map(({ text }) => text);
}

function posted(posting: PageMessage): Change {
  return { kind: "event", event: { kind: "posted", message: posting } };
}

function message(ts: string, text: string): PageMessage {
  return { channel: "C1", ts, author: "U1", text, blocks: [], edited: false, files: [] };
}
