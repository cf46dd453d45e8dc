/** Records are kept for so long after they are finished with: long enough to look at what came and what was said. */
const KEPT_MS = 90 * 86_400_000;
const SLICE = 10_000;

/** Deletes what was finished with long ago, slice by slice; `deleteSlice` tells how many it has deleted. */
export async function purgeOld(
  now: number,
  deleteSlice: (slice: { readonly before: number; readonly limit: number }) => Promise<number>,
): Promise<void> {
  const slice = { before: now - KEPT_MS, limit: SLICE };
  while ((await deleteSlice(slice)) === SLICE);
}
