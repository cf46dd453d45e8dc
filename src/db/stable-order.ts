/**
 * The places in `order`, sorted by their keys; places with the same key keep their order. To sort by several keys,
 * begin with the least. Counts rather than compares: for whole numbers that lie close together.
 */
export function stableOrder(order: Uint32Array, keys: Int32Array): Uint32Array {
  let low = Number.MAX_SAFE_INTEGER;
  let high = Number.MIN_SAFE_INTEGER;
  for (const place of order) {
    const key = keys[place] ?? 0;
    if (key < low) low = key;
    if (key > high) high = key;
  }
  if (low >= high) return order;
  const starts = startsOf(order, keys, { low, high });
  const sorted = new Uint32Array(order.length);
  for (const place of order) {
    const key = (keys[place] ?? 0) - low;
    const at = starts[key] ?? 0;
    sorted[at] = place;
    starts[key] = at + 1;
  }
  return sorted;
}

/** Where the places of each key begin. */
function startsOf(
  order: Uint32Array,
  keys: Int32Array,
  { low, high }: { readonly low: number; readonly high: number },
): Uint32Array {
  const starts = new Uint32Array(high - low + 2);
  for (const place of order) {
    const after = (keys[place] ?? 0) - low + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let key = 1; key < starts.length; key += 1) {
    starts[key] = (starts[key] ?? 0) + (starts[key - 1] ?? 0);
  }
  return starts;
}
