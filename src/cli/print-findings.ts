import type { Finding } from "../doctor/doctor.ts";
import type { CommandRun } from "./command-run.ts";

/** What doctor found, one line a finding; returns the exit code. */
export function printFindings(
  { json, print, output }: Pick<CommandRun, "json" | "print" | "output">,
  findings: readonly Finding[],
): number {
  if (json) print({ findings });
  else {
    for (const { part, state, message, next } of findings) {
      const advice = next === null ? "" : ` ${next}`;
      output.out(`${state.padEnd(4)} ${part}: ${message}${advice}\n`);
    }
  }
  return findings.some(({ state }) => state === "bad") ? 1 : 0;
}
