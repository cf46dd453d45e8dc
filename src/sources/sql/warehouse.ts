import { Client } from "pg";

import { sqlFault } from "./sql-fault.ts";
import type { SqlQuery } from "./sql-query.ts";

const CONNECT_MS = 15_000;
const STATEMENT_MS = 10 * 60_000;
const FETCHED = 5_000;

type Row = Readonly<Record<string, string | null>>;

/** A team's own database: nothing but reading. Whatever fails is thrown as a `SourceFault`. */
export interface Warehouse {
  /** Rows in batches, so that few are in memory at a time. */
  batches(query: SqlQuery, signal: AbortSignal): AsyncGenerator<readonly Row[]>;
}

/** Every query has a connection of its own, in a transaction that can only read. */
export function createWarehouse(url: string): Warehouse {
  return {
    async *batches({ text, values }, signal) {
      const client = new Client({
        connectionString: url,
        connectionTimeoutMillis: CONNECT_MS,
        statement_timeout: STATEMENT_MS,
        application_name: "trimtab",
        options: "-c default_transaction_read_only=on",
      });
      // A connection that ends while nobody asks shows itself at the next question.
      client.on("error", () => undefined);
      const end = (): void => void client.end().catch(() => undefined);
      signal.addEventListener("abort", end);
      try {
        await client.connect();
        await client.query("begin read only");
        await client.query(`declare days no scroll cursor for ${text}`, [...values]);
        for (;;) {
          const { rows } = await client.query<Record<string, string | null>>(
            `fetch ${FETCHED} from days`,
          );
          if (rows.length === 0) break;
          yield rows;
        }
        await client.query("commit");
      } catch (error) {
        throw sqlFault(error);
      } finally {
        signal.removeEventListener("abort", end);
        await client.end().catch(() => undefined);
      }
    },
  };
}
