import { loadDemo } from "../trial/load-demo.ts";
import type { CommandRun } from "./command-run.ts";
import { reportJson } from "./report-json.ts";
import { reportText } from "./report-text.ts";

export async function demoCommand(run: CommandRun): Promise<number> {
  const reports = await loadDemo(await run.product());
  if (run.json) run.print({ files: reports.map(reportJson) });
  else run.output.out(reports.map(reportText).join("\n"));
  return reports.some(({ outcome }) => outcome === "refused") ? 1 : 0;
}
