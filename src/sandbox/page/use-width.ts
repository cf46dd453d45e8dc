import { type RefCallback, useCallback, useState } from "react";

/** The width in pixels of the element that gets the reference, kept up to date. */
export function useWidth(initial: number): [number, RefCallback<HTMLElement>] {
  const [width, setWidth] = useState(initial);
  const measure = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [width, measure];
}
