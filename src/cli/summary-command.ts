import type { CampaignRecord } from "../db/campaigns.ts";
import { platformName } from "../domain/platform.ts";
import { type CampaignQuery, findCampaign } from "../usecases/find-campaign.ts";
import type { Scope } from "../usecases/scope.ts";
import { summarizeCampaign } from "../usecases/summarize-campaign.ts";
import { summarizeWorkspace } from "../usecases/summarize-workspace.ts";
import type { Product } from "../wiring/product.ts";
import { type CommandRun, Refused } from "./command-run.ts";
import { campaignJson, currencyJson } from "./summary-json.ts";
import { campaignText, overviewText } from "./summary-text.ts";

export async function summaryCommand(
  run: CommandRun,
  campaign: string | undefined,
  period: string,
): Promise<number> {
  const product = await run.product();
  const { db } = product.database;
  const scope = await product.scope(run.actor);
  if (campaign === undefined) {
    const currencies = await summarizeWorkspace(db, scope, { period, campaigns: Infinity });
    if (run.json) run.print({ currencies: currencies.map(currencyJson) });
    else run.output.out(overviewText(currencies));
    return 0;
  }
  const record = await namedCampaign(product, scope, { name: campaign, period });
  const summary = await summarizeCampaign(db, scope, { campaign: record, period });
  if (run.json) run.print(campaignJson(summary));
  else run.output.out(campaignText(summary));
  return 0;
}

/** The one campaign that a name means; refuses where there is none or a choice. */
export async function namedCampaign(
  product: Product,
  scope: Scope,
  query: CampaignQuery,
): Promise<CampaignRecord> {
  const { name } = query;
  const found = await findCampaign(product.database.db, scope, query);
  if (found.kind === "one") return found.campaign;
  if (found.kind === "none") {
    throw new Refused(
      `No campaign is named "${name}", or anything like it. "trimtab summary" lists them all.`,
    );
  }
  const names = namesOf(found.choices);
  const more = found.count > names.length ? [`  and ${found.count - names.length} more`] : [];
  throw new Refused(
    [
      `Several campaigns could be meant by "${name}"; say more of the name, or give the platform's id:`,
      ...names.map((line) => `  ${line}`),
      ...more,
    ].join("\n"),
  );
}

/** Name, platform and account; where that is alike the platform's id and the status as well. */
function namesOf(choices: readonly CampaignRecord[]): string[] {
  const short = choices.map(
    ({ label }) => `${label.name} (${platformName(label.platform)}, ${label.account})`,
  );
  return choices.map(({ label, externalId }, index) => {
    const line = short[index] ?? label.name;
    if (short.filter((other) => other === line).length === 1) return line;
    const id = externalId === undefined ? "no id" : `id ${externalId}`;
    return line.replace(/\)$/, `, ${id}, ${label.status})`);
  });
}
