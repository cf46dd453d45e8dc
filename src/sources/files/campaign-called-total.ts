import type { Micros } from "../../domain/money.ts";
import { isNear } from "./held-sums.ts";
import { isSumWord } from "./layout/totals-row.ts";
import { quoted } from "./text/quoted.ts";

/** Rows that count as a campaign's though their name is the word for a sum. */
export interface CampaignCalledTotal {
  note(name: string, spendMicros: Micros): void;
  /** What to tell where it spent what all others spent: it may be their sum, and would count twice. */
  warnings(all: { readonly rows: number; readonly spendMicros: Micros }): readonly string[];
}

export function createCampaignCalledTotal(): CampaignCalledTotal {
  let called: string | undefined;
  let micros = 0n;
  return {
    note: (name, spendMicros) => {
      if (!isSumWord(name)) return;
      called = name.trim();
      micros += spendMicros;
    },
    warnings: ({ rows, spendMicros }) => {
      if (called === undefined || micros === 0n) return [];
      if (!isNear(micros, spendMicros - micros, rows)) return [];
      return [
        `${quoted(called)} counts as a campaign, and its spend is that of all the others together. If it is their sum, delete its rows before you load the file.`,
      ];
    },
  };
}
