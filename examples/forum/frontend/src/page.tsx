import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { hasMoved } from './router';

interface PageProps {
  title: string;
  /** What stands under the heading. */
  lead?: ComponentChildren;
  /** How the page is laid out; the style sheet knows these. */
  layout?: 'card' | 'chat';
  /** What stands on the line of the heading. */
  aside?: ComponentChildren;
  children: ComponentChildren;
}

/** One page: it names the document, and takes the focus when a visitor comes from another page. */
export function Page({ title, lead, layout, aside, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Forum`;
    if (hasMoved()) {
      heading.current?.focus();
    }
  }, [title]);
  return (
    <section class={`page ${layout ?? 'plain'}`}>
      <header class="title">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {aside}
      </header>
      {lead && <p class="lead">{lead}</p>}
      {children}
    </section>
  );
}

/** What a page shows where there is nothing to show. */
export function Empty({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="what">{title}</p>
      <p>{children}</p>
    </div>
  );
}

/** A round mark with the first letter of a name; it says nothing that is not written next to it. */
export function Initial({ of: name }: { of: string }) {
  return (
    <span class={`initial tint-${tint(name)}`} aria-hidden="true">
      {[...name][0] ?? '?'}
    </span>
  );
}

/** Returns which of the tints of the style sheet a name has, always the same. */
export function tint(name: string): number {
  return [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 5;
}
