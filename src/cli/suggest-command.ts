import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

import { portfolioAt } from "../domain/budget/portfolio-at.ts";
import type { Portfolio } from "../domain/budget/portfolio.ts";
import { SUGGEST_SETTINGS, suggestShift } from "../domain/budget/suggest-shift.ts";
import { readPortfolio } from "../sources/portfolio/read-portfolio.ts";
import { type CommandRun, Refused } from "./command-run.ts";
import { suggestionJson } from "./suggest-json.ts";
import { suggestionText } from "./suggest-text.ts";

export interface SuggestOptions {
  readonly portfolio: string;
  readonly asOf?: string | undefined;
  readonly maxStep?: number | undefined;
  readonly ungated?: boolean | undefined;
  readonly explain?: boolean | undefined;
}

/** The shift that the engine proposes for a portfolio file. Having nothing to propose is an answer too: exit code 0. */
export async function suggestCommand(run: CommandRun, options: SuggestOptions): Promise<number> {
  const portfolio = await askedPortfolio(run, options);
  const gates = options.ungated === true ? undefined : SUGGEST_SETTINGS.gates;
  const suggestion = suggestShift(portfolio, { ...SUGGEST_SETTINGS, gates });
  if (run.json) {
    run.print(suggestionJson(portfolio, suggestion, { explain: options.explain === true }));
  } else {
    run.output.out(suggestionText(portfolio, suggestion));
  }
  return 0;
}

async function askedPortfolio(run: CommandRun, options: SuggestOptions): Promise<Portfolio> {
  const { portfolio: file, asOf, maxStep } = options;
  let text: string;
  try {
    text = await readFile(resolve(run.cwd, file), "utf8");
  } catch {
    throw new Refused(`"${file}" cannot be read. Name a portfolio file.`);
  }
  const read = readPortfolio(text);
  if (read.kind === "faults") {
    throw new Refused([`"${file}" is not a portfolio:`, ...read.faults].join("\n  "));
  }
  const at = asOf === undefined ? read.portfolio : portfolioAt(read.portfolio, asOf);
  return maxStep === undefined ? at : { ...at, maxStep };
}
