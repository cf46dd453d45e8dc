/** Told apart by lightness too, and each at least 3:1 on white. */
const COLORS = ["#0b5c63", "#c2410c", "#6d4bb5", "#2f6fb2", "#8a6100", "#a8326e"];

const CONSTANT = "#6b6b70";

export function seriesColor(index: number, constant: boolean): string {
  return constant ? CONSTANT : (COLORS[index % COLORS.length] ?? CONSTANT);
}

const FIGURE = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const COMPACT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 2 });

export function figureWords(value: number | undefined): string {
  return value === undefined ? "–" : FIGURE.format(value);
}

/** Short enough for an axis: `1.2M` from a hundred thousand on. */
export function tickWords(value: number): string {
  return (Math.abs(value) >= 100_000 ? COMPACT : FIGURE).format(value);
}
