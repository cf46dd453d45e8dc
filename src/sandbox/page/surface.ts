import { createContext, useContext } from "react";

import type { Fields } from "../is-record.ts";
import type { PageChannel, PageState, PageUser, StateValues } from "../page-api.ts";

/** What a press says: which element, and what of it changed, in Slack's words. */
export interface Press {
  readonly blockId: string;
  readonly actionId: string;
  readonly change: Fields;
}

/** The place in which blocks stand, for the elements inside it. */
export interface Surface {
  readonly users: readonly PageUser[];
  readonly channels: readonly PageChannel[];
  readonly app: PageState["app"];
  readonly viewer: PageUser;
  /** What the person entered so far. */
  readonly values: StateValues;
  /** A sentence for each input that was refused, by block_id. */
  readonly errors: Readonly<Record<string, string>>;
  /** An element whose press is under way, as `block_id action_id`. */
  readonly pressed: string | null;
  readonly enter: (entry: Press) => void;
  readonly press: (press: Press) => void;
  readonly upload: (file: File) => Promise<string>;
}

export const SurfaceContext = createContext<Surface | undefined>(undefined);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (surface === undefined) throw new Error("Blocks are drawn outside a surface");
  return surface;
}
