import type { PageView } from "../page-api.ts";
import { Blocks } from "./blocks.tsx";
import { NoticeLine } from "./notice-line.tsx";
import { SurfaceContext } from "./surface.ts";
import { useBlocksSurface } from "./use-blocks-surface.ts";
import { HOME, type Notice } from "./workspace-state.ts";

interface HomeTabProps {
  readonly view: PageView | null;
  readonly notices: readonly Notice[];
}

export function HomeTab({ view, notices }: HomeTabProps) {
  const surface = useBlocksSurface(view === null ? {} : { viewId: view.id });
  return (
    <div className="home" data-testid="home">
      <SurfaceContext value={surface}>
        {view === null ? (
          <p className="home-empty">The app has not shown its Home yet. It does within a moment.</p>
        ) : (
          <Blocks blocks={view.blocks} />
        )}
      </SurfaceContext>
      {notices
        .filter((notice) => notice.channel === HOME)
        .map((notice) => (
          <NoticeLine key={notice.id} notice={notice} />
        ))}
    </div>
  );
}
