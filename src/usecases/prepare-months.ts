import type { Db } from "../db/db.ts";
import { ensureFactMonths, following } from "../db/fact-months.ts";
import { dayAt } from "../domain/day.ts";

/** Makes the months that new facts will fall into, this one and the next two, before anybody needs them. */
export async function prepareMonths(db: Db, now: number): Promise<void> {
  const month = dayAt(now, "UTC").slice(0, 7);
  const next = following(month);
  await ensureFactMonths(db, [month, next, following(next)]);
}
