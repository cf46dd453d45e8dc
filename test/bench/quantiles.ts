/** The value below which this share of the values lies; of an odd count and 0.5, the middle one. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (found === undefined) throw new Error("Nothing was measured.");
  return found;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
