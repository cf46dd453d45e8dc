import { addDays } from "../../../src/domain/day.ts";
import { type AlertDesk, type StoredRow, tickAfter } from "../../support/alert-desk.ts";
import type { DeskAccount } from "../../support/desk-account.ts";
import { factsOf, type Told } from "./replay.ts";

export const FIRST = "2026-11-02";
export const HOUR = 3_600_000;

/** The tick that sees the n-th day, counted from 0. */
export function tick(day: number): number {
  return tickAfter(addDays(FIRST, day));
}

export async function alike(account: DeskAccount, names: readonly string[], days: readonly Told[]) {
  await account.put(names.flatMap((name) => factsOf(name, FIRST, days)));
}

export function brief({ delivery_key, thread_key, payload, state }: StoredRow) {
  const { kind, note } = payload as { kind: string; note?: { kind: string } };
  return [delivery_key, thread_key, note?.kind ?? kind, state];
}

export async function owed(desk: AlertDesk): Promise<unknown[]> {
  return (await desk.deliveries()).filter(({ state }) => state === "owed").map(brief);
}

export async function onlyId(desk: AlertDesk): Promise<number> {
  const [row] = await desk.episodes();
  return Number(row?.["episode_id"]);
}
