import { portfolioAt } from "../domain/budget/plan/portfolio-at.ts";
import { SUGGEST_SETTINGS, suggestShift } from "../domain/budget/plan/suggest-shift.ts";
import type { Suggestion } from "../domain/budget/plan/suggestion.ts";
import type { Portfolio } from "../domain/budget/portfolio.ts";
import { readPortfolio } from "../sources/portfolio/read-portfolio.ts";
import { suggestFromData } from "../usecases/budget/suggest-from-data.ts";
import { type CommandRun, Refused } from "./command-run.ts";
import { jsonFile } from "./json-file.ts";
import { suggestionJson } from "./suggest-json.ts";
import { suggestionText } from "./suggest-text.ts";

export interface SuggestOptions {
  readonly portfolio?: string | undefined;
  readonly asOf?: string | undefined;
  readonly maxStep?: number | undefined;
  readonly ungated?: boolean | undefined;
  readonly explain?: boolean | undefined;
}

interface Suggested {
  readonly portfolio: Portfolio;
  readonly suggestion: Suggestion;
}

/**
 * The shift that the engine proposes for the loaded numbers, or for a portfolio file. Having nothing to propose is an
 * answer too: exit code 0.
 */
export async function suggestCommand(run: CommandRun, options: SuggestOptions): Promise<number> {
  const { portfolio, suggestion } = await suggested(run, options);
  if (run.json) {
    run.print(suggestionJson(portfolio, suggestion, { explain: options.explain === true }));
  } else {
    run.output.out(suggestionText(portfolio, suggestion));
  }
  return 0;
}

async function suggested(run: CommandRun, options: SuggestOptions): Promise<Suggested> {
  const { portfolio: file } = options;
  if (file === undefined) {
    const product = await run.product();
    return suggestFromData(product.suggesting, await product.scope(run.actor), options);
  }
  const portfolio = await askedPortfolio(run, { ...options, file });
  const gates = options.ungated === true ? undefined : SUGGEST_SETTINGS.gates;
  return { portfolio, suggestion: suggestShift(portfolio, { ...SUGGEST_SETTINGS, gates }) };
}

async function askedPortfolio(
  run: CommandRun,
  { file, asOf, maxStep }: SuggestOptions & { readonly file: string },
): Promise<Portfolio> {
  const read = readPortfolio(await jsonFile(run, file));
  if (read.kind === "faults") {
    throw new Refused([`"${file}" is not a portfolio:`, ...read.faults].join("\n  "));
  }
  const at = asOf === undefined ? read.portfolio : portfolioAt(read.portfolio, asOf);
  return maxStep === undefined ? at : { ...at, maxStep };
}
