/** The first letters of month names, without accents, in English, German, French, Spanish, Portuguese, Italian, Dutch. */
const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    "jan ene gen",
    "feb fev",
    "mar maa mrt",
    "apr abr avr",
    "may mai mei mag",
    "jun giu",
    "jul lug",
    "aug aou ago",
    "sep set",
    "oct okt out ott",
    "nov",
    "dec dez dic",
  ].flatMap((names, index) => names.split(" ").map((name) => [name, index + 1] as const)),
);

/** The number of a month from its name or the usual short form of it. */
export function monthNumber(name: string): number | undefined {
  const plain = name.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
  if (plain.startsWith("juin")) return 6;
  if (plain.startsWith("juil")) return 7;
  return MONTHS.get(plain.slice(0, 3));
}
