import fc from "fast-check";

import { draws, EFFORT } from "./draws.ts";

/** Every run draws the same inputs, so that a change fails for what it changed; an exploration draws others. */
fc.configureGlobal({ ...draws(100), ...(EFFORT === 1 ? { seed: 1 } : { endOnFailure: true }) });
