import { type DecimalSign, numberCell, plainNumber } from "../cells/number-cell.ts";
import type { Layout } from "../layout/find-header.ts";
import { Refusal } from "../refusal.ts";
import { quoted } from "../text/quoted.ts";
import { type DecimalEvidence, provenDecimal } from "./decimal-evidence.ts";

export interface DecimalDecision {
  readonly decimal: DecimalSign;
  readonly warnings: readonly string[];
}

/** The decimal sign of a whole file: as its numbers prove, else as its language and delimiter write them. */
export function decideDecimal(evidence: DecimalEvidence, layout: Layout): DecimalDecision {
  const proven = provenDecimal(evidence);
  if (proven === "both") {
    throw new Refusal(
      `The numbers are written in two ways: ${quoted(evidence["."]?.first ?? "")} has a decimal point, ` +
        `${quoted(evidence[","]?.first ?? "")} a decimal comma. Export the file in one language, and import it again.`,
    );
  }
  if (proven !== undefined) return { decimal: proven, warnings: [] };
  const decimal = layout.language !== "en" || layout.delimiter === ";" ? "," : ".";
  if (evidence.open === undefined) return { decimal, warnings: [] };
  const cell = numberCell(evidence.open);
  const read = cell === undefined ? "" : (plainNumber(cell, decimal) ?? "");
  return {
    decimal,
    warnings: [
      `Numbers such as ${quoted(evidence.open)} can be read two ways; they were read as ${read}. ` +
        "Compare the spend with the platform's.",
    ],
  };
}
