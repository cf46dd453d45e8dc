import { recordBudgets } from "../../src/db/budget-history.ts";
import { campaignsById, setCampaignBudget } from "../../src/db/campaigns.ts";
import type { Db } from "../../src/db/db.ts";
import { changesOf, seenChanges } from "../../src/db/proposal-changes.ts";
import { openProposal, type ProposalRow, proposalsUnderWay } from "../../src/db/proposals.ts";
import type { ProposedChange, ShiftPlan } from "../../src/domain/budget/proposal/proposal.ts";
import { USUAL_SHIFT_SETTINGS } from "../../src/domain/budget/proposal/shift-settings.ts";
import type { CampaignLabel } from "../../src/domain/campaign.ts";
import { dayAt } from "../../src/domain/day.ts";
import { type ApproveDeps, approveProposal } from "../../src/usecases/budget/approve-proposal.ts";
import { editProposal } from "../../src/usecases/budget/edit-proposal.ts";
import { markChange } from "../../src/usecases/budget/mark-change.ts";
import { storeProposal } from "../../src/usecases/budget/propose-shift.ts";
import { rejectProposal } from "../../src/usecases/budget/reject-proposal.ts";
import { undoProposal } from "../../src/usecases/budget/undo-proposal.ts";
import { UseCaseError } from "../../src/usecases/errors.ts";
import type { Scope } from "../../src/usecases/scope.ts";
import { noPlatform } from "./budget-work.ts";
import { checkShifts } from "./check-shifts.ts";
import type { DrillWork } from "./drill-work.ts";
import { CHANNELS } from "./plan.ts";
import type { Random } from "./random.ts";
import { shuffled } from "./shuffled.ts";

const WORKSPACE = 1;
const CAMPAIGNS = [1, 2, 3, 4, 5, 6];
const UNIT = 1_000_000n;
const PERSON = { groups: [], administrator: true };
/** Proposals that nobody decides on are over so soon. */
const SHORT_HOURS = 1 / 3_600;

/** People propose, edit, decide two at once, carry out and take back; the instances expire, confirm and judge. */
export function shiftWork(): DrillWork {
  let done = 0;

  async function step(db: Db, random: Random): Promise<void> {
    const open = await openProposal(db, WORKSPACE);
    if (open !== undefined) return decide(db, random, open);
    const [underWay] = await proposalsUnderWay(db, { workspaceId: WORKSPACE, since: 0 });
    if (underWay !== undefined) return carryOut(db, random, underWay);
    if (random.chance(0.3) && (await takeBack(db, random))) return;
    await propose(db, random);
  }

  return {
    name: "shifts",
    get done() {
      return done;
    },
    async prepare(db) {
      await db.rows({ text: ACCOUNT }, []);
      await db.rows({ text: FILL }, [CAMPAIGNS]);
    },
    async step(db, random) {
      await step(db, random);
      done += 1;
    },
    async finish(db) {
      const [row] = await db.rows<{ over: boolean }>({ text: OVER }, []);
      return row?.over === true && (await seenChanges(db)).length === 0;
    },
    check: checkShifts,
  };
}

const ACCOUNT = `insert into accounts (workspace_id, account_id, platform, name, currency, currency_assumed,
    time_zone, created_at)
  values (1, 1, 'google_ads', 'Drill', 'USD', false, 'UTC', now())`;

const FILL = `insert into campaigns (workspace_id, campaign_id, account_id, name, status, daily_budget_micros, created_at)
  select 1, id, 1, 'Campaign ' || id, 'active', 100000000, now() from unnest($1::int[]) as c (id)`;

/** Nothing is left for the instances to do by themselves. */
const OVER = `select not exists (select 1 from proposals where state = 'open' and expires_at <= now())
  and not exists (select 1 from scorecards where judged_at is null and due_at <= now()) as over`;

function scopeOf(user: string): Scope {
  return { workspaceId: WORKSPACE, actor: `slack:${user}`, now: Date.now(), zone: "UTC" };
}

/** Plans are given here: none is worked out. */
function depsOf(db: Db): ApproveDeps {
  const suggest = () => Promise.reject(new Error("The engine is not asked."));
  return { db, suggest, open: noPlatform };
}

/** The first of several who do the same at once does it; the others are told so. */
async function atOnce(deeds: readonly Promise<unknown>[]): Promise<void> {
  for (const deed of await Promise.allSettled(deeds)) {
    if (deed.status === "rejected" && !(deed.reason instanceof UseCaseError)) throw deed.reason;
  }
}

