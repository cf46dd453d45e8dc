/** In whose name something is done, for whom, and when: every use case is told, none asks a clock. */
export interface Scope {
  readonly workspaceId: number;
  /** `slack:U123`, `cli:maria`, `job:demo`. */
  readonly actor: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The workspace's zone, for accounts that say nothing of theirs. */
  readonly zone: string;
}
