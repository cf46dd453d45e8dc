/** The element at an index that the caller knows to be inside; NaN outside, so that a slip shows in every result. */
export function at(values: ArrayLike<number>, index: number): number {
  return values[index] ?? Number.NaN;
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** `count` numbers made from their index. */
export function column(count: number, make: (index: number) => number): Float64Array {
  const values = new Float64Array(count);
  for (let index = 0; index < count; index++) values[index] = make(index);
  return values;
}
