export interface CommandHint {
  /** What stands in the list. */
  readonly usage: string;
  readonly meaning: string;
  /** What is put into the composer. */
  readonly insert: string;
}

const USES: readonly (readonly [string, string, string])[] = [
  ["", "all campaigns, the last 7 days", ""],
  ["CAMPAIGN 30d", "one campaign; a part of its name is enough", ""],
  ["top roas 30d", "a ranking by cpa, roas, spend, conversions, ctr …", "top roas 30d"],
  ["compare A vs B", "two campaigns side by side", "compare "],
  ["alerts", "what is open now", "alerts"],
  ["why CAMPAIGN", "why a campaign is quiet, or not", "why "],
  ["rules", "what is watched; new rules", "rules"],
  ["shift", "a budget shift worth making, or why there is none", "shift"],
  ["import", "load an export of an ad platform", "import"],
  ["settings", "time zone and accounts", "settings"],
  ["help", "everything you can type", "help"],
];

/** The uses of the command that fit what is typed so far; none once no use begins like it. */
export function commandHints(command: string, typed: string): CommandHint[] {
  const text = typed.trimStart().toLowerCase();
  if (!text.startsWith("/")) return [];
  const all = USES.map(([rest, meaning, insert]) => ({
    usage: `${command} ${rest}`.trim(),
    meaning,
    insert: insert === "" && rest === "" ? command : `${command} ${insert}`,
  }));
  if (command.startsWith(text.trimEnd())) return all;
  return all.filter(({ usage }) => usage.toLowerCase().startsWith(text));
}
