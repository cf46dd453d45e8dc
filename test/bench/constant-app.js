import { App, HTTPReceiver, LogLevel } from "@slack/bolt";

const { PORT, SLACK_BOT_TOKEN = "", SLACK_SIGNING_SECRET = "" } = process.env;

// What the product's answers are held against: acknowledges and answers a constant, and does nothing else.
const receiver = new HTTPReceiver({
  signingSecret: SLACK_SIGNING_SECRET,
  endpoints: ["/slack/events"],
  logLevel: LogLevel.ERROR,
  customRoutes: [
    { path: "/healthz", method: "GET", handler: (_request, response) => void response.end("ok") },
  ],
});
const app = new App({
  receiver,
  logLevel: LogLevel.ERROR,
  authorize: () => Promise.resolve({ botToken: SLACK_BOT_TOKEN }),
});
app.command("/perf", async ({ ack, respond }) => {
  await ack();
  await respond({ text: "A constant.", response_type: "ephemeral" });
});
await app.start({ port: Number(PORT), host: "127.0.0.1" });
process.once("SIGTERM", () => process.exit(0));
