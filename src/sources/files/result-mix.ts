import { ownedText } from "./text/owned-text.ts";
import { quoted } from "./text/quoted.ts";

const NAMED = 20;

/** The kinds of results that a file counts as conversions. */
export interface ResultMix {
  note(cells: readonly string[], conversions: number): void;
  /** What to tell where campaigns count different things. */
  warnings(): readonly string[];
}

export function createResultMix(column: number | undefined): ResultMix {
  const kinds = new Set<string>();
  return {
    note: (cells, conversions) => {
      if (column === undefined || conversions === 0 || kinds.size >= NAMED) return;
      const kind = cells[column] ?? "";
      if (kind !== "" && !kinds.has(kind)) kinds.add(ownedText(kind));
    },
    warnings: () => {
      if (kinds.size < 2) return [];
      const listed = [...kinds].slice(0, 5).map(quoted).join(", ");
      return [
        `Conversions are results of different kinds (${listed}): compare campaigns of the same kind only.`,
      ];
    },
  };
}
