import { type Dispatch, useCallback, useEffect, useReducer } from "react";

import type { PageEvent, PageState } from "../page-api.ts";
import { eventsUrl, loadHome, loadMessages, openHome, sentenceOf } from "./api.ts";
import {
  type Change,
  changeWorkspace,
  firstWorkspace,
  HOME,
  type Workspace,
} from "./workspace-state.ts";

export interface WorkspaceUse {
  readonly state: Workspace;
  readonly dispatch: Dispatch<Change>;
  /** Shows an error where the person is looking. */
  readonly complain: (error: unknown) => void;
}

/** The workspace as one person sees it, kept up to date by the event stream. */
export function useWorkspace({ users, channels }: PageState): WorkspaceUse {
  const [state, dispatch] = useReducer(
    changeWorkspace,
    firstWorkspace(users[0]?.id ?? "", channels[0]?.id ?? HOME),
  );
  const { user, place, connection } = state;

  const complain = useCallback(
    (error: unknown) => {
      const text = typeof error === "string" ? error : sentenceOf(error);
      dispatch({ kind: "notice", notice: { channel: place, at: Date.now(), text } });
    },
    [place],
  );

  const load = useCallback(async () => {
    try {
      if (place === HOME) {
        dispatch({ kind: "home", view: await loadHome(user) });
        await openHome(user);
      } else {
        const messages = await loadMessages(place, user);
        dispatch({ kind: "loaded", channel: place, messages });
      }
    } catch (error) {
      complain(error);
    }
  }, [user, place, complain]);

  // Loaded anew when the stream is back: it brings nothing of what was missed.
  useEffect(() => {
    if (connection !== "lost") void load();
  }, [load, connection]);

  useEffect(() => {
    const source = new EventSource(eventsUrl(user));
    source.onmessage = ({ data }: MessageEvent<string>) => {
      const event: unknown = JSON.parse(data);
      if (isPageEvent(event)) dispatch({ kind: "event", event });
    };
    source.onopen = () => dispatch({ kind: "connection", connection: "open" });
    source.addEventListener("error", () => dispatch({ kind: "connection", connection: "lost" }));
    return () => source.close();
  }, [user]);

  return { state, dispatch, complain };
}

function isPageEvent(event: unknown): event is PageEvent {
  return typeof event === "object" && event !== null && "kind" in event;
}
