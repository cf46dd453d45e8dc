import { at, sum } from "../at.ts";
import type { AccountSeries, CampaignSeries } from "./account-series.ts";
import { type Blocks, budgetBlocks } from "./budget-blocks.ts";
import { arrivedByRow, type Completeness } from "./completeness.ts";
import { LEAST_ARRIVED } from "./data-faults.ts";
import { dayEffects } from "./day-effects.ts";
import {
  fitCampaign,
  hasTooFewBlocks,
  type Posterior,
  startLevel,
  startPosterior,
} from "./fit-campaign.ts";
import type { Method } from "./method.ts";
import { mixFits } from "./mix-fits.ts";
import { outlierDays } from "./outliers.ts";
import { ownPath } from "./own-path.ts";
import { type ReferenceSpend, referenceSpend } from "./reference-spend.ts";

const PASSES = 4;

/** A campaign's curve near its reference spend: ln conversions a day = α + b·l + c·l², l = ln(spend/reference). */
export interface CampaignFit {
  readonly series: CampaignSeries;
  readonly reference: ReferenceSpend;
  readonly posterior: Posterior;
  readonly blocks: Blocks;
  readonly outliers: number;
}

export interface AccountFit {
  readonly campaigns: readonly CampaignFit[];
  /** Share of conversions that has arrived, a row a day. */
  readonly arrived: Float64Array;
  /** ln of shared demand, a row a day. */
  readonly dayEffects: Float64Array;
}

/** A campaign on its way through the passes; `usable` days count, `dropped` ones among them are outliers. */
interface Working {
  readonly series: CampaignSeries;
  readonly reference: ReferenceSpend;
  readonly usable: Uint8Array;
  readonly dropped: Uint8Array;
}

/** Curves, day effects and outliers in turn: each needs the others, and four passes settle them. */
export function fitAccount(
  account: AccountSeries,
  completeness: Completeness,
  method: Method,
): AccountFit {
  const arrived = arrivedByRow(completeness, account);
  let working = account.campaigns.map((series): Working => {
    const usable = Uint8Array.from(series.spend, (spend, row) =>
      spend > 0 && at(arrived, row) >= LEAST_ARRIVED ? 1 : 0,
    );
    const dropped = new Uint8Array(account.days);
    return { series, usable, dropped, reference: referenceSpend(series, usable) };
  });
  let effects: Float64Array = new Float64Array(account.days);
  let campaigns: CampaignFit[] = [];
  for (let pass = 0; pass < PASSES; pass++) {
    campaigns = fitCurves(working, { arrived, effects, method });
    const paths = campaigns.map((fit) => fitOnPath(fit, arrived, effects));
    effects = sharedEffects({ account, method }, working, paths);
    if (pass === 0) continue;
    working = working.map((one, i) => {
      const path = paths[i] ?? effects;
      const expected = path.map((fit, row) => fit * Math.exp(at(effects, row)));
      const dropped = outlierDays(one.series.conversions, expected, method.outlierLimit);
      return { ...one, dropped };
    });
  }
  return { campaigns, arrived, dayEffects: effects };
}

/** What a pass knows of the days from the one before. */
interface Seen {
  readonly arrived: Float64Array;
  readonly effects: Float64Array;
  readonly method: Method;
}

function fitCurves(working: readonly Working[], { arrived, effects, method }: Seen): CampaignFit[] {
  const exposure = arrived.map((share, row) => share * Math.exp(at(effects, row)));
  const started = working.map(({ series, reference, usable, dropped }) => {
    const counted = usable.map((counts, row) => (at(dropped, row) === 1 ? 0 : counts));
    const blocks = budgetBlocks({
      ...series,
      exposure,
      usable: counted,
      referenceSpend: reference.spend,
      longestBlock: method.longestBlock,
    });
    const outliers = usable.reduce((sum, counts, row) => sum + counts * at(dropped, row), 0);
    const level = startLevel(blocks);
    const grid = hasTooFewBlocks(blocks) ? undefined : fitCampaign(blocks, level, method);
    return { series, reference, blocks, outliers, level, grid };
  });
  const mixed = mixFits(started.flatMap(({ grid }) => (grid === undefined ? [] : [grid])));
  let next = 0;
  return started.map(({ level, grid, ...rest }) => {
    const posterior = grid === undefined ? undefined : mixed[next++];
    return { ...rest, posterior: posterior ?? startPosterior(level, sum(rest.blocks.conversions)) };
  });
}

/** Conversions that the curve expects of each day, times how far the campaign stood above it at the time. */
function fitOnPath(
  { series, reference, posterior, blocks }: CampaignFit,
  arrived: Float64Array,
  effects: Float64Array,
): Float64Array {
  const [level = 0, elasticity = 0, curvature = 0] = posterior.means;
  const fitted = series.spend.map((spend, row) => {
    if (spend <= 0) return 0;
    const l = Math.log(spend / reference.spend);
    return at(arrived, row) * Math.exp(level + (elasticity + curvature * l) * l);
  });
  const path = ownPath(blocks, { fitted, effects });
  return fitted.map((fit, row) => fit * at(path, row));
}

function sharedEffects(
  { account, method }: { account: AccountSeries; method: Method },
  working: readonly Working[],
  paths: readonly Float64Array[],
): Float64Array {
  const conversions = new Float64Array(account.days);
  const fitted = new Float64Array(account.days);
  for (const [i, { series, usable, dropped }] of working.entries()) {
    const path = paths[i] ?? conversions;
    for (const [row, counts] of usable.entries()) {
      if (counts === 0 || at(dropped, row) === 1) continue;
      conversions[row] = at(conversions, row) + at(series.conversions, row);
      fitted[row] = at(fitted, row) + at(path, row);
    }
  }
  return dayEffects({
    conversions,
    fitted,
    weekdays: account.weekdays,
    campaigns: working.length,
    weekdayConversions: method.weekdayConversions,
    commonConversions: method.commonConversions,
  });
}
