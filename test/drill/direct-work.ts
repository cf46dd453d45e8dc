import type { Db } from "../../src/db/db.ts";
import { type OwedDelivery, oweDeliveries, oweDelivery } from "../../src/db/deliveries.ts";
import type { Aftermath, DrillWork, Findings } from "./drill-work.ts";
import { CHANNELS } from "./plan.ts";
import type { Random } from "./random.ts";
import { ThoughtBetter, unlessThoughtBetter } from "./thought-better.ts";

const WORKSPACE = 1;

/** Owes posts, replies and edits straight to the delivery engine, in transactions of which some are rolled back. */
export function directWork(): DrillWork {
  const roots: OwedDelivery[] = [];
  const replies: OwedDelivery[] = [];
  /** The newest state of each message that was certainly owed. */
  const certain = new Map<string, number>();
  /** Of transactions that were rolled back. */
  const never = new Set<string>();
  let count = 0;

  function message(random: Random, root?: OwedDelivery): OwedDelivery {
    count += 1;
    const { id, name } = random.pick(CHANNELS);
    const channel = root?.channel ?? (random.chance(0.2) ? `#${name}` : id);
    const deliveryKey = root === undefined ? `root-${count}` : `reply-${count}`;
    const thread = root && { threadKey: root.deliveryKey, broadcast: random.chance(0.2) };
    return stateOf({ workspaceId: WORKSPACE, deliveryKey, channel, ...thread }, count);
  }

  function edit(random: Random): OwedDelivery {
    count += 1;
    return stateOf(random.pick([...roots, ...replies]), count);
  }

  function remember(list: readonly OwedDelivery[]): void {
    for (const each of list) {
      if (!certain.has(each.deliveryKey))
        (each.threadKey === undefined ? roots : replies).push(each);
      certain.set(each.deliveryKey, stateNumber(each.payload));
    }
  }

  return {
    name: "direct",
    get done() {
      return certain.size;
    },
    async prepare(db) {
      const list = CHANNELS.map(({ id }) => {
        count += 1;
        const key = { workspaceId: WORKSPACE, deliveryKey: `root-${count}`, channel: id };
        return stateOf(key, count);
      });
      await oweDeliveries(db, list);
      remember(list);
    },
    async step(db, random) {
      const list = nextOwed(random, { message, edit, roots });
      if (random.chance(0.05)) {
        for (const { deliveryKey } of list) if (!certain.has(deliveryKey)) never.add(deliveryKey);
        await owe(db, list, new ThoughtBetter()).catch(unlessThoughtBetter);
        return;
      }
      await owe(db, list);
      remember(list);
    },
    finish: () => Promise.resolve(true),
    check: (aftermath) => Promise.resolve(checkLedger(aftermath, { certain, never })),
  };
}

function nextOwed(
  random: Random,
  make: {
    readonly message: (random: Random, root?: OwedDelivery) => OwedDelivery;
    readonly edit: (random: Random) => OwedDelivery;
    readonly roots: readonly OwedDelivery[];
  },
): OwedDelivery[] {
  const kind = random.next();
  if (kind < 0.3) return [make.edit(random)];
  if (kind < 0.6) return [make.message(random, random.pick(make.roots.slice(-60)))];
  const root = make.message(random);
  if (kind < 0.8) return [root];
  if (kind < 0.95) return [root, make.message(random, root), make.message(random, root)];
  return Array.from({ length: 5 + random.below(10) }, () => make.message(random));
}

async function owe(db: Db, list: readonly OwedDelivery[], change?: Error): Promise<void> {
  await db.transaction(async (tx) => {
    const [first] = list;
    if (list.length === 1 && first !== undefined) await oweDelivery(tx, first);
    else await oweDeliveries(tx, list);
    if (change !== undefined) throw change;
  });
}

/** The message in its `count`th state of all. */
function stateOf(
  message: Omit<OwedDelivery, "payload" | "dueAt" | "now">,
  count: number,
): OwedDelivery {
  const text = `${message.deliveryKey} in state ${count}`;
  const blocks = [{ type: "section", text: { type: "mrkdwn", text } }];
  const now = Date.now();
  return { ...message, payload: { text, blocks }, dueAt: now, now };
}

function stateNumber(payload: unknown): number {
  return Number(textOf(payload).split(" ").at(-1));
}

function textOf(payload: unknown): string {
  return (payload as { text: string }).text;
}

/** Whatever was committed is there, in that state or a later one whose commit was not heard of, and stands so in Slack. */
function checkLedger(
  { deliveries, messages }: Aftermath,
  ledger: { readonly certain: ReadonlyMap<string, number>; readonly never: ReadonlySet<string> },
): Findings {
  const rows = new Map(deliveries.map((row) => [row.delivery_key, row]));
  const texts = new Map(messages.map(({ channel, ts, text }) => [`${channel} ${ts}`, text]));
  const missing = [...ledger.certain].flatMap(([key, state]) => {
    const row = rows.get(key);
    if (row === undefined) return [`${key} was owed and is not in the database`];
    return stateNumber(row.payload) < state ? [`${key} has lost its newest state`] : [];
  });
  const undead = [...ledger.never].filter((key) => rows.has(key));
  const outdated = deliveries.filter(({ channel, message_ts: ts, payload }) => {
    const text = texts.get(`${channel} ${ts}`);
    return text !== undefined && text !== textOf(payload);
  });
  return {
    wrong: {
      forgotten: [
        ...missing,
        ...undead.map((key) => `${key} was never owed and is in the database`),
        ...outdated.map(({ delivery_key: key }) => `${key} stands with an older text`),
      ],
    },
    figures: {},
  };
}
