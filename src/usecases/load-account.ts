import {
  type Account,
  accountsNamed,
  insertAccount,
  listAccounts,
  updateAccount,
} from "../db/accounts.ts";
import { recordAudit } from "../db/audit.ts";
import type { Db } from "../db/db.ts";
import { type Platform, platformName } from "../domain/platform.ts";
import { Invalid } from "./errors.ts";
import type { AmountSign } from "./export-file.ts";
import type { Scope } from "./scope.ts";

/** What is known of the account that a load is for. */
export interface AccountClaim {
  readonly name: string;
  readonly platform: Platform;
  /** What the source or the person says; undefined where neither does. */
  readonly currency: string | undefined;
  /** True where a person or a platform says the currency, and not the rows of a file alone. */
  readonly currencySaid: boolean;
  /** How the source writes its amounts: all that is known of the currency where nobody names it. */
  readonly sign: AmountSign | undefined;
  /** What the person says: wins over what the account has. */
  readonly timeZone: string | undefined;
  /** What the source says: counts for a new account. */
  readonly sourceZone: string | undefined;
}

export interface LoadAccount {
  readonly account: Account;
  readonly isNew: boolean;
  /** Its currency or zone is not what it was before. */
  readonly isChanged: boolean;
  readonly warnings: readonly string[];
}

const LAST_RESORT = "USD";

/** The account that a load belongs to, made if there is none. Refuses another currency than the account's. */
export async function loadAccount(db: Db, scope: Scope, claim: AccountClaim): Promise<LoadAccount> {
  const existing = await findAccount(db, scope, claim);
  if (existing === undefined) {
    // Undefined where another load made it a moment ago: then it is there now.
    return (await createAccount(db, scope, claim)) ?? loadAccount(db, scope, claim);
  }
  return bringInLine(db, scope, { account: existing, claim });
}

/** The account that is meant, if there is one: a table of unknown origin fits the only account of its name. */
export async function findAccount(
  db: Db,
  scope: Scope,
  claim: Pick<AccountClaim, "name" | "platform">,
): Promise<Account | undefined> {
  const named = await accountsNamed(db, { workspaceId: scope.workspaceId, name: claim.name });
  const exact = named.find(({ platform }) => platform === claim.platform);
  if (exact !== undefined || claim.platform !== "generic") return exact;
  if (named.length <= 1) return named[0];
  const platforms = named.map(({ platform }) => platformName(platform)).join(", ");
  throw new Invalid(
    `There are several accounts named "${claim.name}" (${platforms}) and the file does not say which it is from. Name the platform as well.`,
  );
}

/** The sentence that refuses a file in another currency than its account's. */
function currencyConflict(
  account: Account,
  { currency, currencySaid, sign }: AccountClaim,
): string | undefined {
  const own = account.currency;
  const apart = "Currencies are never added together: load them into an account of their own";
  if (currency !== undefined) {
    if (currency === own || (account.currencyAssumed && currencySaid)) return undefined;
    if (account.currencyAssumed) {
      return `The file is in ${currency}, but nobody has said yet what the account "${account.name}" is in: its numbers so far were taken for ${own}. If they are all in ${currency}, say so: --currency ${currency}. If not, load this file into an account of its own, under another name.`;
    }
    return `The numbers are in ${currency}, but the account "${account.name}" is in ${own}. ${apart}, under another name.`;
  }
  if (sign === undefined || sign.currencies.includes(own)) return undefined;
  return `The amounts are written with "${sign.sign}", but the account "${account.name}" is in ${own}. ${apart}, under another name, and say which currency they are in: --currency ${sign.currencies[0]}, for example.`;
}

/** The currency of an account that nobody has named one for, and the warning that goes with the guess. */
async function assumedCurrency(
  db: Db,
  scope: Scope,
  sign: AmountSign | undefined,
): Promise<{ readonly currency: string; readonly warning: string }> {
  const known = new Set(
    (await listAccounts(db, scope.workspaceId)).map(({ currency }) => currency),
  );
  const usual = known.size === 1 ? [...known, LAST_RESORT] : [LAST_RESORT];
  const currency = usual.find((code) => sign?.currencies.includes(code) ?? true);
  if (currency === undefined) {
    const codes = sign?.currencies.join(", ");
    throw new Invalid(
      `The amounts are written with "${sign?.sign}", which may be ${codes}. Say which: --currency ${sign?.currencies[0]}, for example.`,
    );
  }
  return {
    currency,
    warning: `The file names no currency, so ${currency} was assumed. If that is wrong, load the file again and say which: --currency EUR, for example.`,
  };
}

async function createAccount(
  db: Db,
  scope: Scope,
  claim: AccountClaim,
): Promise<LoadAccount | undefined> {
  const assumed =
    claim.currency === undefined ? await assumedCurrency(db, scope, claim.sign) : undefined;
  const account = await insertAccount(db, {
    workspaceId: scope.workspaceId,
    platform: claim.platform,
    name: claim.name,
    currency: claim.currency ?? assumed?.currency ?? LAST_RESORT,
    currencyAssumed: assumed !== undefined,
    timeZone: claim.timeZone ?? claim.sourceZone ?? scope.zone,
    now: scope.now,
  });
  if (account === undefined) return undefined;
  await recordAudit(db, {
    ...audited(scope),
    verb: "account.create",
    subject: `account:${account.accountId}`,
    details: { name: account.name, platform: account.platform, currency: account.currency },
  });
  return {
    account,
    isNew: true,
    isChanged: false,
    warnings: assumed === undefined ? [] : [assumed.warning],
  };
}

async function bringInLine(
  db: Db,
  scope: Scope,
  input: { readonly account: Account; readonly claim: AccountClaim },
): Promise<LoadAccount> {
  const { account, claim } = input;
  const refusal = currencyConflict(account, claim);
  if (refusal !== undefined) throw new Invalid(refusal);
  const change = {
    ...(claim.currency !== undefined && account.currencyAssumed
      ? { currency: claim.currency, currencyAssumed: false }
      : {}),
    ...(claim.timeZone !== undefined && claim.timeZone !== account.timeZone
      ? { timeZone: claim.timeZone }
      : {}),
  };
  const warnings = changeWarnings(account, change);
  const isChanged = warnings.length > 0;
  if (Object.keys(change).length === 0) return { account, isNew: false, isChanged, warnings };
  await updateAccount(db, account, change);
  await recordAudit(db, {
    ...audited(scope),
    verb: "account.change",
    subject: `account:${account.accountId}`,
    details: change,
  });
  return { account: { ...account, ...change }, isNew: false, isChanged, warnings };
}

function changeWarnings(
  account: Account,
  { currency, timeZone }: { readonly currency?: string; readonly timeZone?: string },
): string[] {
  const of = `of the account "${account.name}"`;
  return [
    ...(currency === undefined || currency === account.currency
      ? []
      : [
          `The currency ${of} was assumed to be ${account.currency}. It is ${currency} now, for the numbers loaded earlier too; no amount is converted.`,
        ]),
    ...(timeZone === undefined
      ? []
      : [
          `The zone ${of} was ${account.timeZone}. It is ${timeZone} now; the days loaded earlier stay as they are.`,
        ]),
  ];
}

function audited(scope: Scope): { workspaceId: number; actor: string; at: number } {
  return { workspaceId: scope.workspaceId, actor: scope.actor, at: scope.now };
}
