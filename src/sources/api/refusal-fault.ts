import type { z } from "zod";

import type { SourceFault } from "../../usecases/source.ts";
import type { ApiAnswer } from "./api-client.ts";
import { type FaultSteps, httpFault, refusalText } from "./http-fault.ts";

/** The fault of an answer of refusal. `words` finds the platform's own in its JSON; else its text is quoted. */
export async function refusalFault(
  answer: ApiAnswer,
  refusal: {
    readonly platform: string;
    readonly steps: FaultSteps;
    readonly words: z.ZodType<string>;
  },
): Promise<SourceFault> {
  const { platform, steps, words } = refusal;
  const text = await refusalText(answer);
  return httpFault(answer, { platform, steps, message: wordsIn(text, words) });
}

function wordsIn(text: string, words: z.ZodType<string>): string {
  try {
    return words.parse(JSON.parse(text));
  } catch {
    return text;
  }
}
