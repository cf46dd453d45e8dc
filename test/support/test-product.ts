import { pino } from "pino";

import type { Config } from "../../src/config.ts";
import type { Scope } from "../../src/usecases/scope.ts";
import { createProduct, type Product } from "../../src/wiring/product.ts";
import type { TestDatabase } from "./test-database.ts";

/** What commands work with, on a test's database and in its own workspace. */
export function testProduct(
  database: TestDatabase,
  scope: Scope,
  settings: Partial<Config> = {},
): Product {
  const product = createProduct({
    config: {
      database: { kind: "embedded", dataDir: "(in memory)" },
      slack: { mode: "local" },
      http: { host: "127.0.0.1", port: 0 },
      apiToken: undefined,
      secretKeys: undefined,
      warehouseUrl: undefined,
      postbackSecret: undefined,
      zone: scope.zone,
      logLevel: "silent",
      ...settings,
    },
    database: {
      kind: database.kind,
      db: database.db,
      control: undefined,
      onCrash: () => undefined,
      close: () => Promise.resolve(),
    },
    log: pino({ level: "silent" }),
    now: () => scope.now,
  });
  return { ...product, scope: (actor) => Promise.resolve({ ...scope, actor }) };
}
