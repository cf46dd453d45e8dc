const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** A cron schedule in words: `daily at 09:00`; one that is none of the usual ones is quoted. Names no zone. */
export function scheduleWords(cron: string): string {
  const [minute = "", hour = "", date, month, weekday = "", ...rest] = cron.trim().split(/\s+/);
  const plain = date === "*" && month === "*" && rest.length === 0;
  if (!plain) return quoted(cron);
  if (hour === "*" && weekday === "*") return withinTheHour(minute) ?? quoted(cron);
  const everyHours = /^\*\/(\d{1,2})$/.exec(hour)?.[1];
  if (everyHours !== undefined && weekday === "*" && isNumber(minute, 59)) {
    const at = minute === "0" ? "" : ` at :${pad(minute)}`;
    return `every ${Number(everyHours)} hours${at}`;
  }
  if (!isNumber(minute, 59)) return quoted(cron);
  const times = timesOf(hour, minute);
  const days = daysOf(weekday);
  return times === undefined || days === undefined ? quoted(cron) : `${days} at ${times}`;
}

function withinTheHour(minute: string): string | undefined {
  if (isNumber(minute, 59)) return minute === "0" ? "every hour" : `every hour at :${pad(minute)}`;
  const step = /^\*\/(\d{1,2})$/.exec(minute)?.[1];
  return step === undefined ? undefined : `every ${Number(step)} minutes`;
}

/** `09:00`, `09:00 and 17:00`. */
function timesOf(hour: string, minute: string): string | undefined {
  const hours = hour.split(",");
  if (hours.length > 6 || !hours.every((one) => isNumber(one, 23))) return undefined;
  return listed(hours.map((one) => `${pad(one)}:${pad(minute)}`));
}

function daysOf(weekday: string): string | undefined {
  if (weekday === "*") return "daily";
  if (weekday === "1-5" || weekday === "MON-FRI") return "Mondays to Fridays";
  const days = weekday.split(",");
  if (!days.every((one) => isNumber(one, 7))) return undefined;
  return listed(days.map((one) => `${WEEKDAYS[Number(one) % 7] ?? ""}s`));
}

function isNumber(text: string, most: number): boolean {
  return /^\d{1,2}$/.test(text) && Number(text) <= most;
}

function pad(text: string): string {
  return text.padStart(2, "0");
}

function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}

function quoted(cron: string): string {
  return `on the schedule ${cron.slice(0, 60)}`;
}
