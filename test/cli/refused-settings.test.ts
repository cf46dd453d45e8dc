import { describe, expect, test } from "vitest";

import { refusedSettings } from "../../src/cli/refused-settings.ts";

const WRONG = { PORT: "http", HOST: "999.1.1.1" };

function refused(argv: readonly string[], environment: Readonly<Record<string, string>>) {
  const said = { out: "", err: "" };
  const code = refusedSettings(argv, environment, {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
  });
  return { code, ...said };
}

describe("settings that cannot be used", () => {
  test("are said on standard error, all at once", () => {
    const { code, out, err } = refused(["summary"], WRONG);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("PORT must be");
    expect(err).toContain("HOST must be");
  });

  test("are one object on standard output with --json", () => {
    const { code, out } = refused(["summary", "--json"], WRONG);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({ error: expect.stringContaining("HOST must be") as string });
  });

  test("are a finding each for doctor", () => {
    const { code, out } = refused(["doctor", "--json"], WRONG);
    expect(code).toBe(1);
    const { findings } = JSON.parse(out) as { findings: { part: string; message: string }[] };
    expect(findings.map(({ part, message }) => `${part} ${message.split(" ")[0]}`)).toEqual([
      "settings HOST",
      "settings PORT",
    ]);
    const lines = refused(["doctor"], WRONG).out.trimEnd().split("\n");
    expect(lines.map((line) => line.slice(0, 20))).toEqual([
      "bad  settings: HOST ",
      "bad  settings: PORT ",
    ]);
  });

  test("that are well stop nothing", () => {
    expect(refused(["summary", "--json"], { PORT: "3000" })).toEqual({
      code: undefined,
      out: "",
      err: "",
    });
  });
});
