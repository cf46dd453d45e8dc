/** What trackers call the parts of a conversion, the more telling name first; compared by `plainKey`. */
export const NAMES = {
  /** Voluum cid, RedTrack clickid, Keitaro subid, Binom cnv_id, Everflow evclid, Awin clickref. */
  click: ["clickid", "cid", "subid", "cnvid", "evclid", "clickref"],
  /** The click's id with Everflow and TUNE, the transaction's with everybody else. */
  clickOrTransaction: ["transactionid", "affsub"],
  /** Voluum txid, Keitaro tid, Everflow order_id, TUNE adv_sub. */
  transaction: ["txid", "tid", "orderid", "advsub"],
  /** Voluum et, RedTrack type, Everflow event_id, TUNE goal. */
  event: ["event", "et", "type", "eventid", "goal", "goalid"],
  /** Binom cnv_status. */
  status: ["status", "cnvstatus"],
  value: ["value", "payout", "sum", "amount", "revenue"],
  currency: ["currency"],
  campaign: ["campaignid", "campaign", "utmcampaign", "utmid"],
  source: ["source", "utmsource"],
  time: ["timestamp"],
} as const;

/** Only Everflow and TUNE send these: their transaction_id is the click's. */
export const NAMES_THE_CLICK = ["nid", "affsub", "advsub", "goal", "goalid"] as const;

/** `Click-ID`, `click_id` and `clickId` are one name. */
export function plainKey(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, "");
}
