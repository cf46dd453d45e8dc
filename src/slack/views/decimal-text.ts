/** A number in plain decimal notation, never `1e-7`; empty for what is not finite. */
export function decimalText(value: number): string {
  return Number.isFinite(value) ? shiftDecimal(String(value), 0) : "";
}

/** A share in percent: 0.125 → `12.5`, without a floating-point tail. */
export function percentText(share: number): string {
  return Number.isFinite(share) ? shiftDecimal(String(share), 2) : "";
}

/** The share that a text in percent means: `12.5` → 0.125; undefined for what is no number. */
export function shareOf(text: string): number | undefined {
  return numberOf(text) === undefined ? undefined : Number(shiftDecimal(text.trim(), -2));
}

/** The number that was typed; undefined for nothing, and for what is no number. */
export function numberOf(text: string): number | undefined {
  const trimmed = text.trim();
  return /^-?\d+(?:\.\d+)?$/.test(trimmed) ? Number(trimmed) : undefined;
}

/** Moves the decimal point to the right by so many places: exact, as no arithmetic is. */
function shiftDecimal(text: string, places: number): string {
  const [mantissa = "", exponent = "0"] = text.split("e");
  const sign = mantissa.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const point = whole.length + Number(exponent) + places;
  const digits = `${"0".repeat(Math.max(0, 1 - point))}${whole}${fraction}`;
  const at = Math.max(1, point);
  const padded = digits.padEnd(at, "0");
  const before = padded.slice(0, at).replace(/^0+(?=\d)/, "");
  const after = padded.slice(at).replace(/0+$/, "");
  return `${sign}${before}${after === "" ? "" : `.${after}`}`;
}
