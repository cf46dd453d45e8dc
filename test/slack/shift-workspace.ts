import { pino } from "pino";
import { expect, test as base } from "vitest";

import type { ShiftAnswer, WeighedEdit } from "../../src/domain/budget/proposal/proposal-notes.ts";
import type { Proposal } from "../../src/domain/budget/proposal/proposal.ts";
import { startHttpServer } from "../../src/http/http-server.ts";
import type { PageMessage, PageView } from "../../src/sandbox/page-api.ts";
import { createSandbox, type Sandbox } from "../../src/sandbox/sandbox.ts";
import { createSlackApp, EVENTS_PATH } from "../../src/slack/create-slack-app.ts";
import type { SlackEdge } from "../../src/slack/slack-edge.ts";
import { BOT_SCOPES } from "../../src/slack/surface.ts";
import { proposalView } from "../../src/slack/views/budget/proposal-view.ts";
import { trackWork } from "../../src/slack/work.ts";
import type { ShiftDesk } from "../../src/usecases/shift-desk.ts";
import { PLAN, proposalOf, RECORD, SETTINGS } from "./views/budget/samples.ts";
import { NOW } from "./views/samples.ts";

export const CHANNEL = "C0GROWTH";
export const MAYA = "U0MAYA";
export const LEO = "U0LEO";
export const ANA = "U0ANA";

/** The desk as a test has it answer, and what it was asked. */
export interface TestDesk {
  readonly asked: (readonly [verb: string, actor: string, input: unknown])[];
  proposal: Proposal;
  answer: ShiftAnswer | undefined;
  weighed: WeighedEdit;
  outcome: Awaited<ReturnType<ShiftDesk["approve"]>>;
  failure: Error | undefined;
}

export interface ShiftWorkspace {
  readonly desk: TestDesk;
  readonly sandbox: Sandbox;
  /** What this person sees of the channel, oldest first. */
  readonly seen: (user: string) => readonly PageMessage[];
  /** The proposal, posted as it stands, for everybody. */
  post(): Promise<PageMessage>;
}

function shiftDesk(desk: TestDesk): ShiftDesk {
  const noted =
    <T>(verb: string, answer: () => T) =>
    (scope: { actor: string }, input?: unknown) => {
      desk.asked.push([verb, scope.actor, input]);
      return desk.failure === undefined ? Promise.resolve(answer()) : Promise.reject(desk.failure);
    };
  const known = () => ({ settings: SETTINGS, locks: [] });
  return {
    ask: noted("ask", () => desk.answer ?? { kind: "proposed", proposal: desk.proposal }),
    show: () => Promise.resolve(desk.proposal),
    weigh: noted("weigh", () => desk.weighed),
    edit: noted("edit", () => desk.proposal),
    approve: noted("approve", () => desk.outcome),
    reject: noted("reject", () => undefined),
    markChange: noted("markChange", () => undefined),
    markAllDone: noted("markAllDone", () => 2),
    retryWrites: noted("retryWrites", () => undefined),
    undo: noted("undo", () => desk.proposal),
    record: noted("record", () => [RECORD]),
    settings: {
      show: () => Promise.resolve(known()),
      set: noted("set", () => undefined),
      setApprover: noted("setApprover", () => undefined),
      unlock: noted("unlock", () => undefined),
    },
  };
}

