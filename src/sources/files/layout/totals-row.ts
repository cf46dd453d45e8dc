/** How far a totals row covers the file; the widest that still counts campaigns alone is the one to check against. */
export type TotalScope = "all" | "campaigns" | "account" | "part";

const WORD =
  "(?:grand total|total general|total|gesamtsumme|gesamt|insgesamt|summe|totals|totaux|totales|totais|totale|totaal)";
const SCOPED = new RegExp(String.raw`^${WORD}\s*[:：]\s*(.*)$`, "iu");
const BARE = new RegExp(
  String.raw`^${WORD}(?:\s+(?:of|from|von|de|di|van)\s+\d.*)?$|^results from \d+ campaigns?$`,
  "iu",
);
const PLAIN = new RegExp(String.raw`^${WORD}$`, "iu");
/** First letters of these words, or a space before them; other labels need no closer look. */
const INITIALS = new Set(Array.from(" \u00A0tgsirTGSIR", (letter) => letter.charCodeAt(0)));
const CAMPAIGNS = /^(campaigns|alle kampagnen|kampagnen|campanhas|campañas|campagnes|campagne)\b/iu;
const ACCOUNT = /^(account|konto|conta|cuenta|compte)\b/iu;

/** The scope of a row whose label says that it is a sum: `Total: Campaigns`, `Gesamt: Konto`, `Total of 12 results`. */
export function totalScope(label: string): TotalScope | undefined {
  if (!INITIALS.has(label.charCodeAt(0))) return undefined;
  const text = label.trim();
  if (text.length > 80) return undefined;
  const scope = SCOPED.exec(text)?.[1];
  if (scope === undefined) return BARE.test(text) ? "all" : undefined;
  if (scope === "") return "all";
  if (CAMPAIGNS.test(scope)) return "campaigns";
  return ACCOUNT.test(scope) ? "account" : "part";
}

/** True for the word alone, `Total` or `Gesamt`: a campaign may be called so. */
export function isSumWord(label: string): boolean {
  return INITIALS.has(label.charCodeAt(0)) && PLAIN.test(label.trim());
}

const RANKS: Readonly<Record<TotalScope, number>> = { all: 3, campaigns: 2, account: 1, part: 0 };

/** The more telling of two totals comes first: a negative number where `a` is it. */
export function compareScopes(a: TotalScope, b: TotalScope): number {
  return RANKS[b] - RANKS[a];
}

/** Lines below a table that are no rows: a copyright, a note. */
export function isFooter(cells: readonly string[]): boolean {
  const [first = "", ...rest] = cells;
  return /^\s*[@©#]/u.test(first) && rest.every((cell) => cell.trim() === "");
}
