import { isIP } from "node:net";

import { z } from "zod";

import { isZone } from "./domain/day.ts";
import type { ConnectedSlack } from "./slack/connected-slack.ts";

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

/** Every setting that the product reads from its environment, for the README and for people who ask. */
export const SETTINGS = [
  {
    name: "DATABASE_URL",
    meaning: "a PostgreSQL server, 15 or newer",
    default: "unset: the embedded database in `TRIMTAB_DATA_DIR`",
  },
  { name: "TRIMTAB_DATA_DIR", meaning: "folder of the embedded database", default: "`./data`" },
  {
    name: "SLACK_BOT_TOKEN",
    meaning: "bot token (`xoxb-…`)",
    default: "unset: the local workspace",
  },
  { name: "SLACK_APP_TOKEN", meaning: "app token (`xapp-…`): Socket Mode", default: "–" },
  {
    name: "SLACK_SIGNING_SECRET",
    meaning: "HTTP mode: Slack posts to `/slack/events`",
    default: "–",
  },
  {
    name: "SLACK_API_URL",
    meaning: "another Web API root (tests, proxies)",
    default: "Slack's own",
  },
  { name: "HOST", meaning: "address that the HTTP server listens on", default: "`127.0.0.1`" },
  { name: "PORT", meaning: "port that the HTTP server listens on", default: "`3000`" },
  {
    name: "TRIMTAB_API_TOKEN",
    meaning: "bearer token of the ingest API; unset: the API answers 404",
    default: "–",
  },
  {
    name: "TRIMTAB_SECRET_KEY",
    meaning:
      "seals the credentials of live sources: 32 bytes as base64 or hex (`openssl rand -base64 32`)",
    default: "unset: sources with credentials cannot be added",
  },
  {
    name: "TRIMTAB_SECRET_KEY_OLD",
    meaning: "earlier keys, separated by commas, until `trimtab source reseal` has run",
    default: "–",
  },
  {
    name: "TRIMTAB_WAREHOUSE_URL",
    meaning: "a Postgres that SQL sources read, with a read-only role",
    default: "unset: each SQL source has its own address",
  },
  {
    name: "TRIMTAB_POSTBACK_SECRET",
    meaning: "secret of trackers' postbacks; unset: `/postback` answers 404",
    default: "–",
  },
  {
    name: "TRIMTAB_TIMEZONE",
    meaning: "zone of the workspace, until it is set in Slack",
    default: "the machine's",
  },
  {
    name: "LOG_LEVEL",
    meaning: "how much is logged: trace, debug, info, warn, error, fatal or silent",
    default: "`info`",
  },
] as const;

export type SettingName = (typeof SETTINGS)[number]["name"];

export type Environment = Readonly<Record<string, string | undefined>>;

export type SlackConfig = { readonly mode: "local" } | ConnectedSlack;

export interface Config {
  readonly database:
    | { readonly kind: "server"; readonly url: string }
    | { readonly kind: "embedded"; readonly dataDir: string };
  readonly slack: SlackConfig;
  readonly http: { readonly host: string; readonly port: number };
  readonly apiToken: string | undefined;
  /** The first seals, all open; each has 32 bytes. */
  readonly secretKeys: readonly [Buffer, ...Buffer[]] | undefined;
  readonly warehouseUrl: string | undefined;
  readonly postbackSecret: string | undefined;
  readonly zone: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

/** Settings that cannot be used; the message lists every fault, one a line. */
export class WrongSettings extends Error {
  override readonly name = "WrongSettings";
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join("\n"));
    this.faults = faults;
  }
}

const text = <T extends z.ZodType>(rule: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), rule.optional());

const secretKey = z.string().transform((written, context) => {
  const key = keyFrom(written);
  if (key !== undefined) return key;
  context.addIssue({
    code: "custom",
    message: "must be 32 bytes as base64 or hex; make one with: openssl rand -base64 32",
  });
  return z.NEVER;
});

