import { Client } from "pg";

import { SourceFault } from "../../usecases/source.ts";
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
      const client = clientOf(url);
      // In the extended mode a text is one statement, whatever a team's query says.
      const declared = {
        text: `declare days no scroll cursor for ${text}`,
        values: [...values],
        queryMode: "extended",
      };
      const end = (): void => void client.end().catch(() => undefined);
      signal.addEventListener("abort", end);
      try {
        signal.throwIfAborted();
        await client.connect();
        await client.query("begin read only");
        await client.query(declared);
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

function clientOf(url: string): Client {
  let client: Client;
  try {
    client = new Client({
      connectionString: url,
      connectionTimeoutMillis: CONNECT_MS,
      statement_timeout: STATEMENT_MS,
      application_name: "trimtab",
      options: "-c default_transaction_read_only=on",
    });
  } catch {
    // What is thrown may repeat the address, and with it the password.
    throw new SourceFault("settings", "The warehouse's address cannot be read.", {
      next: "Write it as postgres://reader:password@host:5432/database; in a password, % is written as %25, and so on.",
    });
  }
  // A connection that ends while nobody asks shows itself at the next question.
  client.on("error", () => undefined);
  return client;
}
