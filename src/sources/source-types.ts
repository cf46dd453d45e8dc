import type { SourceKind } from "../domain/source/source-kind.ts";
import { awinSource } from "./awin/awin-source.ts";
import { cjSource } from "./cj/cj-source.ts";
import { googleAdsSource } from "./google-ads/google-ads-source.ts";
import { impactSource } from "./impact/impact-source.ts";
import { linkedinAdsSource } from "./linkedin-ads/linkedin-ads-source.ts";
import { metaAdsSource } from "./meta-ads/meta-ads-source.ts";
import { microsoftAdsSource } from "./microsoft-ads/microsoft-ads-source.ts";
import type { SourceType } from "./source-type.ts";
import { sqlSource } from "./sql/sql-source.ts";
import { tiktokAdsSource } from "./tiktok-ads/tiktok-ads-source.ts";

/** The kinds of sources that need nothing of the product's own. */
const SOURCE_TYPES: readonly SourceType[] = [
  googleAdsSource,
  metaAdsSource,
  tiktokAdsSource,
  linkedinAdsSource,
  microsoftAdsSource,
  awinSource,
  cjSource,
  impactSource,
  sqlSource,
];

export function sourceTypeOf(kind: SourceKind): SourceType | undefined {
  return SOURCE_TYPES.find((type) => type.kind === kind);
}
