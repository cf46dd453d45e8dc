export interface DoubleHolder {
  readonly id: string;
  readonly name: string;
  readonly effective_status?: string;
  daily_budget?: string;
  readonly lifetime_budget?: string;
}

export interface DoubleAdSet extends DoubleHolder {
  readonly campaign_id: string;
  readonly learning_stage_info?: { readonly status: string };
}

export interface MetaAccount {
  id: string;
  name: string;
  currency: string;
  timezone_name: string;
  account_status?: number;
  readonly permissions: Readonly<Record<string, string>>;
  readonly campaigns: readonly DoubleHolder[];
  readonly adSets?: readonly DoubleAdSet[];
  /** Insights by day: one row a campaign, as the API writes them. */
  readonly days?: Readonly<Record<string, readonly object[]>>;
  /** Actions of the last 28 days. */
  readonly actions?: readonly object[];
}

export function metaError(code: number, message: string, more: object = {}): object {
  return { error: { message, type: "OAuthException", code, fbtrace_id: "trace-1", ...more } };
}
