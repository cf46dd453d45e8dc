import type { Logger } from "pino";

import type { Desk } from "../usecases/desk.ts";
import type { Scope } from "../usecases/scope.ts";
import type { FetchFile } from "./fetch-file.ts";
import type { Work } from "./work.ts";

/** What the listeners work with. */
export interface SlackEdge {
  readonly desk: Desk;
  readonly log: Logger;
  readonly now: () => number;
  /** The scope of what a Slack user does now. */
  readonly scope: (userId: string) => Promise<Scope>;
  /** Runs what follows an acknowledgement: tracked to its end, timed, its failure told to the person. */
  readonly work: Work;
  readonly fetchFile: FetchFile;
  /** Sends owed messages now, not at the next tick. */
  readonly deliver: () => Promise<void>;
}
