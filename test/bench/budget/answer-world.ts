import {
  SUGGEST_SETTINGS,
  suggestShift,
  type SuggestSettings,
} from "../../../src/domain/budget/suggest-shift.ts";
import type { Plan, Suggestion } from "../../../src/domain/budget/suggestion.ts";
import { majorUnits } from "../../../src/domain/money.ts";
import type { Answer } from "./score.ts";
import type { World } from "./world.ts";

/** What the engine says of a world, with its gates and without them. */
export interface BothAnswers {
  readonly gated: Answer;
  readonly ungated: Answer;
}

export function answerWorld(
  world: World,
  settings: SuggestSettings = SUGGEST_SETTINGS,
): BothAnswers {
  return {
    gated: answerOf(world, suggestShift(world.portfolio, settings)),
    ungated: answerOf(world, suggestShift(world.portfolio, { ...settings, gates: undefined })),
  };
}

function answerOf({ truth }: World, suggestion: Suggestion): Answer {
  const plan: Plan | undefined = suggestion.kind === "shift" ? suggestion.plan : undefined;
  const after = new Map(
    plan?.budgets.map(({ campaign, afterMicros }) => [campaign, majorUnits(afterMicros)]),
  );
  return {
    budgets: truth.campaigns.map(({ id, currentBudget }) => after.get(id) ?? currentBudget),
    expected: plan?.expected,
  };
}
