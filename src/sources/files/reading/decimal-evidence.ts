import { type DecimalSign, isNone, numberCell } from "../cells/number-cell.ts";

interface Witnesses {
  readonly first: string;
  count: number;
}

const MAJORITY = 4;

/** What a file's numbers have shown of how they are written. */
export interface DecimalEvidence {
  "."?: Witnesses;
  ","?: Witnesses;
  /** A number that can be read both ways, such as `1,234`. */
  open?: string;
}

/** Takes note of one cell. A count has no decimals, so a separator before three digits groups them there. */
export function noteNumber(evidence: DecimalEvidence, cell: string, isCount: boolean): void {
  if (isNone(cell) || /^\d+$/.test(cell)) return;
  const body = /^\d[\d.,]*$/.test(cell) ? cell : numberCell(cell)?.body;
  if (body === undefined) return;
  const sign = decimalSign(body, isCount);
  if (sign === "open") evidence.open ??= cell.trim();
  else if (sign !== undefined) {
    const witnesses = (evidence[sign] ??= { first: cell.trim(), count: 0 });
    witnesses.count += 1;
  }
}

/**
 * The decimal sign that the file has proved, if it has. A few cells against many are slips, and will be faults of
 * their rows; otherwise the numbers contradict one another.
 */
export function provenDecimal(evidence: DecimalEvidence): DecimalSign | "both" | undefined {
  const dots = evidence["."]?.count ?? 0;
  const commas = evidence[","]?.count ?? 0;
  if (dots === 0 && commas === 0) return undefined;
  if (dots >= MAJORITY * commas) return ".";
  return commas >= MAJORITY * dots ? "," : "both";
}

function decimalSign(body: string, isCount: boolean): DecimalSign | "open" | undefined {
  const dot = body.lastIndexOf(".");
  const comma = body.lastIndexOf(",");
  if (dot === -1 && comma === -1) return undefined;
  if (dot !== -1 && comma !== -1) return dot > comma ? "." : ",";
  const sign = dot === -1 ? "," : ".";
  const other = dot === -1 ? "." : ",";
  const at = Math.max(dot, comma);
  if (body.indexOf(sign) !== at) return other;
  const after = body.length - at - 1;
  const before = body.slice(0, at).replaceAll(/\D/gu, "");
  if (after !== 3 || before.length > 3 || before === "" || before.startsWith("0")) return sign;
  if (/[ '’]/u.test(body)) return sign;
  return isCount ? other : "open";
}
