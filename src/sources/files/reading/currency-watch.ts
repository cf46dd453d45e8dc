import { type CurrencyMark, currencyMark } from "../cells/currency-mark.ts";
import { Refusal } from "../refusal.ts";
import { quoted } from "../text/quoted.ts";

/** Where a currency shows; without a line it is in the header. */
export interface CurrencyPlace {
  readonly line: number | undefined;
  readonly column: string | undefined;
}

/** What a file has shown of its currency so far. Whatever contradicts it refuses the file. */
export interface CurrencyWatch {
  /** A header or a currency cell says what the amounts are. */
  name(mark: CurrencyMark, place: CurrencyPlace): void;
  /** A sign or a code stands beside an amount. */
  mark(mark: CurrencyMark, place: CurrencyPlace): void;
  /** From here on the file is read for good: a currency that shows now comes too late for the amounts before it. */
  settle(): void;
  /** True once a header or a currency cell has named one currency. */
  isNamed(): boolean;
  /** The currencies that the file can be in, and a sign that says so; undefined where it shows none. */
  shown(): CurrencyMark | undefined;
}

interface Witness {
  readonly mark: CurrencyMark;
  readonly named: boolean;
  readonly place: CurrencyPlace;
}

/** `asked`: the currency that a person says the file is in. */
export function createCurrencyWatch(asked: string | undefined): CurrencyWatch {
  const seen: Witness[] = [];
  let settled = false;

  /** The one currency that a header or a currency cell names. */
  function named(): string | undefined {
    const [mark] = seen.filter((one) => one.named && one.mark.currencies.length === 1);
    return mark?.mark.currencies[0];
  }

  function shown(): CurrencyMark | undefined {
    return seen.map(({ mark }) => mark).toSorted(fewest)[0];
  }

  /** Two ways of writing are one currency only where something says so: `$` beside `CA$` is the American one. */
  function isOne(a: Witness, b: Witness, common: readonly string[]): boolean {
    if (a.mark.currencies.length === b.mark.currencies.length || a.named || b.named) return true;
    return common.some((code) => code === asked || code === named());
  }

  function note(witness: Witness): void {
    const { mark } = witness;
    if (seen.some((known) => known.mark === mark && known.named === witness.named)) return;
    for (const known of seen) {
      const common = known.mark.currencies.filter((code) => mark.currencies.includes(code));
      if (common.length === 0) throw mixed(known, witness);
      if (!isOne(known, witness, common)) throw unlike(known, witness);
    }
    const before = shown()?.currencies.length ?? Infinity;
    const tellsMore = mark.currencies.length < before && !mark.currencies.includes(asked ?? "");
    if (settled && tellsMore) throw late(witness);
    seen.push(witness);
  }

  return {
    name: (mark, place) => note({ mark, named: true, place }),
    mark: (mark, place) => note({ mark, named: false, place }),
    settle: () => {
      settled = true;
    },
    isNamed: () => named() !== undefined,
    shown,
  };
}

/** The mark of the ISO code in a currency cell. */
export function currencyCell(text: string, place: CurrencyPlace): CurrencyMark {
  const mark = /^\s*[a-z]{3}\s*$/iu.test(text) ? currencyMark(text.trim()) : undefined;
  if (mark?.currencies.length === 1) return mark;
  throw refusalAt(
    place,
    `${quoted(text)} is not a currency. Write the ISO code, such as USD or EUR, and import the file again.`,
  );
}

function fewest(a: CurrencyMark, b: CurrencyMark): number {
  return a.currencies.length - b.currencies.length;
}

function mixed(a: Witness, b: Witness): Refusal {
  return refusalAt(
    b.place,
    `The file holds amounts in several currencies: ${shownAt(a)} and ${shownAt(b)}. An account has one currency: ` +
      "export each account or currency into a file of its own.",
  );
}

function unlike(a: Witness, b: Witness): Refusal {
  const [code = ""] = [a.mark, b.mark].toSorted(fewest)[0]?.currencies ?? [];
  return refusalAt(
    b.place,
    `Some amounts are written with ${shownAt(a)}, others with ${shownAt(b)}, and nothing says that they are in one ` +
      `currency. If all are in ${code}, say so: --currency ${code}. If not, export each currency into a file of its own.`,
  );
}

function late(witness: Witness): Refusal {
  const { currencies } = witness.mark;
  const [code = ""] = currencies;
  const all = currencies.length === 1 ? `in ${code}` : "in one currency";
  const such = currencies.length === 1 ? "" : ", for example";
  return refusalAt(
    witness.place,
    `${shownAt(witness)} is the first to tell the currency; the rows before it do not. If all are ${all}, ` +
      `say so: --currency ${code}${such}. If not, export each currency into a file of its own.`,
  );
}

function shownAt({ mark, place }: Witness): string {
  const column = place.column === undefined ? "" : quoted(place.column);
  const where = place.line === undefined ? `header ${column}` : `line ${place.line}`;
  return `"${mark.sign}" (${where}${place.line === undefined || column === "" ? "" : `, column ${column}`})`;
}

function refusalAt({ line, column }: CurrencyPlace, message: string): Refusal {
  return new Refusal(message, {
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  });
}
