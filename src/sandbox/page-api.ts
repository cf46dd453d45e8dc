/**
 * What the page and the double say to each other, all below `/sandbox/page-api/`. Answers are JSON; a refused request
 * answers 4xx with `{ "error": "a sentence" }`.
 *
 * GET  state                          → PageState
 * GET  messages?channel=C1&user=U1    → { messages: PageMessage[] } (threads included, oldest first)
 * GET  home?user=U1                   → { view: PageView | null }
 * GET  events?user=U1                 → event stream; each event's data is a PageEvent
 * POST command      CommandRequest    → CommandResult (after the app has acknowledged, at most 3 s)
 * POST action       ActionRequest     → ActionResult
 * POST submit-view  SubmitRequest     → SubmitResult
 * POST close-view   { user, viewId }  → {}
 * POST open-home    { user }          → {}
 * POST upload?user=U1&channel=C1&name=report.csv   raw bytes, content-type application/octet-stream → { fileId }
 *      (without a channel the file waits for a modal's file_input)
 */
export interface PageState {
  readonly workspace: string;
  readonly command: string;
  readonly app: { readonly name: string; readonly botUserId: string };
  readonly users: readonly PageUser[];
  readonly channels: readonly PageChannel[];
}

export interface PageUser {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly zone: string;
}

export interface PageChannel {
  readonly id: string;
  /** Without `#`; a direct message with the app bears the app's name. */
  readonly name: string;
  readonly topic: string;
  readonly direct: boolean;
}

export interface PageMessage {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs?: string;
  /** A reply that is shown in the channel too. */
  readonly broadcast?: true;
  /** A user's id, the app's bot user id, or `slackbot`. */
  readonly author: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
  /** Only this user sees it. */
  readonly onlyFor?: string;
  readonly edited: boolean;
  readonly files: readonly { readonly id: string; readonly name: string; readonly bytes: number }[];
}

/** A modal or a Home tab, as the app sent it. */
export interface PageView {
  readonly id: string;
  readonly type: "modal" | "home";
  readonly title?: string;
  readonly submit?: string;
  readonly close?: string;
  readonly blocks: readonly unknown[];
}

export type PageEvent =
  | { readonly kind: "posted" | "changed"; readonly message: PageMessage }
  | { readonly kind: "deleted"; readonly channel: string; readonly ts: string }
  /** The modal on top of the user's stack, or null when the last one has been closed. */
  | { readonly kind: "modal"; readonly view: PageView | null }
  | { readonly kind: "home"; readonly view: PageView };

export interface CommandRequest {
  readonly user: string;
  readonly channel: string;
  /** With the command's own name: `/perf brand 30d`. */
  readonly text: string;
}

/** Answers of the app arrive as events; an error is shown to the user alone. */
export interface CommandResult {
  readonly error: string | null;
}

/** Values of a surface's inputs by block_id and action_id, in Slack's `state.values` form. */
export type StateValues = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface ActionRequest {
  readonly user: string;
  /** Where the element is: a message, or a view. */
  readonly message?: { readonly channel: string; readonly ts: string };
  readonly viewId?: string;
  readonly blockId: string;
  readonly actionId: string;
  /** As in Slack's payload: `value`, `selected_option`, `selected_user`, `selected_date` and so on. */
  readonly change: Readonly<Record<string, unknown>>;
  readonly state: StateValues;
}

export interface ActionResult {
  readonly error: string | null;
}

export interface SubmitRequest {
  readonly user: string;
  readonly viewId: string;
  readonly state: StateValues;
}

export interface SubmitResult {
  /** A sentence for each input that was refused, by block_id. */
  readonly errors: Readonly<Record<string, string>>;
  readonly error: string | null;
}
