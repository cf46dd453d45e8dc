import type { Db } from "../../src/db/db.ts";
import type { Aftermath, Findings, Violation } from "./drill-work.ts";
import { groupBy } from "./group-by.ts";

interface ProposalRecord {
  readonly proposal_id: number;
  readonly state: string;
  readonly delivery_key: string;
  readonly applied: boolean;
  readonly edits: number;
  readonly verbs: readonly string[];
  readonly changes: readonly string[];
  readonly cards: number;
  readonly judged: number;
  /** A way back has been approved. */
  readonly undone: boolean;
}

const RECORDS = `select p.proposal_id, p.state, p.delivery_key, p.applied_at is not null as applied,
    (p.version - 1)::int as edits,
    array(select verb from audit a where a.workspace_id = p.workspace_id
       and a.subject = 'proposal:' || p.proposal_id order by audit_id) as verbs,
    array(select state from proposal_changes c where c.workspace_id = p.workspace_id
       and c.proposal_id = p.proposal_id) as changes,
    (select count(*)::int from scorecards s where s.proposal_id = p.proposal_id) as cards,
    (select count(*)::int from scorecards s where s.proposal_id = p.proposal_id and s.judged_at is not null) as judged,
    exists (select from proposals u where u.workspace_id = p.workspace_id
       and u.undo_of = p.proposal_id and u.state = 'approved') as undone
  from proposals p order by p.proposal_id`;

/** What a decision is called in the record. */
const DECIDED: Readonly<Record<string, string>> = {
  approved: "shift.approve",
  rejected: "shift.reject",
  expired: "shift.expire",
};

/** The words by which a proposal's own message tells its state. */
const SAID: Readonly<Record<string, RegExp>> = {
  open: /Proposed/,
  approved: /Approved|Applied|Nothing changed|Undone/,
  rejected: /Rejected/,
  expired: /Expired/,
  replaced: /Replaced|Withdrawn/,
};

/** Compares proposals with the record of what was done, and with what their messages say. */
export async function checkShifts(aftermath: Aftermath, db: Db): Promise<Findings> {
  const records = await db.rows<ProposalRecord & Record<string, unknown>>({ text: RECORDS }, []);
  const owed = new Set(aftermath.deliveries.map((row) => row.delivery_key));
  const texts = new Map(
    aftermath.deliveries.map((row) => [
      row.delivery_key,
      aftermath.messages.find(({ ts }) => ts === row.message_ts)?.text ?? "",
    ]),
  );
  const states = groupBy(records, ({ state }) => state);
  return {
    wrong: {
      "wrong decisions": records.flatMap(decisionFaults),
      "wrong proposals": records.flatMap((one) => noteFaults(one, owed)),
      "wrong words": records.flatMap((one) => wordFaults(one, texts)),
    },
    figures: {
      proposals: records.length,
      ...Object.fromEntries([...states].map(([state, list]) => [`  ${state}`, list.length])),
      "  applied": records.filter(({ applied }) => applied).length,
      edits: records.reduce((sum, { edits }) => sum + edits, 0),
      "looks at outcomes": records.reduce((sum, { judged }) => sum + judged, 0),
    },
  };
}

function decisionFaults({
  proposal_id: id,
  state,
  verbs,
  edits,
  changes,
}: ProposalRecord): Violation[] {
  const decisions = verbs.filter((verb) => Object.values(DECIDED).includes(verb));
  const expected = DECIDED[state] === undefined ? [] : [DECIDED[state]];
  const edited = verbs.filter((verb) => verb === "shift.edit" || verb === "shift.stale").length;
  return [
    ...(String(decisions) === String(expected)
      ? []
      : [`proposal ${id} is ${state}, and on record: ${decisions.join(", ")}`]),
    ...(edited === edits
      ? []
      : [`proposal ${id} has ${edits} other plans, and ${edited} on record`]),
    ...(changes.length > 0 === (state === "approved")
      ? []
      : [`proposal ${id} is ${state} with ${changes.length} changes to make`]),
  ];
}

/** What a proposal owes in its thread follows from its state. */
function noteFaults(one: ProposalRecord, owed: ReadonlySet<string>): Violation[] {
  const { delivery_key: key, state, applied, undone, changes, cards, judged } = one;
  const made = changes.some((change) => change !== "skipped");
  const should: Record<string, boolean> = {
    "": true,
    ":approved": state === "approved",
    ":rejected": state === "rejected",
    ":expired": state === "expired",
    // What is taken back with a part of it open is closed without a word of its own.
    ...(undone ? { ":undone": true } : { ":applied": applied }),
  };
  const notes = Object.entries(should).flatMap(([suffix, is]) =>
    owed.has(`${key}${suffix}`) === is ? [] : [`${key}${suffix} is ${is ? "not " : ""}owed`],
  );
  const takenBack = owed.has(`${key}:taken-back`);
  const finished = changes.length > 0 && !changes.includes("todo");
  return [
    ...notes,
    ...(applied === finished
      ? []
      : [`${key} is ${applied ? "" : "not "}applied: ${changes.join()}`]),
    ...(cards === 0 || (made && (cards === 3 || takenBack) && judged === cards)
      ? []
      : [`${key} has ${cards} looks, ${judged} of them made`]),
  ];
}

function wordFaults(
  { delivery_key: key, state }: ProposalRecord,
  texts: ReadonlyMap<string, string>,
): Violation[] {
  const text = texts.get(key) ?? "";
  return SAID[state]?.test(text) === true
    ? []
    : [`${key} is ${state}, and says: ${text.slice(0, 80)}`];
}
