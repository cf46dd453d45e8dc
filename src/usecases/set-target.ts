import { recordAudit } from "../db/audit.ts";
import { campaignsById, setCampaignTarget } from "../db/campaigns.ts";
import type { Db } from "../db/db.ts";
import type { Target } from "../domain/campaign.ts";
import { decimalString, MAX_MICROS } from "../domain/money.ts";
import { Invalid, NotFound } from "./errors.ts";
import type { Scope } from "./scope.ts";

/** Sets what a campaign is judged by; undefined takes the target away. A later file does not change it back. */
export async function setTarget(
  db: Db,
  scope: Scope,
  input: { readonly campaignId: number; readonly target: Target | undefined },
): Promise<void> {
  refuseSenseless(input.target);
  await db.transaction(async (tx) => {
    const { workspaceId } = scope;
    const [before] = await campaignsById(tx, { workspaceId, ids: [input.campaignId] });
    if (before === undefined || !(await setCampaignTarget(tx, { workspaceId, ...input }))) {
      throw new NotFound(
        "That campaign is not here any more. Type /perf to see the campaigns that are.",
      );
    }
    await recordAudit(tx, {
      workspaceId,
      at: scope.now,
      actor: scope.actor,
      verb: "campaign.target",
      subject: `campaign:${input.campaignId}`,
      details: { before: inWords(before.target), after: inWords(input.target) },
    });
  });
}

function refuseSenseless(target: Target | undefined): void {
  if (target === undefined) return;
  const sensible =
    target.metric === "cpa"
      ? target.micros > 0n && target.micros <= MAX_MICROS
      : target.ratio > 0 && Number.isFinite(target.ratio);
  if (!sensible) {
    throw new Invalid("A target is an amount above zero, as 40 or 3.5. To have none, remove it.");
  }
}

function inWords(target: Target | undefined): string | null {
  if (target === undefined) return null;
  return target.metric === "cpa" ? `cpa ${decimalString(target.micros)}` : `roas ${target.ratio}`;
}
