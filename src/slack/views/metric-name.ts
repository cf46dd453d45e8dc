import type { Metric } from "../../domain/kpi.ts";

const NAMES: Readonly<Record<Metric, string>> = {
  cpa: "CPA",
  roas: "ROAS",
  ctr: "CTR",
  cvr: "Conv. rate",
  cpc: "CPC",
  cpm: "CPM",
  aov: "Order value",
  spend: "Spend",
  impressions: "Impressions",
  clicks: "Clicks",
  conversions: "Conversions",
  value: "Conv. value",
};

/** The metric as a label. */
export function metricName(metric: Metric): string {
  return NAMES[metric];
}

/** The metric inside a sentence: acronyms keep their capitals. */
export function metricWords(metric: Metric): string {
  switch (metric) {
    case "cvr":
      return "conversion rate";
    case "value":
      return "conversion value";
    default:
      return NAMES[metric] === NAMES[metric].toUpperCase()
        ? NAMES[metric]
        : NAMES[metric].toLowerCase();
  }
}
