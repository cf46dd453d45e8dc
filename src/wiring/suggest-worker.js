// JavaScript, checked as TypeScript: a worker is started from its file, and tests start it from source.
import { parentPort } from "node:worker_threads";

import { suggestShift } from "../domain/budget/plan/suggest-shift.ts";

/**
 * @import { PortfolioCampaign } from "../domain/budget/portfolio.ts"
 * @import { EngineMessage } from "./suggest-in-thread.ts"
 */

/** @type {PortfolioCampaign[]} */
const campaigns = [];

parentPort?.on("message", (/** @type {EngineMessage} */ message) => {
  if (message.kind === "campaigns") {
    campaigns.push(...message.campaigns);
    return;
  }
  parentPort?.postMessage(suggestShift({ ...message.portfolio, campaigns }, message.settings));
  parentPort?.close();
});