async function propose(db: Db, random: Random): Promise<void> {
  const [from, to] = shuffled(random, CAMPAIGNS);
  const records = await campaignsById(db, { workspaceId: WORKSPACE, ids: [from ?? 1, to ?? 2] });
  const amount = BigInt(1 + random.below(9)) * UNIT;
  const [donor, receiver] = records;
  if (donor === undefined || receiver === undefined) throw new Error("Campaigns are stored.");
  const change = (campaign: CampaignLabel, before: bigint, by: bigint): ProposedChange => ({
    campaign,
    beforeMicros: before,
    afterMicros: before + by,
    binds: undefined,
    reason: undefined,
  });
  const plan: ShiftPlan = {
    asOf: dayAt(Date.now(), "UTC"),
    currency: "USD",
    goal: "value",
    maxStep: 1,
    changes: [
      change(donor.label, donor.dailyBudgetMicros ?? 0n, -amount),
      change(receiver.label, receiver.dailyBudgetMicros ?? 0n, amount),
    ],
    moves: [{ from: donor.label.id, to: receiver.label.id, amount }],
    expected: undefined,
    valueNow: 100,
    totalMicros: 600n * UNIT,
    incompleteDays: 0,
    passes: true,
  };
  const settings = { ...USUAL_SHIFT_SETTINGS };
  const expiryHours = random.chance(0.3) ? SHORT_HOURS : settings.expiryHours;
  await db.transaction((tx) =>
    storeProposal(tx, scopeOf("U0MAYA"), {
      kind: "test",
      channel: random.pick(CHANNELS).id,
      plan,
      settings: { ...settings, expiryHours },
    }),
  );
}

async function decide(db: Db, random: Random, open: ProposalRow): Promise<void> {
  const { proposalId, version } = open;
  const seen = { proposalId, version, person: PERSON };
  const no = { reason: "Not now.", lock: undefined };
  if (random.chance(0.3)) {
    const amounts = [BigInt(1 + random.below(9)) * UNIT];
    const edit = (user: string) => editProposal(depsOf(db), scopeOf(user), { ...seen, amounts });
    return atOnce([edit("U0MAYA"), edit("U0LEO")]);
  }
  if (random.chance(0.2)) return;
  const approve = (user: string) => approveProposal(depsOf(db), scopeOf(user), seen);
  const reject = (user: string) => rejectProposal(db, scopeOf(user), { ...seen, ...no });
  const second = random.chance(0.4) ? reject("U0LEO") : approve("U0LEO");
  await atOnce([random.chance(0.2) ? reject("U0MAYA") : approve("U0MAYA"), second]);
}

async function carryOut(db: Db, random: Random, row: ProposalRow): Promise<void> {
  const { proposalId } = row;
  const todo = (await changesOf(db, row)).filter(({ state }) => state === "todo");
  if (random.chance(0.4)) {
    const [seen] = shuffled(random, todo);
    if (seen !== undefined) return load(db, seen.campaignId, seen.afterMicros);
  }
  const as = random.chance(0.15) ? "skipped" : "done";
  const mark = (user: string) => markChange(db, scopeOf(user), { proposalId, as });
  await atOnce([mark("U0MAYA"), mark("U0LEO")]);
  for (const { campaignId, afterMicros } of todo) {
    if (random.chance(0.5)) {
      await load(db, campaignId, random.chance(0.7) ? afterMicros : afterMicros + UNIT);
    }
  }
  // Long enough ago for a look that waits for no more numbers.
  await db.rows(
    { text: "update scorecards set due_at = now() - interval '9 days' where judged_at is null" },
    [],
  );
}

/** As a load would find it. */
async function load(db: Db, campaignId: number, budgetMicros: bigint): Promise<void> {
  const now = Date.now();
  await db.transaction(async (tx) => {
    await setCampaignBudget(tx, { workspaceId: WORKSPACE, campaignId, budgetMicros });
    await recordBudgets(tx, { workspaceId: WORKSPACE, now }, [
      { campaignId, budgetMicros, day: dayAt(now, "UTC"), byLoad: true },
    ]);
  });
}

async function takeBack(db: Db, random: Random): Promise<boolean> {
  const rows = await db.rows<{ proposal_id: number }>(
    { text: "select proposal_id from proposals where state = 'approved' and undo_of is null" },
    [],
  );
  if (rows.length === 0) return false;
  const proposalId = random.pick(rows).proposal_id;
  const undo = (user: string) => undoProposal(db, scopeOf(user), { proposalId });
  await atOnce([undo("U0MAYA"), undo("U0LEO")]);
  return true;
}
