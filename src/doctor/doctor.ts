import type { Config } from "../config.ts";
import { listAccounts } from "../db/accounts.ts";
import { oldestTrouble, owedSummary, type TroubledDelivery } from "../db/deliveries.ts";
import { addDays, dayAt } from "../domain/day.ts";
import { createLog } from "../log.ts";
import { askSlack } from "../slack/ask-slack.ts";
import { BOT_SCOPES } from "../slack/surface.ts";
import type { Product } from "../wiring/product.ts";
import { alertFindings } from "./alert-findings.ts";
import { postbackFindings } from "./postback-findings.ts";
import { sourceFindings } from "./source-findings.ts";

/** One thing that was looked at: how it is, and what to do about it. */
export interface Finding {
  readonly part:
    | "settings"
    | "database"
    | "slack"
    | "data"
    | "sources"
    | "postbacks"
    | "alerts"
    | "deliveries";
  readonly state: "ok" | "note" | "bad";
  readonly message: string;
  readonly next: string | null;
}

/** Looks at settings, database, Slack and data, and says what to do about each. */
export async function examine(product: Product): Promise<Finding[]> {
  return [
    ...settingsFindings(product),
    databaseFinding(product),
    await slackFinding(product),
    await deliveryFinding(product),
    ...(await dataFindings(product)),
    ...(await sourceFindings(product)),
    ...(await postbackFindings(product)),
    ...(await alertFindings(product)),
  ];
}

/** What can be looked at while the database cannot be opened: `fault` says why. */
export async function examineWithoutDatabase(config: Config, fault: string): Promise<Finding[]> {
  const log = createLog("silent", process.stderr);
  return [
    ...settingsFindings({ config }),
    {
      part: "database",
      state: "bad",
      message: fault,
      next: "Messages, data, sources and alerts can be looked at once it is open.",
    },
    await slackFinding({ config, log }),
  ];
}

function settingsFindings({ config }: Pick<Product, "config">): Finding[] {
  return [
    {
      part: "settings",
      state: "ok",
      message: `readable; the workspace's zone is ${config.zone} until it is set in Slack.`,
      next: null,
    },
  ];
}

function databaseFinding({ database, config }: Product): Finding {
  if (database.kind === "server") {
    return {
      part: "database",
      state: "ok",
      message: "a PostgreSQL server, at this version.",
      next: null,
    };
  }
  const folder = config.database.kind === "embedded" ? config.database.dataDir : "";
  return {
    part: "database",
    state: "note",
    message: `the embedded database in ${folder}: for trial, one process, not safe against power loss.`,
    next: "Set DATABASE_URL to a PostgreSQL server for work that matters.",
  };
}

async function slackFinding({ config, log }: Pick<Product, "config" | "log">): Promise<Finding> {
  const { slack } = config;
  if (slack.mode === "local") {
    return {
      part: "slack",
      state: "note",
      message: "not connected: the product opens a local workspace in the browser.",
      next: "Create the app from manifest.yml and set SLACK_BOT_TOKEN with SLACK_SIGNING_SECRET or SLACK_APP_TOKEN.",
    };
  }
  const answer = await askSlack(slack, log);
  if (answer.kind === "unreachable") {
    return {
      part: "slack",
      state: "bad",
      message: `Slack does not answer: ${answer.reason}.`,
      next: "Check the network and SLACK_API_URL.",
    };
  }
  if (answer.kind === "refused") {
    return {
      part: "slack",
      state: "bad",
      message: `Slack refuses the bot token: ${answer.reason}.`,
      next: "Install the app again and set SLACK_BOT_TOKEN to its new token.",
    };
  }
  const missing = BOT_SCOPES.filter(
    (scope) => answer.scopes !== undefined && !answer.scopes.includes(scope),
  );
  if (missing.length > 0) {
    return {
      part: "slack",
      state: "bad",
      message: `connected to ${answer.teamName}, but these scopes are missing: ${missing.join(", ")}.`,
      next: "Update the app from manifest.yml and install it again.",
    };
  }
  return { part: "slack", state: "ok", message: `connected to ${answer.teamName}.`, next: null };
}

async function deliveryFinding({ database, now }: Product): Promise<Finding> {
  const { owed, late, failed, unknown } = await owedSummary(database.db, now());
  const oldest = await oldestTrouble(database.db, now());
  if (oldest === undefined) {
    const waiting = owed === 0 ? "" : `; ${owed} on their way`;
    return {
      part: "deliveries",
      state: "ok",
      message: `no message is late${waiting}.`,
      next: null,
    };
  }
  const trouble = [
    ...(late === 0 ? [] : [`${late} late`]),
    ...(failed === 0 ? [] : [`${failed} given up`]),
    ...(unknown === 0 ? [] : [`${unknown} that may or may not have been posted`]),
  ];
  const why = oldest.lastError === null ? "no error was recorded" : oldest.lastError;
  return {
    part: "deliveries",
    state: failed + unknown > 0 ? "bad" : "note",
    message: `messages to Slack: ${trouble.join(", ")}. The oldest: "${oldest.deliveryKey}" for ${oldest.channel} (${why}).`,
    next: nextFor(oldest),
  };
}

/** What a person does about a message that did not go out, by what Slack said. */
const CURES: Readonly<Record<string, string>> = {
  not_in_channel: "Invite the app to that channel: /invite @Trimtab.",
  channel_not_found: "Invite the app to that channel, or name another one.",
  is_archived: "Take the channel out of the archive, or name another one.",
  invalid_auth: "Install the app again and set SLACK_BOT_TOKEN to its new token.",
  token_revoked: "Install the app again and set SLACK_BOT_TOKEN to its new token.",
  account_inactive: "Install the app again and set SLACK_BOT_TOKEN to its new token.",
  not_authed: "Set SLACK_BOT_TOKEN.",
  missing_scope: "Update the app from manifest.yml and install it again.",
};

function nextFor({ state, lastError, channel }: TroubledDelivery): string {
  if (state === "unknown") {
    return `Look in ${channel} whether it is there; update the app from manifest.yml, so that Trimtab can look itself.`;
  }
  const cure = CURES[lastError ?? ""];
  if (cure !== undefined) return cure;
  return state === "owed"
    ? "It is tried again by itself; the log says more, under the message's key."
    : "The log says why, under the message's key.";
}

const STALE_AFTER_DAYS = 2;

async function dataFindings(product: Product): Promise<Finding[]> {
  const { workspaceId, now } = await product.scope("job:doctor");
  const accounts = await listAccounts(product.database.db, workspaceId);
  if (accounts.length === 0) {
    return [
      {
        part: "data",
        state: "note",
        message: "no account has been loaded yet.",
        next: 'Load an export: trimtab import FILE --account "Main".',
      },
    ];
  }
  return accounts.map(({ name, lastDay, timeZone }) => {
    const oldest = addDays(dayAt(now, timeZone), -STALE_AFTER_DAYS);
    const stale = lastDay === null || lastDay < oldest;
    return {
      part: "data",
      state: stale ? "note" : "ok",
      message: `"${name}" has numbers through ${lastDay ?? "no day (period totals alone)"}.`,
      next: stale ? "Load a newer export of this account." : null,
    };
  });
}
