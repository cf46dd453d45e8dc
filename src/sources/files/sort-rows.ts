import { dateCell } from "./cells/date-cell.ts";
import { isFooter, isSumWord, type TotalScope, totalScope } from "./layout/totals-row.ts";
import type { ReadPlan } from "./reading/plan-reading.ts";

/** What a record of a file is before its numbers are looked at. */
export type RowSort =
  | "row"
  /** Nothing in it, or a line below the table. */
  | "nothing"
  | "other-level"
  | "too-short"
  | "too-long"
  | { readonly total: TotalScope };

/** Tells rows of campaigns from sums, blank lines and footers. */
export function rowSorter(plan: ReadPlan): (cells: readonly string[]) => RowSort {
  const width = plan.layout.header.length;
  const labels = [...new Set([0, plan.columns.at.campaign ?? 0])];
  const dayColumn = plan.days.kind === "column" ? plan.days.column : undefined;
  const levelColumn = plan.onlyLevel === undefined ? undefined : plan.columns.at.level;

  const { campaign: nameColumn = -1, campaignId: idColumn = -1 } = plan.columns.at;

  /** A row with a day of its own, or without days an id of its own, is a campaign's, whatever its name says. */
  function totalOf(cells: readonly string[]): TotalScope | undefined {
    for (const column of labels) {
      const scope = totalScope(cells[column] ?? "");
      if (scope === undefined) continue;
      const own =
        dayColumn === undefined
          ? isSumWord(cells[nameColumn] ?? "") && /[1-9]/.test(cells[idColumn] ?? "")
          : dateCell(cells[dayColumn] ?? "") !== undefined;
      if (!own) return scope;
    }
    return undefined;
  }

  return (cells) => {
    const total = totalOf(cells);
    if (total !== undefined) return { total };
    if (cells.length !== width) {
      if (isBlank(cells) || isFooter(cells)) return "nothing";
      if (cells.length < width) return "too-short";
      if (!isBlank(cells.slice(width))) return "too-long";
    }
    if (levelColumn === undefined) return "row";
    return cells[levelColumn]?.trim().toLowerCase() === plan.onlyLevel ? "row" : "other-level";
  };
}

export function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}
