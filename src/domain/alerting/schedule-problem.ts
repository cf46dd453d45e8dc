import { nextTick } from "./schedule.ts";

/**
 * What is wrong with a schedule, a sentence that names it, its field and what may stand there; undefined where nothing
 * is. One that never comes (31 February) is wrong.
 */
export function scheduleProblem(text: string): string | undefined {
  const fault = faultOf(text.trim());
  return fault && `"${short(text, 100)}" is not a schedule: ${fault}`;
}

interface CronField {
  readonly name: string;
  readonly takes: string;
  readonly range: string;
}

const CLOCK_FIELDS: readonly CronField[] = [
  { name: "minute", takes: "0 to 59, such as 0, 0,30 or */15", range: "0-30" },
  { name: "hour", takes: "0 to 23, such as 9, 9,17 or */3", range: "8-18" },
  { name: "day of the month", takes: "1 to 31, such as 1, 1,15 or L for the last", range: "1-7" },
  { name: "month", takes: "1 to 12 or JAN to DEC, such as 1,4,7,10", range: "1-6" },
  { name: "day of the week", takes: "0 to 7 or SUN to SAT, such as MON,THU", range: "1-5" },
];
const SECOND: CronField = { name: "second", takes: "0 to 59, such as 0 or */15", range: "0-30" };

/** Croner would take a date and time for a schedule that comes once, and `@daily` for five fields. */
const FIELD = /^[\da-z*?/,#-]+$/i;

function faultOf(text: string): string | undefined {
  const written = text.split(/\s+/);
  if (written.length !== 5 && written.length !== 6) {
    return "it needs five fields (minute, hour, day of the month, month, day of the week), such as 0 9 * * 1-5, or six with seconds first.";
  }
  const fields = written.length === 6 ? [SECOND, ...CLOCK_FIELDS] : CLOCK_FIELDS;
  for (const [index, field] of fields.entries()) {
    const value = written[index] ?? "";
    const alone = written.map((_, at) => (at === index ? value : "*")).join(" ");
    if (!FIELD.test(value) || comesOf(alone) === "unreadable") return fieldFault(field, value);
  }
  switch (comesOf(text)) {
    case "comes":
      return undefined;
    case "never":
      return "no day is like that. The first of every month at nine is 0 9 1 * *.";
    case "unreadable":
      return "its fields do not go together. Daily at nine is 0 9 * * *.";
  }
}

function fieldFault({ name, takes, range }: CronField, value: string): string {
  const shape = value.includes("/")
    ? " A step is counted from a star or a range, such as */2."
    : value.includes("-")
      ? ` A range goes upwards, such as ${range}.`
      : "";
  return `"${short(value, 30)}" cannot be the ${name}, which is ${takes}.${shape}`;
}

function comesOf(cron: string): "comes" | "never" | "unreadable" {
  try {
    return nextTick(cron, "UTC", 0) === undefined ? "never" : "comes";
  } catch (error) {
    // Croner says what is wrong in words for programmers.
    if (error instanceof Error) return "unreadable";
    throw error;
  }
}

function short(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
