import { pino } from "pino";

import { type LocalWorkspace, startLocalWorkspace } from "../../src/trial/start-local-workspace.ts";
import type { OpenDatabase } from "../../src/wiring/open-database.ts";
import { openTestDatabase, type TestDatabase } from "./test-database.ts";

/** The whole product with its local workspace and demo data, on a database of its own. */
export async function openLocalWorkspace(options: {
  readonly now: () => number;
  readonly pageDir?: string;
  readonly demo?: "live" | "files";
  readonly apiToken?: string;
  readonly postbackSecret?: string;
  readonly warehouseUrl?: string;
  /** Its own, unless it is given one, which the test closes. */
  readonly database?: TestDatabase;
}): Promise<LocalWorkspace> {
  const { database = await openTestDatabase(), ...rest } = options;
  const opened: OpenDatabase = {
    kind: database.kind,
    db: database.db,
    control: undefined,
    onCrash: () => undefined,
    close: () => (options.database === undefined ? database.close() : Promise.resolve()),
  };
  return startLocalWorkspace({
    config: {
      database: { kind: "embedded", dataDir: "(in memory)" },
      slack: { mode: "local" },
      http: { host: "127.0.0.1", port: 0 },
      apiToken: options.apiToken,
      secretKeys: undefined,
      warehouseUrl: options.warehouseUrl,
      postbackSecret: options.postbackSecret,
      zone: "America/New_York",
      logLevel: "silent",
    },
    database: opened,
    log: pino({ level: "silent" }),
    slackNow: Date.now,
    ...rest,
  });
}
