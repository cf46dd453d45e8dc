import type { Db } from "../../src/db/db.ts";
import type { Findings, Violation } from "./drill-work.ts";
import { groupBy } from "./group-by.ts";
import type { PlatformReport } from "./platform-report.ts";

interface WrittenChange {
  readonly campaign: string;
  readonly proposal_id: number;
  readonly before: string;
  readonly after: string;
  readonly budget: string;
  readonly state: string;
  readonly write_state: string | null;
  readonly applied: boolean;
  readonly verbs: readonly string[];
}

const CHANGES = `select c.external_id as campaign, p.proposal_id, p.before_micros::text as before,
    p.after_micros::text as after, c.daily_budget_micros::text as budget, p.state, p.write_state,
    q.applied_at is not null as applied,
    array(select verb from audit a where a.workspace_id = p.workspace_id
       and a.subject = 'campaign:' || p.campaign_id and (a.details->>'proposal')::int = p.proposal_id
       order by audit_id) as verbs
  from proposal_changes p join campaigns c using (workspace_id, campaign_id)
  join proposals q using (workspace_id, proposal_id) order by q.decided_at, p.proposal_id`;

/** What the record calls a budget that is on the platform. */
const MADE = ["shift.write.written", "shift.change.verify"];

/** Compares the budgets on the platform, and each time that one was set, with what was approved and is on record. */
export async function checkWrites(db: Db, report: PlatformReport): Promise<Findings> {
  const changes = await db.rows<WrittenChange & Record<string, unknown>>({ text: CHANGES }, []);
  const made = changes.filter(({ state }) => state === "verified");
  return {
    wrong: {
      "wrong settings": settingFaults(made, report),
      "wrong budgets": changes.flatMap(({ campaign, budget }) =>
        budget === report.budgets[campaign]
          ? []
          : [`${campaign} has ${report.budgets[campaign]}, and here ${budget}`],
      ),
      "wrong records": changes.flatMap(recordFaults),
    },
    figures: {
      "budgets approved": changes.length,
      "  written": made.length,
      "  refused": changes.length - made.length,
      "  seen by a load": made.filter(({ verbs }) => verbs.includes("shift.change.verify")).length,
      "budgets set": report.settings.length,
      "  in later tries": changes.flatMap(({ verbs }) =>
        verbs.filter((verb) => verb === "shift.write.later"),
      ).length,
    },
  };
}

/** A budget took its approved values one after the other, each once, and ends with the last. */
function settingFaults(made: readonly WrittenChange[], { settings }: PlatformReport): Violation[] {
  const approved = groupBy(made, ({ campaign }) => campaign);
  const set = groupBy(settings, ({ campaign }) => campaign);
  return [...new Set([...approved.keys(), ...set.keys()])].flatMap((campaign) => {
    const should = (approved.get(campaign) ?? []).map(({ after }) => after).join(", ");
    const was = (set.get(campaign) ?? []).map(({ micros }) => micros).join(", ");
    return should === was ? [] : [`${campaign} was to have ${should}, and had ${was}`];
  });
}

function recordFaults(change: WrittenChange): Violation[] {
  const { campaign, proposal_id: id, state, write_state: write, applied, verbs } = change;
  const name = `${campaign} of proposal ${id}`;
  const made = verbs.filter((verb) => MADE.includes(verb));
  return [
    ...(state === "verified" || state === "skipped" ? [] : [`${name} is ${state}, ${write}`]),
    ...(made.length === (state === "verified" ? 1 : 0)
      ? []
      : [`${name} is ${state}, and on record: ${verbs.join(", ")}`]),
    ...(applied ? [] : [`proposal ${id} is not applied`]),
  ];
}
