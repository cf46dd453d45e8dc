import {
  SUGGEST_SETTINGS,
  suggestShift,
  type SuggestSettings,
} from "../../../src/domain/budget/plan/suggest-shift.ts";
import type { Suggestion } from "../../../src/domain/budget/plan/suggestion.ts";
import { majorUnits } from "../../../src/domain/money.ts";
import { type Mark, markAnswer } from "./score.ts";
import type { World } from "./world.ts";

/** The engine's mark on a world, with its gates and without them. */
export interface BothMarks {
  readonly gated: Mark;
  readonly ungated: Mark;
}

export function markEngine(world: World, settings: SuggestSettings = SUGGEST_SETTINGS): BothMarks {
  const marked = (asked: SuggestSettings) =>
    markSuggestion(world, suggestShift(world.portfolio, asked));
  return { gated: marked(settings), ungated: marked({ ...settings, gates: undefined }) };
}

function markSuggestion(world: World, suggestion: Suggestion): Mark {
  const budgets = suggestion.kind === "shift" ? suggestion.plan.budgets : suggestion.budgets;
  const after = new Map(
    budgets.map(({ campaign, afterMicros }) => [campaign, majorUnits(afterMicros)]),
  );
  return markAnswer(world, {
    budgets: world.truth.campaigns.map(({ id, currentBudget }) => after.get(id) ?? currentBudget),
    expected: suggestion.kind === "shift" ? suggestion.plan.expected : undefined,
  });
}
