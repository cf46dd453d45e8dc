/** Somebody ends a transaction of his own accord: nothing of it may ever be seen. */
export class ThoughtBetter extends Error {}

export function unlessThoughtBetter(error: unknown): void {
  if (!(error instanceof ThoughtBetter)) throw error;
}
