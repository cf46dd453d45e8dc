import type { Platform } from "../../../domain/platform.ts";
import type { Layout } from "./find-header.ts";

interface Signature {
  readonly platform: Platform;
  /** In a line above the header. */
  readonly preamble?: RegExp;
  /** In a header of the table, as `headerKey` writes it. */
  readonly header?: RegExp;
}

/** What only this platform writes; the first that fits decides, so the more particular stand first. */
const SIGNATURES: readonly Signature[] = [
  {
    platform: "microsoft_ads",
    preamble: /^"?(Report Name|Last Completed Available Day|Report Aggregation):/i,
  },
  { platform: "microsoft_ads", header: /^gregorian date$/ },
  { platform: "linkedin_ads", preamble: /Performance Report \(in \S+\)|^"?Report Start:/i },
  {
    platform: "linkedin_ads",
    header: /^(total spent|cost in local currency|company page clicks|leads work email)$/,
  },
  {
    platform: "amazon_ads",
    header:
      /^\d+ day total (sales|orders)|^total advertising cost of sales|^(sales|purchases) \d+ d$/,
  },
  {
    platform: "pinterest_ads",
    header: /^spend in account currency$|^spend in micro dollars?$|^pin clicks$/,
  },
  { platform: "tiktok_ads", header: /\(destination\)$|^stat time (day|hour)$|^by day$/ },
  {
    platform: "meta_ads",
    header:
      /^(amount spent|delivery status|campaign delivery|reporting (starts|ends)|montant dépensé|ausgegebener betrag|betrag ausgegeben|importe gastado|valor usado|valor gasto|montante gasto|importo speso|besteed bedrag|auswertungsbeginn|inline link clicks)$/,
  },
  {
    platform: "google_ads",
    preamble:
      /^"?#?\s*\S*\s*(campaign (report|performance)|kampagnenbericht|relatório (da|de) campanha|informe de campañas?|rapport (sur les|de) campagnes?|rapporto (sulle )?campagn[ae]|report (sulle )?campagn[ae]|campagnerapport)/iu,
  },
  {
    platform: "google_ads",
    header:
      /^(optimi[sz]ation score|impr \(abs top\) %|search lost is|campaign state|(metrics )?cost micros|cost \/ conv|kosten\/conv|custo\/conv|custo \/ conv|coste\/conv|coût\/conv|coût \/ conv|costo\/conv|kosten\/conversie|search impr share|avg cpc|cpc médio|durchschn cpc|avg cpv|trueview avg cpv)$/u,
  },
];

/** The platform that wrote the table; `generic` where nothing tells. */
export function platformOf(layout: Layout): Platform {
  for (const { platform, preamble, header } of SIGNATURES) {
    if (
      preamble !== undefined &&
      layout.preamble.some((line) => preamble.test(line.slice(0, 300).trim()))
    ) {
      return platform;
    }
    if (header !== undefined && layout.keys.some((key) => header.test(key))) return platform;
  }
  return isOverviewCard(layout.keys) ? "google_ads" : "generic";
}

/** Google's overview cards carry few columns; these two stand together nowhere else outside LinkedIn. */
function isOverviewCard(keys: readonly string[]): boolean {
  return ["campaign group name", "campaign status", "cost"].every((key) => keys.includes(key));
}
