import { type Metric, METRICS } from "../domain/kpi.ts";
import { periodFault } from "../domain/period-fault.ts";
import { DEFAULT_PERIOD, isPeriodText, PERIOD_EXAMPLES } from "../domain/period.ts";

/** What somebody typed after `/perf`. */
export type PerfCommand =
  | { readonly kind: "overview"; readonly period: string }
  | { readonly kind: "campaign"; readonly name: string; readonly period: string }
  | { readonly kind: "top"; readonly metric: Metric; readonly period: string }
  | {
      readonly kind: "compare";
      readonly a: string;
      readonly b: string;
      readonly period: string;
    }
  | { readonly kind: "import" | "settings" | "help" | "alerts" | "rules" }
  /** Why a campaign is quiet, or not. */
  | { readonly kind: "why"; readonly name: string }
  /** `totalChange`: the share by which all budgets together are to change. */
  | { readonly kind: "shift"; readonly totalChange?: number }
  | { readonly kind: "shift-record" | "shift-settings" }
  | { readonly kind: "unclear"; readonly message: string; readonly next: string };

interface Token {
  readonly text: string;
  readonly quoted: boolean;
}

/** Reads the command's text. A quoted name is a campaign, whatever it says; a period comes last. */
export function parseCommand(text: string): PerfCommand {
  const tokens = tokensOf(text);
  const [first, ...rest] = tokens;
  if (first === undefined) return { kind: "overview", period: DEFAULT_PERIOD };
  const word = first.quoted ? "" : first.text.toLowerCase();
  switch (word) {
    case "top":
      return parseTop(rest);
    case "compare":
      return parseCompare(rest);
    case "import":
    case "settings":
    case "help":
    case "alerts":
    case "rules":
      return { kind: word };
    case "why":
      return parseWhy(rest);
    case "shift":
      return parseShift(rest);
  }
  const { words, period } = splitPeriod(tokens);
  const name = joined(words);
  return name === "" ? { kind: "overview", period } : { kind: "campaign", name, period };
}

function parseTop(tokens: readonly Token[]): PerfCommand {
  const { words, period } = splitPeriod(tokens);
  const [asked, ...more] = words;
  if (asked === undefined) return { kind: "top", metric: "spend", period };
  const metric = METRICS.find((one) => one === asked.text.toLowerCase());
  const last = words.at(-1) ?? asked;
  const fault = last.quoted ? undefined : periodFault(last.text);
  if (fault !== undefined) {
    return {
      kind: "unclear",
      message: `“${last.text}” is not a period: ${fault}.`,
      next: `Say one of ${PERIOD_EXAMPLES}, as in \`/perf top roas 30d\`.`,
    };
  }
  if (metric !== undefined && more.length === 0) return { kind: "top", metric, period };
  return {
    kind: "unclear",
    message: `“${joined(words)}” is not a metric to rank by.`,
    next: `Say one of ${METRICS.join(", ")}, as in \`/perf top roas 30d\`. A campaign of such a name goes in quotes.`,
  };
}

function parseCompare(tokens: readonly Token[]): PerfCommand {
  const { words, period } = splitPeriod(tokens);
  const at = words.findIndex(({ text, quoted }) => !quoted && /^(vs\.?|versus)$/i.test(text));
  const a = joined(words.slice(0, Math.max(0, at)));
  const b = joined(words.slice(at + 1));
  if (at > 0 && b !== "") return { kind: "compare", a, b, period };
  return {
    kind: "unclear",
    message: "I need two campaigns to compare, with “vs” between them.",
    next: "For example: `/perf compare brand us vs brand uk 30d`.",
  };
}

/** A period after the name says nothing here: a rule has a window of its own. */
function parseWhy(tokens: readonly Token[]): PerfCommand {
  const name = joined(splitPeriod(tokens).words);
  if (name !== "") return { kind: "why", name };
  return {
    kind: "unclear",
    message: "I need a campaign to say why it is quiet.",
    next: "For example: `/perf why brand us`. `/perf alerts` lists what is open.",
  };
}

function parseShift(tokens: readonly Token[]): PerfCommand {
  const words = joined(tokens).toLowerCase();
  const totalChange = totalChangeOf(words);
  if (totalChange !== undefined) return { kind: "shift", totalChange };
  switch (words) {
    case "":
      return { kind: "shift" };
    case "record":
      return { kind: "shift-record" };
    case "settings":
      return { kind: "shift-settings" };
    default:
      return {
        kind: "unclear",
        message: `I do not know what “shift ${joined(tokens)}” is.`,
        next: 'Type `/perf shift`, `/perf shift +10%` (for a higher total), `/perf shift record` or `/perf shift settings`. A campaign of such a name goes in quotes: `/perf "shift"`.',
      };
  }
}

/** `+10%`, `-5 %`; phones write other minus signs. */
function totalChangeOf(words: string): number | undefined {
  const [, sign, digits] = /^([+\-−–])\s*(\d{1,2}(?:[.,]\d+)?)\s*%$/.exec(words) ?? [];
  const share = Number(digits?.replace(",", ".")) / 100;
  if (!(share > 0)) return undefined;
  return sign === "+" ? share : -share;
}

function splitPeriod(tokens: readonly Token[]): { words: readonly Token[]; period: string } {
  const last = tokens.at(-1);
  return last !== undefined && !last.quoted && isPeriodText(last.text)
    ? { words: tokens.slice(0, -1), period: last.text.toLowerCase() }
    : { words: tokens, period: DEFAULT_PERIOD };
}

function joined(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join(" ");
}

/** Words, and what stands in quotes as one; phones write curly quotes. A quote that is not closed runs to the end. */
function tokensOf(text: string): Token[] {
  const plain = text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  const found = plain.matchAll(/["“”„]([^"“”„]*)(?:["“”]|$)|(\S+)/g);
  const tokens = [...found].map(([, quoted, bare]) =>
    bare === undefined
      ? { text: (quoted ?? "").trim(), quoted: true }
      : { text: bare, quoted: false },
  );
  return tokens.filter((token) => token.text !== "");
}
