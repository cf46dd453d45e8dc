import { randomUUID } from "node:crypto";

import type { Logger } from "pino";

import { Conflict, UseCaseError } from "../usecases/errors.ts";
import { type Place, type Respond, respondAt } from "./respond.ts";
import { errorView } from "./views/error-view.ts";
import type { SlackClient } from "./web-client.ts";

/** Something that a person asked for and has been promised an answer to. */
export interface Task {
  /** `command`, `button`, `form`, `file`, `home`: for logs and metrics. */
  readonly kind: string;
  readonly place: Place;
  readonly client: SlackClient;
  run(respond: Respond): Promise<void>;
}

export type Work = (task: Task) => Promise<void>;

export interface WorkDeps {
  readonly log: Logger;
  readonly timed: (kind: string, outcome: "answered" | "failed", seconds: number) => void;
}

export interface TrackedWork {
  readonly work: Work;
  /** Resolves when all that is under way has ended. */
  drain(): Promise<void>;
}

/** Work that goes on after the acknowledgement: its failure becomes a sentence, and stopping waits for it. */
export function trackWork({ log, timed }: WorkDeps): TrackedWork {
  const underWay = new Set<Promise<void>>();

  async function perform(task: Task): Promise<void> {
    const started = performance.now();
    const respond = respondAt(task.place, task.client);
    try {
      await task.run(respond);
      timed(task.kind, "answered", (performance.now() - started) / 1000);
    } catch (error) {
      timed(task.kind, "failed", (performance.now() - started) / 1000);
      await apologize(task, error, respond);
    }
  }

  async function apologize(task: Task, error: unknown, respond: Respond): Promise<void> {
    if (error instanceof UseCaseError) {
      const next = error instanceof Conflict ? whoWasFirst(error, task.place.user) : "";
      await respond(errorView({ message: error.message, next })).catch(logged(task));
      return;
    }
    const logId = randomUUID().slice(0, 8);
    log.error({ err: error, logId, kind: task.kind, user: task.place.user }, "a request failed");
    const message = "Something went wrong on my side, and nothing was changed.";
    const next = "Try again in a minute; if it stays so, tell whoever runs Trimtab the id below.";
    await respond(errorView({ message, next, logId })).catch(logged(task));
  }

  function logged(task: Task): (error: unknown) => void {
    return (error) => log.error({ err: error, kind: task.kind }, "an answer could not be sent");
  }

  return {
    work(task) {
      const work = perform(task).finally(() => underWay.delete(work));
      underWay.add(work);
      return work;
    },
    async drain() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

function whoWasFirst({ first }: Conflict, asking: string): string {
  const user = /^slack:([A-Z0-9]+)$/.exec(first ?? "")?.[1];
  if (user === undefined) return "";
  return user === asking ? "You were first." : `<@${user}> was first.`;
}
