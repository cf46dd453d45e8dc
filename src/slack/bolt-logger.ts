import { type Logger as BoltLogger, LogLevel } from "@slack/bolt";
import type { Logger } from "pino";

/** Bolt's words in our log, under its own subsystem. */
export function boltLogger(log: Logger): BoltLogger {
  const child = log.child({ part: "slack" });
  const write =
    (level: "debug" | "info" | "warn" | "error") =>
    (...words: unknown[]): void => {
      const [first] = words;
      if (first instanceof Error) child[level]({ err: first }, first.message);
      else child[level](words.map(String).join(" "));
    };
  return {
    debug: write("debug"),
    // What Bolt tells of its connections is detail here.
    info: write("debug"),
    warn: write("warn"),
    error: write("error"),
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}
