import type { Target } from "../domain/campaign.ts";
import { parseMicros } from "../domain/money.ts";
import { DEFAULT_PERIOD } from "../domain/period.ts";
import { setTarget } from "../usecases/set-target.ts";
import { type CommandRun, WrongUsage } from "./command-run.ts";
import { namedCampaign } from "./summary-command.ts";

export interface TargetOptions {
  readonly cpa?: string | undefined;
  readonly roas?: string | undefined;
  readonly none?: boolean | undefined;
}

export async function targetCommand(
  run: CommandRun,
  campaign: string,
  options: TargetOptions,
): Promise<number> {
  const target = targetOf(options);
  const product = await run.product();
  const scope = await product.scope(run.actor);
  const { label } = await namedCampaign(product, scope, {
    name: campaign,
    period: DEFAULT_PERIOD,
  });
  await setTarget(product.database.db, scope, { campaignId: label.id, target });
  const words =
    target === undefined ? "no target now" : `a ${target.metric.toUpperCase()} target now`;
  if (run.json) run.print({ campaign: label.name, target: options.cpa ?? options.roas ?? null });
  else run.output.out(`${label.name} has ${words}.\n`);
  return 0;
}

function targetOf({ cpa, roas, none }: TargetOptions): Target | undefined {
  if ([cpa, roas, none].filter((given) => given !== undefined).length !== 1) {
    throw new WrongUsage("Say one of --cpa 40, --roas 3.5 or --none.");
  }
  if (cpa !== undefined) {
    const micros = parseMicros(cpa);
    if (micros === undefined)
      throw new WrongUsage(`"${cpa}" is not an amount; write it as 40 or 40.50.`);
    return { metric: "cpa", micros };
  }
  if (roas === undefined) return undefined;
  const ratio = Number(roas);
  if (!Number.isFinite(ratio))
    throw new WrongUsage(`"${roas}" is not a multiple; write it as 3 or 3.5.`);
  return { metric: "roas", ratio };
}
