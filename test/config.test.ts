import { describe, expect, test } from "vitest";

import { configFrom, type Environment, SETTINGS, WrongSettings } from "../src/config.ts";

const ZONE = "America/New_York";

function faultsOf(environment: Environment): string[] {
  try {
    configFrom(environment, ZONE);
  } catch (error) {
    if (error instanceof WrongSettings) return error.message.split("\n");
    throw error;
  }
  return [];
}

describe("configFrom", () => {
  test("without any setting is the local workspace on the embedded database", () => {
    expect(configFrom({}, ZONE)).toEqual({
      database: { kind: "embedded", dataDir: "./data" },
      slack: { mode: "local" },
      http: { host: "127.0.0.1", port: 3000 },
      apiToken: undefined,
      secretKeys: undefined,
      warehouseUrl: undefined,
      postbackSecret: undefined,
      zone: ZONE,
      logLevel: "info",
    });
  });

  test("an empty setting is one that is not set", () => {
    const empty = Object.fromEntries(SETTINGS.map(({ name }) => [name, ""]));

    expect(configFrom(empty, ZONE)).toEqual(configFrom({}, ZONE));
  });

  test("takes every setting", () => {
    const config = configFrom(
      {
        DATABASE_URL: "postgresql://u:p@host/db",
        TRIMTAB_DATA_DIR: "/elsewhere",
        SLACK_BOT_TOKEN: "xoxb-1",
        SLACK_SIGNING_SECRET: "0123456789",
        SLACK_API_URL: "http://127.0.0.1:4000/api/",
        HOST: "0.0.0.0",
        PORT: "8080",
        TRIMTAB_API_TOKEN: "0123456789abcdef",
        TRIMTAB_POSTBACK_SECRET: "fedcba9876543210",
        TRIMTAB_TIMEZONE: "Europe/Berlin",
        LOG_LEVEL: "debug",
      },
      ZONE,
    );

    expect(config).toEqual({
      database: { kind: "server", url: "postgresql://u:p@host/db" },
      slack: {
        mode: "http",
        botToken: "xoxb-1",
        signingSecret: "0123456789",
        apiUrl: "http://127.0.0.1:4000/api/",
      },
      http: { host: "0.0.0.0", port: 8080 },
      apiToken: "0123456789abcdef",
      secretKeys: undefined,
      warehouseUrl: undefined,
      postbackSecret: "fedcba9876543210",
      zone: "Europe/Berlin",
      logLevel: "debug",
    });
  });

  test.for([
    [{}, "local"],
    [{ SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "0123456789" }, "http"],
    [{ SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" }, "socket"],
    [
      {
        SLACK_BOT_TOKEN: "xoxb-1",
        SLACK_APP_TOKEN: "xapp-1",
        SLACK_SIGNING_SECRET: "0123456789",
      },
      "socket",
    ],
  ] as const)("%o connects to Slack by %s", ([environment, mode]) => {
    expect(configFrom(environment, ZONE).slack.mode).toBe(mode);
  });

  test.for([
    "127.0.0.1",
    "0.0.0.0",
    "::1",
    "::",
    "localhost",
    "desk-1.example.org",
    "1and1.example",
  ])("listens on %s", (host) => {
    expect(configFrom({ HOST: host }, ZONE).http.host).toBe(host);
  });

  test.for([
    [{ SLACK_BOT_TOKEN: "xoxb-1" }, "SLACK_SIGNING_SECRET"],
    [{ SLACK_APP_TOKEN: "xapp-1" }, "SLACK_BOT_TOKEN is missing"],
    [{ SLACK_SIGNING_SECRET: "0123456789" }, "SLACK_BOT_TOKEN is missing"],
    [{ PORT: "80a" }, 'PORT must be a port, 0 to 65535, not "80a"'],
    [{ HOST: "999.1.1.1" }, "HOST must be an address or a host name"],
    [{ HOST: "1.2.3" }, "HOST must be an address"],
    [{ HOST: "http://here" }, "HOST must be an address"],
    [{ HOST: "a host" }, "HOST must be an address"],
    [{ PORT: "65536" }, "PORT must be a port"],
    [{ PORT: "-1" }, "PORT must be a port"],
    [{ DATABASE_URL: "mysql://host" }, "DATABASE_URL must begin with postgres://"],
    [{ SLACK_API_URL: "ftp://x" }, "SLACK_API_URL must be an http or https address"],
    [{ TRIMTAB_TIMEZONE: "+02:00" }, "TRIMTAB_TIMEZONE is no time zone"],
    [{ TRIMTAB_API_TOKEN: "short" }, "TRIMTAB_API_TOKEN must have at least 16"],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL must be one of trace"],
  ] as const)("%o is one fault, and the sentence says %j", ([environment, words]) => {
    const faults = faultsOf(environment);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(words);
  });

  test("lists every fault at once, one a line", () => {
    const faults = faultsOf({
      DATABASE_URL: "nowhere",
      SLACK_BOT_TOKEN: "hunter2",
      SLACK_API_URL: "not an address",
      PORT: "http",
      TRIMTAB_TIMEZONE: "Mars",
      LOG_LEVEL: "loud",
      TRIMTAB_API_TOKEN: "short",
    });

    expect(faults.map((fault) => fault.split(" ", 1)[0])).toEqual([
      "DATABASE_URL",
      "SLACK_BOT_TOKEN",
      "SLACK_API_URL",
      "PORT",
      "TRIMTAB_API_TOKEN",
      "TRIMTAB_TIMEZONE",
      "LOG_LEVEL",
      "SLACK_BOT_TOKEN",
    ]);
  });

  test("does not repeat a secret that is wrong", () => {
    const secrets = {
      DATABASE_URL: "db-hunter2",
      SLACK_BOT_TOKEN: "bot-hunter2",
      SLACK_APP_TOKEN: "app-hunter2",
      SLACK_SIGNING_SECRET: "hunter2",
      TRIMTAB_API_TOKEN: "api-hunter2",
    };

    const faults = faultsOf(secrets);

    expect(faults).toHaveLength(5);
    expect(faults.join("\n")).not.toContain("hunter2");
  });
});
