import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

/** A page: its title, one line below it, what stands at the right of the title, and the content. */
export function Page({ title, lead, aside, crumbs, children, class: style }: {
  title: string;
  lead?: ComponentChildren;
  aside?: ComponentChildren;
  /** The pages above this one, as links. */
  crumbs?: ComponentChildren;
  children?: ComponentChildren;
  class?: string;
}) {
  useEffect(() => { document.title = `${title} · Segmentation`; }, [title]);
  return (
    <div class={`page ${style ?? ''}`}>
      <div class="page-head">
        <div>
          {crumbs && <p class="crumbs">{crumbs}</p>}
          <h1>{title}</h1>
          {lead && <p class="lead">{lead}</p>}
        </div>
        {aside && <div class="page-aside">{aside}</div>}
      </div>
      {children}
    </div>
  );
}

/** A part of a page with a heading of its own. */
export function Section({ title, aside, children, class: style }: {
  title: string; aside?: ComponentChildren; children?: ComponentChildren; class?: string;
}) {
  return (
    <section class={style}>
      <div class="section-head"><h2>{title}</h2>{aside && <div>{aside}</div>}</div>
      {children}
    </section>
  );
}
