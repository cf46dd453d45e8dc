import { isZone } from "../../domain/day.ts";
import { isCurrency } from "../../domain/money.ts";
import { platformName } from "../../domain/platform.ts";
import type { SourceAccount } from "../../domain/source/source-kind.ts";
import { malformed } from "./api-client.ts";

/** An account as its platform describes it, with a currency and a zone that are known here; else a `SourceFault`. */
export function describedAccount(account: SourceAccount): SourceAccount {
  const platform = platformName(account.platform);
  if (!isCurrency(account.currency)) {
    throw malformed(platform, `the account's currency "${account.currency}" is not a known one`);
  }
  if (!isZone(account.zone)) {
    throw malformed(platform, `the account's time zone "${account.zone}" is not a known one`);
  }
  return account;
}
