import type { ReceivedCall, ScriptedAnswer } from "../../support/api-server.ts";

export interface ImpactState {
  sid: string;
  token: string;
  programmes: readonly string[];
  actions: Record<string, unknown>[];
  /** Actions a page, however many are asked for. */
  pageSize: number;
}

const SPAN_MS = 45 * 86_400_000;

/** Impact's API as documented: Basic auth, at most 45 days, pages by `@nextpageuri`, a programme named by advertisers. */
export function impactDouble(state: ImpactState): (call: ReceivedCall) => ScriptedAnswer {
  const pair = Buffer.from(`${state.sid}:${state.token}`).toString("base64");
  return (call) => {
    if (call.headers.authorization !== `Basic ${pair}`) {
      return { status: 401, body: { Status: "ERROR", Message: "Invalid credentials" } };
    }
    if (call.headers.accept !== "application/json") return { body: "<ImpactRadiusResponse/>" };
    const [, side, sid, what] = call.path.split("/");
    if (sid !== state.sid) return { status: 403, body: { Status: "ERROR", Message: "Forbidden" } };
    if (what === "CompanyInformation") return { body: { CompanyName: "Acme" } };
    return what === "Actions" ? actions(call, state, side === "Advertisers") : { status: 404 };
  };
}

function actions(call: ReceivedCall, state: ImpactState, named: boolean): ScriptedAnswer {
  const { query } = call;
  const campaign = query.get("CampaignId");
  if (named && campaign === null) return refused("CampaignId is required");
  if (campaign !== null && !state.programmes.includes(campaign)) return refused("No such campaign");
  const from = Date.parse(query.get("ActionDateStart") ?? "");
  const to = Date.parse(query.get("ActionDateEnd") ?? "");
  if (!(to - from <= SPAN_MS)) return refused("Dates cannot be more than 45 days apart");
  const found = state.actions.filter((action) => {
    const at = Date.parse(String(action["EventDate"]));
    return (
      at >= from && at <= to && (campaign === null || String(action["CampaignId"]) === campaign)
    );
  });
  const page = Number(query.get("Page") ?? 1);
  const pages = Math.ceil(found.length / state.pageSize);
  const next = new URLSearchParams(query);
  next.set("Page", String(page + 1));
  return {
    body: {
      "@page": String(page),
      "@numpages": String(pages),
      "@total": String(found.length),
      "@nextpageuri": page < pages ? `${call.path}?${next.toString()}` : "",
      Actions: found.slice((page - 1) * state.pageSize, page * state.pageSize),
    },
  };
}

export function refused(Message: string): ScriptedAnswer {
  return { status: 400, body: { Status: "ERROR", Message } };
}

export function action(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    Id: "1000.4636.158133",
    CampaignId: "1000",
    CampaignName: "Acme",
    MediaPartnerId: "10000",
    MediaPartnerName: "Deals",
    State: "PENDING",
    Payout: "0.88",
    Amount: "21.99",
    Currency: "USD",
    EventDate: "2026-11-01T10:42:38-08:00",
    ...change,
  };
}
