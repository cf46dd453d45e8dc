import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";

export interface Answer {
  /** When all of it was here, on the clock of `performance.now`. */
  readonly at: number;
  readonly body: string;
}

/** As much of Slack as a command needs: a Web API that says yes, and response addresses. */
export interface FakeSlack {
  readonly apiUrl: string;
  /** A response address, and what is posted there first. */
  expectAnswer(): { readonly responseUrl: string; readonly answer: Promise<Answer> };
  stop(): Promise<void>;
}

const SELF = JSON.stringify({
  ok: true,
  team: "Bench",
  team_id: "T0BENCH",
  user_id: "U0BOT",
  bot_id: "B0BOT",
});

export async function startFakeSlack(): Promise<FakeSlack> {
  const waiting = new Map<string, (answer: Answer) => void>();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const path = request.url ?? "";
      const waiter = waiting.get(path);
      waiting.delete(path);
      waiter?.({ at: performance.now(), body });
      const api = path.startsWith("/api/");
      response.setHeader("content-type", api ? "application/json" : "text/plain");
      response.end(api ? SELF : "ok");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  let count = 0;
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    expectAnswer() {
      const path = `/respond/${++count}`;
      const answer = new Promise<Answer>((resolve) => waiting.set(path, resolve));
      return { responseUrl: `http://127.0.0.1:${port}${path}`, answer };
    },
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
