import type { CommandRun } from "./command-run.ts";

export async function doctorCommand(run: CommandRun): Promise<number> {
  // Slack's library takes a while to load, and no other command needs it.
  const { examine } = await import("../doctor/doctor.ts");
  const findings = await examine(await run.product());
  if (run.json) run.print({ findings });
  else {
    for (const { part, state, message, next } of findings) {
      const advice = next === null ? "" : ` ${next}`;
      run.output.out(`${state.padEnd(4)} ${part}: ${message}${advice}\n`);
    }
  }
  return findings.some(({ state }) => state === "bad") ? 1 : 0;
}
