import { isCurrency } from "../../../domain/money.ts";
import { Refusal } from "../refusal.ts";
import { quoted } from "../text/quoted.ts";

/** The one currency of a file, from its headers and cells; refuses several, and codes that no currency has. */
export function decideCurrency(seen: {
  readonly inHeader: string | undefined;
  /** As written, with the line. */
  readonly inCells: ReadonlyMap<string, number>;
  readonly column: string | undefined;
}): string | undefined {
  const codes = new Set<string>();
  if (seen.inHeader !== undefined) codes.add(seen.inHeader);
  for (const [text, line] of seen.inCells) {
    codes.add(currencyCode(text, { line, column: seen.column }));
  }
  if (codes.size > 1) throw mixedCurrencies([...codes]);
  return [...codes][0];
}

/** The ISO code in a currency cell. */
export function currencyCode(
  text: string,
  place: { line: number; column: string | undefined },
): string {
  const code = text.trim().toUpperCase();
  if (isCurrency(code)) return code;
  throw new Refusal(
    `${quoted(text)} is not a currency. Write the ISO code, such as USD or EUR, and import the file again.`,
    { line: place.line, ...(place.column === undefined ? {} : { column: place.column }) },
  );
}

export function mixedCurrencies(codes: readonly string[], line?: number): Refusal {
  return new Refusal(
    `The file holds amounts in several currencies (${codes.slice(0, 5).join(", ")}). An account has one currency: ` +
      "export each account or currency into a file of its own.",
    line === undefined ? {} : { line },
  );
}
