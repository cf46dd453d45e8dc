import type { LoadSourceDeps } from "../usecases/sources/loading.ts";
import type { Product } from "./product.ts";

/** What loading a source needs of the product. `now`: another clock, for loads that play an earlier day. */
export function loadingDeps(
  product: Product,
  {
    stopping,
    now = product.now,
    leaseMs,
  }: {
    readonly stopping: AbortSignal;
    readonly now?: () => number;
    readonly leaseMs?: number;
  },
): LoadSourceDeps {
  const { database, config, sources } = product;
  return {
    db: database.db,
    database: database.kind,
    open: sources.openAt(now),
    now,
    zone: config.zone,
    stopping,
    ...(leaseMs === undefined ? {} : { leaseMs }),
  };
}