/** Bolt with all its listeners against the strict double, and a desk that answers as it is told. */
export const test = base.extend<{ shifts: ShiftWorkspace }>({
  shifts: async ({}, use) => {
    const log = pino({ level: "silent" });
    const signingSecret = "a signing secret";
    const botToken = "xoxb-test";
    let address = "";
    const sandbox = createSandbox({
      signingSecret,
      botToken,
      eventsUrl: () => `${address}${EVENTS_PATH}`,
      ownUrl: () => `${address}/sandbox`,
      now: Date.now,
      scopes: BOT_SCOPES,
    });
    const desk: TestDesk = {
      asked: [],
      proposal: proposalOf(),
      answer: undefined,
      weighed: { plan: PLAN, faults: [] },
      outcome: "approved",
      failure: undefined,
    };
    const tracked = trackWork({ log, timed: () => undefined });
    const edge: SlackEdge = {
      desk: { shifts: shiftDesk(desk) } as unknown as SlackEdge["desk"],
      log,
      now: () => NOW,
      scope: (user) =>
        Promise.resolve({ workspaceId: 1, actor: `slack:${user}`, now: NOW, zone: "UTC" }),
      work: tracked.work,
      fetchFile: () => Promise.reject(new Error("no file is expected")),
      deliver: () => Promise.resolve(),
    };
    // The double's address is known once something listens.
    let listener: ReturnType<typeof createSlackApp>["listener"];
    const server = await startHttpServer({
      host: "127.0.0.1",
      port: 0,
      routes: [{ path: EVENTS_PATH, handle: (request, response) => listener?.(request, response) }],
      rest: sandbox.listener,
      log,
    });
    address = `http://127.0.0.1:${server.port}`;
    const app = createSlackApp(
      { mode: "http", botToken, signingSecret, apiUrl: sandbox.apiUrl },
      edge,
      log,
    );
    listener = app.listener;
    const seen = (user: string) => sandbox.messages(CHANNEL, user);
    await use({
      desk,
      sandbox,
      seen,
      async post() {
        await app.client.chat.postMessage({
          channel: CHANNEL,
          ...proposalView(desk.proposal, { now: NOW }),
        });
        const message = seen(MAYA).at(-1);
        if (message === undefined) throw new Error("The message has been posted.");
        return message;
      },
    });
    await sandbox.close();
    await tracked.drain();
    await server.stop();
  },
});

/** Types `/perf` and what follows. */
export async function type({ sandbox }: ShiftWorkspace, text: string, user = MAYA): Promise<void> {
  expect(
    (await sandbox.command({ user, channel: CHANNEL, text: `/perf ${text}` })).error,
  ).toBeNull();
}

const PATIENCE = { timeout: 10_000, interval: 20 } as const;

/** Waits for what this person alone is told. */
export async function told(
  { seen }: ShiftWorkspace,
  words: string,
  user = MAYA,
): Promise<PageMessage> {
  const found = () =>
    seen(user).findLast(
      (one) => one.onlyFor === user && `${one.text}${JSON.stringify(one.blocks)}`.includes(words),
    );
  await expect.poll(found, { ...PATIENCE, message: `waiting for “${words}”` }).toBeDefined();
  const message = found();
  if (message === undefined) throw new Error("The message has come.");
  return message;
}

/** Waits until the desk has been asked for this, and returns with what and by whom. */
export async function askedFor(
  { desk }: ShiftWorkspace,
  verb: string,
): Promise<readonly [actor: string, input: unknown]> {
  const found = () => desk.asked.findLast(([one]) => one === verb);
  await expect.poll(found, { ...PATIENCE, message: `waiting for ${verb}` }).toBeDefined();
  const [, actor, input] = found() ?? ["", "", undefined];
  return [actor, input];
}

/** Waits for a modal that says so. */
export async function modalSaying(
  { sandbox }: ShiftWorkspace,
  words: string,
  user = MAYA,
): Promise<PageView> {
  const top = () => sandbox.views(user).at(-1);
  await expect
    .poll(() => JSON.stringify(top() ?? {}), { ...PATIENCE, message: `waiting for “${words}”` })
    .toContain(words);
  const view = top();
  if (view === undefined) throw new Error("The modal is open.");
  return view as unknown as PageView;
}

interface Element {
  readonly action_id: string;
  readonly value?: string;
  readonly text?: { readonly text?: string };
}

/** Presses the first button of that label. */
export async function press(
  { sandbox }: ShiftWorkspace,
  at: PageMessage | PageView,
  { label, user = MAYA }: { readonly label: string; readonly user?: string },
): Promise<void> {
  const blocks = at.blocks as readonly {
    readonly block_id: string;
    readonly elements?: readonly Element[];
    readonly accessory?: Element;
  }[];
  const found = blocks
    .flatMap(({ block_id, elements = [], accessory }) =>
      [...elements, ...(accessory === undefined ? [] : [accessory])].map((one) => ({
        ...one,
        block_id,
      })),
    )
    .find(({ text }) => text?.text === label);
  if (found === undefined) throw new Error(`There is no button "${label}".`);
  const place = "ts" in at ? { message: { channel: at.channel, ts: at.ts } } : { viewId: at.id };
  const { error } = await sandbox.click({
    user,
    ...place,
    blockId: found.block_id,
    actionId: found.action_id,
    change: { value: found.value },
    state: {},
  });
  expect(error).toBeNull();
}
