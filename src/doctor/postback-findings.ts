import { waitingPostbacks } from "../db/postbacks.ts";
import { unplacedConversions } from "../db/unplaced-conversions.ts";
import type { StrangeCalls, UnplacedConversions } from "../domain/source/unplaced-conversions.ts";
import { counted } from "../slack/views/format.ts";
import { readPostback } from "../sources/postback/read-postback.ts";
import { strangePostbacks } from "../usecases/strange-postbacks.ts";
import type { Product } from "../wiring/product.ts";
import type { Finding } from "./doctor.ts";

/** So many are worked through in seconds; more that wait mean that nobody does. */
const MANY_WAITING = 10_000;

/** How it is with the conversions that trackers call in. */
export async function postbackFindings(product: Product): Promise<Finding[]> {
  const { config, database } = product;
  const { workspaceId } = await product.scope("job:doctor");
  const waiting = await waitingPostbacks(database.db);
  const strange = await strangePostbacks({ db: database.db, readPostback }, workspaceId);
  const unplaced = await unplacedConversions(database.db, workspaceId);
  const isOpen = config.postbackSecret !== undefined;
  return [
    callsFinding(isOpen, waiting),
    ...unplacedFindings(unplaced),
    ...strangeFindings(strange),
  ];
}

/** Whether trackers may call, and how many calls wait. */
export function callsFinding(isOpen: boolean, waiting: number): Finding {
  const waits =
    waiting === 0
      ? "no call waits"
      : `${counted(waiting, "call")} ${waiting === 1 ? "waits" : "wait"}`;
  const many = waiting > MANY_WAITING;
  return {
    part: "postbacks",
    state: many ? "bad" : "ok",
    message: isOpen
      ? `trackers may call /postback; ${waits} to be worked through.`
      : "no tracker may call: TRIMTAB_POSTBACK_SECRET is not set.",
    next: many ? "Start Trimtab, or see its log for why the job postbacks fails." : null,
  };
}

/** Conversions that no campaign has, and values that are not counted. */
export function unplacedFindings({
  orphans,
  foreign,
}: Pick<UnplacedConversions, "orphans" | "foreign">): Finding[] {
  const values = foreign.map(({ account, accountCurrency, currency, conversions }): Finding => ({
    part: "postbacks",
    state: "note",
    message: `the value of ${firstParty(conversions)} of "${account}" is in ${currency} and is not counted.`,
    next: `Send values in ${accountCurrency}.`,
  }));
  if (orphans === 0) return values;
  const lost: Finding = {
    part: "postbacks",
    state: "note",
    message: `${firstParty(orphans)} ${orphans === 1 ? "belongs" : "belong"} to no campaign.`,
    next: "See /perf settings for what their campaigns are called, and send the platform's campaign id.",
  };
  return [lost, ...values];
}

function firstParty(count: number): string {
  return counted(count, "first-party conversion");
}

/** Calls that were kept and are not counted. */
function strangeFindings({ reasons, lookedAt }: StrangeCalls): Finding[] {
  return reasons.map(({ reason, calls }) => ({
    part: "postbacks",
    state: "note",
    message: `${calls} of the last ${counted(lookedAt, "postback")} ${calls === 1 ? "was" : "were"} kept and not counted. ${reason}`,
    next: "Change what the tracker sends.",
  }));
}