const environmentSchema = z.object({
  DATABASE_URL: text(
    z.string().regex(/^postgres(ql)?:\/\/./, "must begin with postgres:// or postgresql://"),
  ),
  TRIMTAB_DATA_DIR: text(z.string()),
  SLACK_BOT_TOKEN: text(z.string().regex(/^xox/, "must be a bot token: they begin with xoxb-")),
  SLACK_APP_TOKEN: text(
    z.string().regex(/^xapp-/, "must be an app-level token: they begin with xapp-"),
  ),
  SLACK_SIGNING_SECRET: text(z.string().min(8, "is too short to be a signing secret")),
  SLACK_API_URL: text(z.url({ protocol: /^https?$/, error: "must be an http or https address" })),
  HOST: text(
    z
      .string()
      .refine(isHost, "must be an address or a host name of this machine, such as 127.0.0.1"),
  ),
  PORT: text(
    z
      .string()
      .refine(
        (port) => /^\d{1,5}$/.test(port) && Number(port) <= 65_535,
        "must be a port, 0 to 65535",
      ),
  ),
  TRIMTAB_API_TOKEN: text(z.string().min(16, "must have at least 16 characters")),
  TRIMTAB_SECRET_KEY: text(secretKey),
  TRIMTAB_SECRET_KEY_OLD: text(
    z
      .string()
      .transform((keys) => keys.split(","))
      .pipe(z.array(secretKey)),
  ),
  TRIMTAB_WAREHOUSE_URL: text(
    z.string().regex(/^postgres(ql)?:\/\/./, "must begin with postgres:// or postgresql://"),
  ),
  TRIMTAB_POSTBACK_SECRET: text(z.string().min(16, "must have at least 16 characters")),
  TRIMTAB_TIMEZONE: text(
    z.string().refine(isZone, "is no time zone; write it as Europe/Berlin or America/New_York"),
  ),
  LOG_LEVEL: text(z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(", ")}` })),
});

const HOST_NAME =
  /^(?=.{1,253}$)[a-z\d]([a-z\d-]{0,61}[a-z\d])?(\.[a-z\d]([a-z\d-]{0,61}[a-z\d])?)*$/i;

/** A name that ends in a number is meant as an IPv4 address, and must be one. */
function isHost(host: string): boolean {
  return isIP(host) !== 0 || (HOST_NAME.test(host) && !/(^|\.)\d+$/.test(host));
}

const KEY_BYTES = 32;

/** A key as base64 or hex; undefined where it is neither, or of another length. */
function keyFrom(written: string): Buffer | undefined {
  const hex = /^[\da-f]{64}$/i.test(written.trim());
  const key = Buffer.from(written.trim(), hex ? "hex" : "base64");
  return key.length === KEY_BYTES ? key : undefined;
}

type Settings = z.infer<typeof environmentSchema>;

/** The product's settings out of environment variables; throws `WrongSettings` with every fault at once. */
export function configFrom(environment: Environment, machineZone: string): Config {
  const parsed = environmentSchema.safeParse(environment);
  const faults = [
    ...(parsed.success ? [] : readableFaults(parsed.error, environment)),
    ...slackFaults(environment),
  ];
  if (!parsed.success || faults.length > 0) throw new WrongSettings(faults);
  const settings = parsed.data;
  return {
    database:
      settings.DATABASE_URL === undefined
        ? { kind: "embedded", dataDir: settings.TRIMTAB_DATA_DIR ?? "./data" }
        : { kind: "server", url: settings.DATABASE_URL },
    slack: slackConfig(settings),
    http: { host: settings.HOST ?? "127.0.0.1", port: Number(settings.PORT ?? 3000) },
    apiToken: settings.TRIMTAB_API_TOKEN,
    secretKeys:
      settings.TRIMTAB_SECRET_KEY === undefined
        ? undefined
        : [settings.TRIMTAB_SECRET_KEY, ...(settings.TRIMTAB_SECRET_KEY_OLD ?? [])],
    warehouseUrl: settings.TRIMTAB_WAREHOUSE_URL,
    postbackSecret: settings.TRIMTAB_POSTBACK_SECRET,
    zone: settings.TRIMTAB_TIMEZONE ?? machineZone,
    logLevel: settings.LOG_LEVEL ?? "info",
  };
}

function slackConfig(settings: Settings): SlackConfig {
  const { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken } = settings;
  const { SLACK_SIGNING_SECRET: signingSecret, SLACK_API_URL: apiUrl } = settings;
  if (botToken !== undefined && appToken !== undefined) {
    return { mode: "socket", botToken, appToken, apiUrl };
  }
  if (botToken !== undefined && signingSecret !== undefined) {
    return { mode: "http", botToken, signingSecret, apiUrl };
  }
  return { mode: "local" };
}

/** What the Slack settings lack in one another. */
function slackFaults(environment: Environment): string[] {
  const given = (name: SettingName): boolean => (environment[name] ?? "") !== "";
  const bot = given("SLACK_BOT_TOKEN");
  const way = given("SLACK_APP_TOKEN") || given("SLACK_SIGNING_SECRET");
  if (bot === way) return [];
  return bot
    ? [
        "SLACK_BOT_TOKEN is set, but not how Slack reaches this program: set SLACK_SIGNING_SECRET (HTTP) or SLACK_APP_TOKEN (Socket Mode)",
      ]
    : ["SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is set, but SLACK_BOT_TOKEN is missing"];
}

/** One line a fault; a secret's value is not repeated. */
function readableFaults(error: z.ZodError, environment: Environment): string[] {
  return error.issues.map((issue) => {
    const name = String(issue.path[0]);
    const value = environment[name] ?? "";
    const secret = /TOKEN|SECRET|DATABASE_URL|WAREHOUSE_URL/.test(name);
    return `${name} ${issue.message}${secret ? "" : `, not "${value}"`}`;
  });
}
