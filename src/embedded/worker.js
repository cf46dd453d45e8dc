// JavaScript, checked as TypeScript: a worker is started from its file, and tests start it from source.
import { parentPort } from "node:worker_threads";

import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

const [, , dataDir, socketPath] = process.argv;

/** PGlite behind a Unix socket: in a thread of its own its work never holds up the main loop. */
const database = await PGlite.create(dataDir ?? "memory://");
// The pool has one client, but a client that is being replaced overlaps with its successor.
const server = new PGLiteSocketServer({
  db: database,
  path: socketPath ?? "",
  maxConnections: 4,
});
await server.start();
parentPort?.postMessage("ready");
parentPort?.once("message", () => {
  void stop();
});

async function stop() {
  await server.stop();
  await database.close();
  parentPort?.close();
}
