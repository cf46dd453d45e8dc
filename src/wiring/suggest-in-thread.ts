import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";

import type { SuggestSettings } from "../domain/budget/plan/suggest-shift.ts";
import type { Suggestion } from "../domain/budget/plan/suggestion.ts";
import type { Portfolio, PortfolioCampaign } from "../domain/budget/portfolio.ts";

/** What the thread is told: campaigns, a few at a time, and in the end the rest. */
export type EngineMessage =
  | { readonly kind: "campaigns"; readonly campaigns: readonly PortfolioCampaign[] }
  | {
      readonly kind: "rest";
      readonly portfolio: Omit<Portfolio, "campaigns">;
      readonly settings: SuggestSettings;
    };

/** Copying half a year of so many campaigns to the thread takes a few milliseconds. */
const CAMPAIGNS_A_MESSAGE = 10;

/** The engine in a thread of its own: seconds of computing hold up nobody who waits for an answer meanwhile. */
export async function suggestInThread(
  portfolio: Portfolio,
  settings: SuggestSettings,
): Promise<Suggestion> {
  const worker = startWorker();
  const [suggestion] = await Promise.all([answerOf(worker), tell(worker, { portfolio, settings })]);
  return suggestion;
}

async function tell(
  worker: Worker,
  { portfolio, settings }: { readonly portfolio: Portfolio; readonly settings: SuggestSettings },
): Promise<void> {
  const say = (message: EngineMessage): void => worker.postMessage(message);
  const { campaigns, ...rest } = portfolio;
  for (let first = 0; first < campaigns.length; first += CAMPAIGNS_A_MESSAGE) {
    const some = campaigns.slice(first, first + CAMPAIGNS_A_MESSAGE);
    say({ kind: "campaigns", campaigns: some });
    await setImmediate();
  }
  say({ kind: "rest", portfolio: rest, settings });
}

function answerOf(worker: Worker): Promise<Suggestion> {
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", () => reject(new Error("The budget engine ended without an answer.")));
  });
}

/** Until it is built the engine is TypeScript, which a thread has to be taught to read. */
function startWorker(): Worker {
  const file = new URL("./suggest-worker.js", import.meta.url);
  if (!import.meta.url.endsWith(".ts")) return new Worker(file);
  const taught = `import("tsx/esm/api").then((tsx) => {
    tsx.register();
    return import(${JSON.stringify(file.href)});
  })`;
  return new Worker(taught, { eval: true });
}
