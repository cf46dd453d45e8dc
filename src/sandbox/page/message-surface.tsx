import type { ReactNode } from "react";

import type { PageMessage } from "../page-api.ts";
import { SurfaceContext } from "./surface.ts";
import { useBlocksSurface } from "./use-blocks-surface.ts";

interface MessageSurfaceProps {
  readonly message: PageMessage;
  readonly children: ReactNode;
}

export function MessageSurface({ message, children }: MessageSurfaceProps) {
  const { channel, ts } = message;
  const surface = useBlocksSurface({ message: { channel, ts } });
  return <SurfaceContext value={surface}>{children}</SurfaceContext>;
}
