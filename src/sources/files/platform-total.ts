import type { Micros } from "../../domain/money.ts";
import { amountReader } from "./cells/amount-reader.ts";
import { compareScopes, type TotalScope } from "./layout/totals-row.ts";
import type { ReadPlan } from "./reading/plan-reading.ts";

/** The platform's own sum of spend, from the row that covers the file's campaigns best. */
export interface PlatformTotal {
  note(cells: readonly string[], scope: TotalScope): void;
  /** The spend of a sum; undefined where it has none that can be read. */
  spendOf(cells: readonly string[]): Micros | undefined;
  micros(): Micros | undefined;
}

export function createPlatformTotal(plan: ReadPlan): PlatformTotal {
  const { cost, costMicros } = plan.columns.at;
  const read = amountReader(plan.decimal, cost === undefined ? "micros" : "major", () => undefined);
  let best: { scope: TotalScope; micros: Micros } | undefined;

  function spendOf(cells: readonly string[]): Micros | undefined {
    const cell = cells[cost ?? costMicros ?? -1]?.trim() ?? "";
    const micros = cell === "" ? "" : read(cell);
    return typeof micros === "string" ? undefined : micros;
  }

  return {
    spendOf,
    note: (cells, scope) => {
      if (scope === "part") return;
      const micros = spendOf(cells);
      if (micros === undefined) return;
      if (best === undefined || compareScopes(scope, best.scope) < 0) best = { scope, micros };
    },
    micros: () => best?.micros,
  };
}
