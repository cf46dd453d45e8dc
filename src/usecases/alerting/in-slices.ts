import { setImmediate } from "node:timers/promises";

/** So much is done before anything else gets its turn. */
const SLICE = 500;

/** Works a long list off in slices, one after another; what they give comes back in one list. */
export async function inSlices<T, Result>(
  list: readonly T[],
  work: (slice: readonly T[]) => Promise<readonly Result[]> | readonly Result[],
): Promise<Result[]> {
  const results: Result[] = [];
  for (let first = 0; first < list.length; first += SLICE) {
    if (first > 0) await setImmediate();
    for (const result of await work(list.slice(first, first + SLICE))) results.push(result);
  }
  return results;
}
