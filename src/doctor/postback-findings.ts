import { waitingPostbacks } from "../db/postbacks.ts";
import { unplacedConversions } from "../db/unplaced-conversions.ts";
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
  const { orphans, foreign } = await unplacedConversions(database.db, workspaceId);
  const strange = await strangePostbacks({ db: database.db, readPostback }, workspaceId);
  const secret = config.postbackSecret !== undefined;
  const found: Finding[] = [
    {
      part: "postbacks",
      state: waiting > MANY_WAITING ? "bad" : "ok",
      message: secret
        ? `trackers may call /postback; ${waiting} calls wait to be worked through.`
        : "no tracker may call: TRIMTAB_POSTBACK_SECRET is not set.",
      next:
        waiting > MANY_WAITING
          ? "Start Trimtab, or see its log for why the job postbacks fails."
          : null,
    },
  ];
  if (orphans > 0) {
    found.push({
      part: "postbacks",
      state: "note",
      message: `${orphans} first-party conversions belong to no campaign.`,
      next: "See /perf settings for what their campaigns are called, and send the platform's campaign id.",
    });
  }
  for (const { reason, calls } of strange.reasons) {
    found.push({
      part: "postbacks",
      state: "note",
      message: `${calls} of the last ${strange.lookedAt} postbacks were kept and not counted. ${reason}`,
      next: "Change what the tracker sends.",
    });
  }
  for (const { account, accountCurrency, currency, conversions } of foreign) {
    found.push({
      part: "postbacks",
      state: "note",
      message: `the value of ${conversions} first-party conversions of "${account}" is in ${currency} and is not counted.`,
      next: `Send values in ${accountCurrency}.`,
    });
  }
  return found;
}
