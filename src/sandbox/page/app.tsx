import { useState } from "react";

import type { PageMessage, PageState } from "../page-api.ts";
import { sendCommand, uploadFile } from "./api.ts";
import { ChannelHead } from "./channel-head.tsx";
import { Composer } from "./composer.tsx";
import { HomeTab } from "./home-tab.tsx";
import { MessageList } from "./message-list.tsx";
import { Modal } from "./modal.tsx";
import { Sidebar } from "./sidebar.tsx";
import { ThreadPanel } from "./thread-panel.tsx";
import { useProgress } from "./use-progress.ts";
import { useWorkspace } from "./use-workspace.ts";
import { Welcome } from "./welcome.tsx";
import { WorkspaceContext } from "./workspace-context.ts";
import { HOME } from "./workspace-state.ts";

const NO_MESSAGES: readonly PageMessage[] = [];

export function App({ page }: { readonly page: PageState }) {
  const { state, dispatch, complain } = useWorkspace(page);
  const [menuOpen, setMenuOpen] = useState(false);
  const channel = page.channels.find(({ id }) => id === state.place);
  const [first] = page.users;
  const viewer = page.users.find(({ id }) => id === state.user) ?? first;
  const messages = state.messages[state.place] ?? NO_MESSAGES;
  const progress = useProgress(messages, state.modal);
  if (viewer === undefined) return <p className="loading">This workspace has no people.</p>;

  const run = (text: string): Promise<void> =>
    progress.during(async () => {
      const { error } = await sendCommand({ user: viewer.id, channel: state.place, text });
      if (error !== null) throw new Error(error);
    }, complain);
  const attach = (files: readonly File[]): Promise<void> =>
    progress.during(async () => {
      for (const file of files) await uploadFile({ user: viewer.id, channel: state.place, file });
    }, complain);

  return (
    <WorkspaceContext value={{ page, viewer, complain }}>
      <div className={menuOpen ? "shell menu-open" : "shell"}>
        <Sidebar
          state={state}
          onUser={(user) => dispatch({ kind: "user", user })}
          onPlace={(place) => {
            dispatch({ kind: "place", place });
            setMenuOpen(false);
          }}
        />
        <button
          type="button"
          className="menu-shade"
          aria-label="Close the menu"
          onClick={() => setMenuOpen(false)}
        />
        <main>
          <ChannelHead
            channel={channel}
            connected={state.connection !== "lost"}
            menuOpen={menuOpen}
            onMenu={() => setMenuOpen(!menuOpen)}
          />
          {state.place === HOME ? (
            <HomeTab view={state.home} notices={state.notices} />
          ) : (
            <>
              <MessageList
                key={`${state.user} ${state.place}`}
                messages={messages}
                notices={state.notices.filter((notice) => notice.channel === state.place)}
                onThread={(ts) => dispatch({ kind: "thread", ts })}
              />
              <Welcome empty={messages.length === 0} onCommand={(text) => void run(text)} />
              <Composer
                key={state.place}
                channel={channel}
                working={progress.working}
                onCommand={(text) => void run(text)}
                onFiles={(files) => void attach(files)}
              />
            </>
          )}
        </main>
        {state.thread !== null && (
          <ThreadPanel
            messages={messages}
            ts={state.thread}
            onClose={() => dispatch({ kind: "thread", ts: null })}
          />
        )}
        {state.modal !== null && <Modal key={state.modal.id} view={state.modal} />}
      </div>
    </WorkspaceContext>
  );
}
