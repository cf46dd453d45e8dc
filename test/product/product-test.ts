import { expect, test as base } from "vitest";

import type { PageMessage } from "../../src/sandbox/page-api.ts";
import type { LocalWorkspace } from "../../src/trial/start-local-workspace.ts";
import { NOW } from "../support/fixtures.ts";
import { openLocalWorkspace } from "../support/local-workspace.ts";

export const MAYA = "U0MAYA";
export const LEO = "U0LEO";
export const CHANNEL = "C0GROWTH";

/** The whole product with demo data, one for each file of tests. */
export const test = base.extend(
  "workspace",
  { scope: "file" },
  async ({}, { onCleanup }): Promise<LocalWorkspace> => {
    const workspace = await openLocalWorkspace({ now: () => NOW });
    onCleanup(() => workspace.stop());
    return workspace;
  },
);

/** Types a command and returns the message that answers it. */
export async function ask(
  { sandbox }: LocalWorkspace,
  text: string,
  user = MAYA,
): Promise<PageMessage> {
  const before = sandbox.messages(CHANNEL, user).length;
  const { error } = await sandbox.command({ user, channel: CHANNEL, text });
  expect(error).toBeNull();
  return newMessage(sandbox, { user, before });
}

/** Waits for the message after the first `before`. */
export async function newMessage(
  sandbox: LocalWorkspace["sandbox"],
  { user = MAYA, before }: { readonly user?: string; readonly before: number },
): Promise<PageMessage> {
  await expect
    .poll(() => sandbox.messages(CHANNEL, user).length, { timeout: 20_000 })
    .toBeGreaterThan(before);
  const message = sandbox.messages(CHANNEL, user)[before];
  if (message === undefined) throw new Error("A message has come.");
  return message;
}

interface Button {
  readonly action_id: string;
  readonly block_id: string;
  readonly value: string;
  readonly text: { readonly text: string };
}

interface Blocks {
  readonly block_id: string;
  readonly elements?: readonly Button[];
}

/** The button of that label in a message. */
export function buttonOf(message: PageMessage, label: string): Button {
  const found = (message.blocks as readonly Blocks[])
    .flatMap(({ elements, block_id }) => (elements ?? []).map((one) => ({ ...one, block_id })))
    .find(({ text }) => text?.text === label);
  if (found === undefined) throw new Error(`The message has no button "${label}".`);
  return found;
}

/** Presses a button of a message. */
export async function press(
  { sandbox }: LocalWorkspace,
  message: PageMessage,
  { label, user = MAYA }: { readonly label: string; readonly user?: string },
): Promise<void> {
  const button = buttonOf(message, label);
  const { error } = await sandbox.click({
    user,
    message: { channel: message.channel, ts: message.ts },
    blockId: button.block_id,
    actionId: button.action_id,
    change: { value: button.value },
    state: {},
  });
  expect(error).toBeNull();
}

export function typesOf(message: PageMessage): string[] {
  return (message.blocks as readonly { type: string }[]).map(({ type }) => type);
}
