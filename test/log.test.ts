import { expect, test } from "vitest";

import { createLog } from "../src/log.ts";

/** What one log call writes. */
function written(...call: [object, string]): string {
  const lines: string[] = [];
  createLog("info", { write: (line) => void lines.push(line) }).info(...call);
  return lines.join("");
}

test.for([
  "token",
  "botToken",
  "appToken",
  "signingSecret",
  "apiToken",
  "authorization",
  "password",
])("blots out %s, down to two levels", (name) => {
  const line = written(
    { [name]: "hunter2", one: { [name]: "hunter2", two: { [name]: "hunter2" } } },
    "said",
  );

  expect(line).not.toContain("hunter2");
  expect(JSON.parse(line)).toMatchObject({
    [name]: "[secret]",
    one: { [name]: "[secret]", two: { [name]: "[secret]" } },
  });
});

test.for([
  "xoxb-123-abc",
  "xoxp-123-abc",
  "xapp-1-A1-2-abc",
  "postgres://user:hunter2@host/db",
  "postgresql://user:hunter2@host:5432/db?x=1",
])("cuts %s out of errors, their stacks and their causes", (secret) => {
  const cause = new Error(`inner ${secret}`);
  const line = written({ err: new Error(`outer "${secret}" failed`, { cause }) }, "failed");

  expect(line).not.toContain(secret);
  expect(line).not.toContain("hunter2");
  expect(JSON.parse(line)).toMatchObject({
    err: {
      type: "Error",
      message: expect.stringMatching(/^outer ".*\[secret\]" failed/) as string,
      cause: { message: expect.stringContaining("[secret]") as string },
    },
  });
});

test("keeps an error's code and its stack", () => {
  const error = Object.assign(new Error("no connection"), { code: "ECONNREFUSED" });

  const { err } = JSON.parse(written({ err: error }, "failed")) as { err: object };

  expect(err).toMatchObject({ code: "ECONNREFUSED", message: "no connection" });
  expect(err).toHaveProperty("stack", expect.stringContaining("log.test.ts"));
});

test("writes nothing below its level", () => {
  const lines: string[] = [];
  const log = createLog("warn", { write: (line) => void lines.push(line) });

  log.info("quiet");
  log.warn("loud");

  expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(["loud"]);
});
