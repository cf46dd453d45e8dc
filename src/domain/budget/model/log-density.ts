/** ln N(x; mean, variance) without the constant −½ ln 2π. */
export function logNormal(distance: number, variance: number): number {
  return -0.5 * (Math.log(variance) + (distance * distance) / variance);
}

/** ln Σ e^x without overflow. */
export function logSumExp(values: ArrayLike<number>): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) highest = Math.max(highest, values[i] ?? highest);
  if (highest === Number.NEGATIVE_INFINITY) return highest;
  let total = 0;
  for (let i = 0; i < values.length; i++) total += Math.exp((values[i] ?? highest) - highest);
  return highest + Math.log(total);
}
