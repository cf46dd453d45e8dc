import { answer, type Route } from "./http-server.ts";
import type { Readiness } from "./readiness.ts";

/** `/healthz`: the process lives. `/readyz`: database and Slack are reachable, with a line for each. */
export function healthRoutes(readiness: () => Promise<Readiness>): Route[] {
  return [
    { path: "/healthz", handle: (_request, response) => answer(response, 200, { status: "ok" }) },
    {
      path: "/readyz",
      async handle(_request, response) {
        const parts = await readiness();
        const ready = Object.values(parts).every(({ ok }) => ok);
        answer(response, ready ? 200 : 503, { ready, ...parts });
      },
    },
  ];
}
