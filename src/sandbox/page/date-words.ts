/** Formats Slack's date tokens, as `{date_short_pretty} at {time}`, in a person's own zone. */
export function dateWords(format: string, seconds: number, view: { zone: string; now: number }) {
  const ms = seconds * 1000;
  return format.replaceAll(/\{(\w+)\}/gu, (whole, token: string) => {
    const pretty = token.endsWith("_pretty") ? nearDay(ms, view) : undefined;
    const options = FORMATS[token.replace(/_pretty$/u, "")];
    if (options === undefined) return whole;
    return pretty ?? new Intl.DateTimeFormat("en", { ...options, timeZone: view.zone }).format(ms);
  });
}

const FORMATS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date: { dateStyle: "long" },
  date_num: { dateStyle: "short" },
  date_short: { dateStyle: "medium" },
  date_long: { dateStyle: "full" },
  date_long_full: { dateStyle: "full" },
  time: { hour: "numeric", minute: "2-digit" },
  time_secs: { hour: "numeric", minute: "2-digit", second: "2-digit" },
};

const DAY_MS = 86_400_000;

/** `today`, `yesterday` or `tomorrow`, else nothing. */
function nearDay(ms: number, { zone, now }: { zone: string; now: number }): string | undefined {
  const day = dayOf(ms, zone);
  if (day === dayOf(now, zone)) return "today";
  if (day === dayOf(now - DAY_MS, zone)) return "yesterday";
  return day === dayOf(now + DAY_MS, zone) ? "tomorrow" : undefined;
}

/** The calendar day, as `2026-11-22`. */
export function dayOf(ms: number, zone: string): string {
  return new Intl.DateTimeFormat("en-CA", { dateStyle: "short", timeZone: zone }).format(ms);
}

export function clockTime(ms: number, zone: string): string {
  return dateWords("{time}", ms / 1000, { zone, now: ms });
}

/** `Today`, `Yesterday` or the day's name and date. */
export function dayHeading(ms: number, view: { zone: string; now: number }): string {
  const near = nearDay(ms, view);
  if (near !== undefined) return near.charAt(0).toUpperCase() + near.slice(1);
  return dateWords("{date_long}", ms / 1000, view);
}
