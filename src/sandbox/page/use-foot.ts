import { type RefObject, useEffect, useRef } from "react";

/**
 * The list that is given this shows its newest line, and stays at its foot while whoever reads is there: lines are
 * edited, and charts are drawn once their width is known. `newest` changes with each new line.
 */
export function useFoot(newest: number | undefined): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null);
  const atFoot = useRef(true);
  useEffect(() => {
    if (list.current !== null) atFoot.current = showNewest(list.current);
  }, [newest]);
  useEffect(() => {
    const { current: element } = list;
    if (element === null) return undefined;
    let top = element.scrollTop;
    const scrolled = (): void => {
      // Where lines have grown the foot has gone, and not the reader.
      if (isAtFoot(element)) atFoot.current = true;
      else if (element.scrollTop < top) atFoot.current = false;
      top = element.scrollTop;
    };
    const observer = new ResizeObserver(() => {
      if (atFoot.current) atFoot.current = showNewest(element);
    });
    for (const grown of [element, ...element.children]) observer.observe(grown);
    element.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", scrolled);
    };
  }, []);
  return list;
}

const FOOT_PX = 60;

function isAtFoot({ scrollHeight, scrollTop, clientHeight }: HTMLElement): boolean {
  return scrollHeight - scrollTop - clientHeight < FOOT_PX;
}

/** True where that is the foot: a message taller than the window is read from its top. */
function showNewest(list: HTMLElement): boolean {
  const last = list.querySelector(":scope > .lines > :last-child");
  const block = (last?.clientHeight ?? 0) > list.clientHeight ? "start" : "nearest";
  last?.scrollIntoView({ block });
  return isAtFoot(list);
}
