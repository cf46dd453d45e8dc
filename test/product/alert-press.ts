import { expect } from "vitest";

import type { PageMessage, PageView } from "../../src/sandbox/page-api.ts";
import { type AlertDesk, heard, PATIENCE, tell, wordsOf } from "./alert-test.ts";
import { MAYA, press } from "./product-test.ts";

interface Select {
  readonly action_id: string;
  readonly options?: readonly {
    readonly text: { readonly text: string };
    readonly value: string;
  }[];
}

/** Chooses an option of a message's menu. */
export async function choose(
  { workspace }: AlertDesk,
  message: PageMessage,
  { label, user = MAYA }: { readonly label: string; readonly user?: string },
): Promise<void> {
  const blocks = message.blocks as readonly {
    readonly block_id: string;
    readonly elements?: readonly Select[];
  }[];
  for (const { block_id, elements = [] } of blocks) {
    for (const { action_id, options = [] } of elements) {
      const option = options.find(({ text }) => text.text.includes(label));
      if (option === undefined) continue;
      const { error } = await workspace.sandbox.click({
        user,
        message: { channel: message.channel, ts: message.ts },
        blockId: block_id,
        actionId: action_id,
        change: { selected_option: option },
        state: {},
      });
      expect(error).toBeNull();
      return;
    }
  }
  throw new Error(`The message has no option "${label}".`);
}

/** The page of the list of rules that has this one. */
export async function ruleListWith(
  desk: AlertDesk,
  rule: string,
  channel = "C0GROWTH",
): Promise<PageMessage> {
  const list = await tell(desk, "/perf rules", { channel });
  if (wordsOf(list).includes(`*${rule}*`)) return list;
  await press(desk.workspace, list, { label: "More rules" });
  return heard(desk, [`*${rule}*`], { channel, user: MAYA, only: true });
}

interface RuleBlock {
  readonly block_id: string;
  readonly text?: { readonly text: string };
  readonly elements?: readonly {
    readonly action_id: string;
    readonly value: string;
    readonly text?: { readonly text: string };
  }[];
}

/** Presses a button below a rule in the list of rules. */
export async function pressNear(
  { workspace }: AlertDesk,
  message: PageMessage,
  { rule, label }: { readonly rule: string; readonly label: string },
): Promise<void> {
  const blocks = message.blocks as readonly RuleBlock[];
  const at = blocks.findIndex(({ text }) => text?.text.startsWith(`*${rule}*`) === true);
  const row = blocks[at + 1];
  const button = row?.elements?.find(({ text }) => text?.text === label);
  if (at === -1 || row === undefined || button === undefined) {
    throw new Error(`The list has no button "${label}" for "${rule}".`);
  }
  const { error } = await workspace.sandbox.click({
    user: MAYA,
    message: { channel: message.channel, ts: message.ts },
    blockId: row.block_id,
    actionId: button.action_id,
    change: { value: button.value },
    state: {},
  });
  expect(error).toBeNull();
}

/** The modal on top, once its words are there. */
export async function modalSaying(
  { workspace }: AlertDesk,
  words: string,
  user = MAYA,
): Promise<PageView> {
  const top = () => workspace.sandbox.views(user).at(-1);
  await expect
    .poll(() => JSON.stringify(top()?.blocks ?? []), { ...PATIENCE, message: words })
    .toContain(words);
  const view = top();
  if (view === undefined) throw new Error("The modal is open.");
  return view as unknown as PageView;
}

/** The state of an input of a rule's modal that holds this text. */
export function typed(field: string, value: string) {
  return { [`rule.input.${field}`]: { [`rule.input.${field}`]: { value } } };
}
