import { createContext, useContext } from "react";

import type { PageState, PageUser } from "../page-api.ts";

export interface WorkspaceFacts {
  readonly page: PageState;
  readonly viewer: PageUser;
  readonly complain: (error: unknown) => void;
}

export const WorkspaceContext = createContext<WorkspaceFacts | undefined>(undefined);

export function useFacts(): WorkspaceFacts {
  const facts = useContext(WorkspaceContext);
  if (facts === undefined) throw new Error("This part is drawn outside a workspace");
  return facts;
}
