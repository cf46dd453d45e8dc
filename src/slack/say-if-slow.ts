const SLOW_MS = 1_500;

/** Waits for an answer; where it takes long, whoever waits is told so meanwhile, and always before the answer. */
export async function sayIfSlow<T>(answer: Promise<T>, say: () => Promise<void>): Promise<T> {
  let said: Promise<void> | undefined;
  const timer = setTimeout(() => {
    // That it cannot be said is no reason not to answer.
    said = say().catch(() => undefined);
  }, SLOW_MS);
  try {
    return await answer;
  } finally {
    clearTimeout(timer);
    await said;
  }
}
