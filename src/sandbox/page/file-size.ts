const UNITS = ["bytes", "kB", "MB", "GB"];

/** `1.2 MB`; units of 1000. */
export function fileSize(bytes: number): string {
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const digits = power === 0 ? 0 : 1;
  return `${(bytes / 1000 ** power).toFixed(digits)} ${UNITS[power] ?? ""}`;
}
