import type { AlertLine } from "../../../domain/alerting/alert.ts";
import { formatMoney, numberStyle } from "../format.ts";

/** `$1,204.00 and €310.00`: the daily spend of the campaigns, each counted once, currencies apart. */
export function stakeWords(lines: readonly AlertLine[], locale: string | undefined): string {
  const spend = new Map<string, Map<number, bigint>>();
  for (const { currency, campaign, spendPerDayMicros } of lines) {
    const known = spend.get(currency) ?? new Map<number, bigint>();
    spend.set(currency, known.set(campaign.id, spendPerDayMicros));
  }
  return [...spend]
    .map(([currency, campaigns]) => {
      const sum = [...campaigns.values()].reduce((all, one) => all + one, 0n);
      return formatMoney(sum, numberStyle(currency, locale));
    })
    .join(" and ");
}

/** How many alerts are in which state, the most urgent first: `9 breaching, 2 acknowledged`. */
export function countByState(labels: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].map(([label, count]) => `${count} ${wordOf(label)}`).join(", ");
}

/** The word without its emoji. */
function wordOf(label: string): string {
  return label.slice(label.indexOf(" ") + 1).toLowerCase();
}
