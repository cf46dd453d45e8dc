export type Unit = "s" | "ms" | "MB" | "/s" | "×" | "rows/s" | "calls";

/** A measured number, with what it has to keep to. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: Unit;
  readonly goal?: Goal;
}

export type Goal =
  | { readonly below: number }
  | { readonly atMost: number }
  | { readonly atLeast: number };

export interface Section {
  readonly title: string;
  readonly figures: readonly Figure[];
}

export function isMet(value: number, goal: Goal): boolean {
  if ("below" in goal) return value < goal.below;
  return "atMost" in goal ? value <= goal.atMost : value >= goal.atLeast;
}

/** Sections as lines for people: name, value, goal, and whether it is met. */
export function figuresText(sections: readonly Section[]): string {
  const rows = sections.flatMap(({ figures }) => figures);
  const width = Math.max(...rows.map(({ name }) => name.length));
  return sections
    .map(({ title, figures }) => {
      const lines = figures.map((figure) => `  ${line(figure, width)}\n`);
      return `\n${title}\n${lines.join("")}`;
    })
    .join("");
}

function line({ name, value, unit, goal }: Figure, width: number): string {
  const measured = `${name.padEnd(width)}  ${written(value).padStart(9)} ${unit}`;
  if (goal === undefined) return measured;
  const verdict = isMet(value, goal) ? "met" : "MISSED";
  return `${measured.padEnd(width + 18)}  goal ${goalText(goal)}: ${verdict}`;
}

function goalText(goal: Goal): string {
  if ("below" in goal) return `< ${goal.below}`;
  return "atMost" in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`;
}

function written(value: number): string {
  if (value >= 1_000) return Math.round(value).toLocaleString("en-US");
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);
}
