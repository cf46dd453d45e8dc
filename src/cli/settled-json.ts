import { currencyDigits } from "../domain/money.ts";
import type { Ranged } from "../domain/settled.ts";
import type { CampaignSummary } from "../domain/summary.ts";

/** How far the period's days have filled up, for programs; null where nothing is known. */
export function settledJson({ settled, currency }: Pick<CampaignSummary, "settled" | "currency">) {
  if (settled === undefined) return null;
  const { basis, through, unsettledDays, share, corrected } = settled;
  const digits = currencyDigits(currency);
  return {
    through,
    unsettledDays,
    share: rounded(share),
    basis,
    corrected:
      corrected === undefined
        ? null
        : {
            conversions: ranged(corrected.conversions, rounded),
            value: ranged(corrected.value, (amount) => amount.toFixed(digits)),
            cpa: ranged(corrected.cpa, rounded),
            roas: ranged(corrected.roas, rounded),
          },
  };
}

function ranged<T>(range: Ranged | undefined, form: (figure: number) => T) {
  if (range === undefined) return null;
  return { figure: form(range.figure), low: form(range.low), high: form(range.high) };
}

function rounded(figure: number): number {
  return Number(figure.toFixed(4));
}
