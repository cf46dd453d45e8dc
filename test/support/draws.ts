/** How many times as many inputs are drawn as usual; `npm run explore` sets it. */
export const EFFORT = Number(process.env["TEST_EFFORT"] ?? 1);

/** How many inputs a property is tried on. */
export function draws(count: number): { readonly numRuns: number } {
  return { numRuns: count * EFFORT };
}
