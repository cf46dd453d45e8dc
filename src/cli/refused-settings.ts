import { configFrom, type Environment, WrongSettings } from "../config.ts";
import type { CommandOutput } from "../control/command-output.ts";
import { settingsFaults } from "../doctor/settings-findings.ts";
import { printFindings } from "./print-findings.ts";

const REFUSED = 1;

/** Says which settings keep a command from running, in JSON too; returns the exit code, undefined where all are well. */
export function refusedSettings(
  argv: readonly string[],
  environment: Environment,
  output: CommandOutput,
): number | undefined {
  const faults = faultsOf(environment);
  if (faults.length === 0) return undefined;
  const json = argv.includes("--json");
  const print = (value: unknown): void => output.out(`${JSON.stringify(value)}\n`);
  if (argv[0] === "doctor") return printFindings({ json, print, output }, settingsFaults(faults));
  const message = `These settings cannot be used:\n${faults.join("\n")}`;
  if (json) print({ error: message });
  output.err(`${message}\n`);
  return REFUSED;
}

function faultsOf(environment: Environment): readonly string[] {
  try {
    configFrom(environment, "UTC");
    return [];
  } catch (error) {
    if (error instanceof WrongSettings) return error.faults;
    throw error;
  }
}
