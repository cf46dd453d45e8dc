import { describe, expect, test } from "vitest";

import { refuseSettings } from "../../src/cli/refuse-settings.ts";
import { configFrom, type Environment, WrongSettings } from "../../src/config.ts";

const WRONG = { PORT: "http", HOST: "999.1.1.1" };

function faultsOf(environment: Environment): readonly string[] {
  try {
    configFrom(environment, "UTC");
  } catch (error) {
    if (error instanceof WrongSettings) return error.faults;
    throw error;
  }
  return [];
}

function refused(argv: readonly string[], environment: Environment) {
  const said = { out: "", err: "" };
  const code = refuseSettings(argv, faultsOf(environment), {
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
});
