import { useEffect, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';

const MOVED = 'forum:moved';

let moves = 0;

export function go(path: string): void {
  moves++;
  history.pushState(null, '', path);
  dispatchEvent(new Event(MOVED));
}

/** Says whether this page was reached from another one, without the document being loaded again. */
export function hasMoved(): boolean {
  return moves > 0;
}

export function usePath(): string {
  const [path, setPath] = useState(location.pathname);
  useEffect(() => {
    const moved = () => setPath(location.pathname);
    const movedByHistory = () => {
      moves++;
      moved();
    };
    addEventListener('popstate', movedByHistory);
    addEventListener(MOVED, moved);
    return () => {
      removeEventListener('popstate', movedByHistory);
      removeEventListener(MOVED, moved);
    };
  }, []);
  return path;
}

interface LinkProps {
  to: string;
  /** How the link looks; the style sheet knows these. */
  look?: string;
  /** Whether it leads to the page that is open, or to one that this is part of. */
  current?: 'page' | 'true' | false;
  children: ComponentChildren;
}

export function Link({ to, look, current, children }: LinkProps) {
  const follow = (event: MouseEvent) => {
    // A click that asks for a new tab or window stays with the browser.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    go(to);
  };
  return (
    <a href={to} class={look} aria-current={current || undefined} onClick={follow}>
      {children}
    </a>
  );
}
