import { sankey, sankeyLinkHorizontal, type SankeyGraph, type SankeyLink, type SankeyNode } from 'd3-sankey';
import { useEffect, useRef, useState } from 'preact/hooks';
import { count, counted } from '../format.ts';
import type { SegmentSize } from '../types.ts';
import type { Link } from '../views/flows.ts';
import { direction } from '../views/overview.ts';
import { segmentName } from '../words.ts';

interface Node {
  id: string;
  name: string;
}

interface Edge {
  link: Link;
}

type Laid = SankeyGraph<Node, Edge>;
type LaidNode = SankeyNode<Node, Edge>;
type LaidLink = SankeyLink<Node, Edge>;

const nodeWidth = 10;
const labelRoom = 118;

/** Who moved between segments: on the left where they were, on the right where they are. Each flow is a link. */
export function Sankey({ segments, links, href }: {
  segments: SegmentSize[]; links: Link[]; href: (link: Link) => string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const order = segments.map(segment => segment.segment);
  const height = Math.max(280, Math.min(560, 46 * new Set(links.flatMap(link => [link.from, link.to])).size + 120));
  const room = width < 480 ? 96 : labelRoom;
  const laid = width > 0 ? layOut(segments, links, [width, height], room) : null;
  return (
    <figure class="sankey" ref={box}>
      {laid && (
        <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="group"
          aria-label="Flows between segments; the table has the same numbers">
          {laid.links.map(edge => <Flow key={`${edge.link.from} ${edge.link.to}`} {...{ edge, order, href, laid }} />)}
          {laid.nodes.map(node => <NodeBar key={node.id} node={node} width={width} />)}
        </svg>
      )}
      <figcaption class="small quiet">As wide as the number of customers. Those who stayed are left out.</figcaption>
    </figure>
  );
}

function layOut(segments: SegmentSize[], links: Link[], [width, height]: [number, number], room: number): Laid {
  const order = [...segments.map(segment => segment.segment)];
  const name = (id: string | null, isFrom: boolean) =>
    segments.find(segment => segment.segment === id)?.name ?? segmentName(id, isFrom);
  const place = (id: string) => {
    const at = order.indexOf(id.slice(id.indexOf(':') + 1));
    return at < 0 ? order.length : at;
  };
  const ids = new Map<string, Node>();
  for (const link of links) {
    ids.set(`from:${link.from}`, { id: `from:${link.from}`, name: name(link.from, true) });
    ids.set(`to:${link.to}`, { id: `to:${link.to}`, name: name(link.to, false) });
  }
  return sankey<Node, Edge>()
    .nodeId(node => node.id).nodeWidth(nodeWidth).nodePadding(18)
    .nodeSort((a, b) => place(a.id) - place(b.id))
    .extent([[room, 8], [width - room, height - 20]])({
      nodes: [...ids.values()],
      links: links.map(link => ({
        link, source: `from:${link.from}`, target: `to:${link.to}`, value: link.customers,
      })),
    });
}

function Flow({ edge, order, href }: { edge: LaidLink; order: string[]; href: (link: Link) => string }) {
  const [source, target] = [edge.source as LaidNode, edge.target as LaidNode];
  const text = `${source.name} to ${target.name}: ${counted(edge.link.customers, 'customer')}`;
  return (
    <a href={href(edge.link)} aria-label={text} class={`flow ${direction(edge.link.from, edge.link.to, order)}`}>
      <path d={sankeyLinkHorizontal<Node, Edge>()(edge) ?? ''} fill="none" stroke-width={Math.max(2, edge.width ?? 0)}>
        <title>{text}</title>
      </path>
    </a>
  );
}

function NodeBar({ node, width }: { node: LaidNode; width: number }) {
  const [x0, x1, y0, y1] = [node.x0 ?? 0, node.x1 ?? 0, node.y0 ?? 0, node.y1 ?? 0];
  const isLeft = x0 < width / 2;
  const [x, y] = [isLeft ? x0 - 8 : x1 + 8, (y0 + y1) / 2];
  return (
    <g aria-hidden="true">
      <rect class="node" x={x0} y={y0} width={x1 - x0} height={Math.max(1, y1 - y0)} />
      <text x={x} y={y} text-anchor={isLeft ? 'end' : 'start'} dy="-0.1em">{node.name}</text>
      <text class="quiet" x={x} y={y} text-anchor={isLeft ? 'end' : 'start'} dy="1.05em">
        {count(node.value ?? 0)}{node.id.endsWith(':null') ? '' : isLeft ? ' left' : ' came'}
      </text>
    </g>
  );
}

function useWidth(box: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return width;
}
