/**
 * Connections as curves with a badge. The kind shows in four ways: sign or icon on the badge, dash, arrow head, colour;
 * the strength in width and number. Only links that touch the screen have elements.
 */
import { words } from '../i18n/index.ts';
import type { Box, Point } from '../model/geometry.ts';
import type { LinkKind, LinkRecord, Strength } from '../protocol/catalogue.ts';
import type { Scene } from './card.ts';
import { makeSvg, setAttribute } from './dom.ts';
import { Grid } from './grid.ts';

const WIDTHS: Record<Strength, number> = { weak: 2, normal: 3.2, strong: 5 };
const NUMBERS: Record<Strength, string> = { weak: '1', normal: '2', strong: '3' };
/** Kinds that are said by a sign; the others by their word. */
const SIGNS: Partial<Record<LinkKind, string>> = { plus: '+', minus: '−' };
const BADGE_HEIGHT = 26;
const LETTER_WIDTH = 7.4;
/** How far the curve stays off the edge of an item, and how much it bends. */
const GAP = 6;
const BEND = 0.12;

export const LINK_TONES = ['plus', 'minus', 'other'] as const;
export type LinkTone = (typeof LINK_TONES)[number];

export const toneOf = (kind: LinkKind): LinkTone => {
  if (kind === 'plus' || kind === 'contributes') return 'plus';
  return kind === 'minus' || kind === 'contradicts' || kind === 'tension' ? 'minus' : 'other';
};

/** A quadratic curve from one item to another, and its middle. */
export interface Curve {
  from: Point;
  bend: Point;
  to: Point;
  middle: Point;
}

export function curveBetween(a: Box, b: Box): Curve {
  const start = { x: a.x + a.w / 2, y: a.y + a.h / 2 };
  const end = { x: b.x + b.w / 2, y: b.y + b.h / 2 };
  const from = edgePoint(a, start, end, GAP);
  const to = edgePoint(b, end, start, GAP + 4);
  const bend = {
    x: (from.x + to.x) / 2 - (end.y - start.y) * BEND,
    y: (from.y + to.y) / 2 + (end.x - start.x) * BEND,
  };
  return {
    from,
    bend,
    to,
    middle: { x: (from.x + to.x) / 4 + bend.x / 2, y: (from.y + to.y) / 4 + bend.y / 2 },
  };
}

/** Where the line from the middle of a box towards a point leaves the box, and a gap further. */
function edgePoint(box: Box, middle: Point, towards: Point, gap: number): Point {
  const dx = towards.x - middle.x || 1e-6;
  const dy = towards.y - middle.y || 1e-6;
  const part = Math.min(Math.abs((box.w / 2 + gap) / dx), Math.abs((box.h / 2 + gap) / dy), 0.5);
  return { x: middle.x + dx * part, y: middle.y + dy * part };
}

const pathOf = ({ from, bend, to }: Curve): string => {
  const text = (point: Point) => `${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
  return `M${text(from)}Q${text(bend)} ${text(to)}`;
};

interface DrawnLink {
  group: SVGGElement;
  sign: SVGGElement;
  hit: SVGPathElement;
  path: SVGPathElement;
  badge: SVGGElement;
  plate: SVGRectElement;
  label: SVGTextElement;
  title: SVGTitleElement;
}

export class LinkLayer {
  readonly svg: SVGSVGElement;
  /** Badges lie above the items, so that they can be read where items stand close together. */
  readonly badges = makeSvg('svg', { class: 'links link-badges', 'aria-hidden': 'true' });
  readonly grid = new Grid();
  private readonly curves = new Map<string, Curve>();
  private readonly ofItem = new Map<string, Set<string>>();
  private readonly ends = new Map<string, readonly [string, string]>();
  private readonly drawn = new Map<string, DrawnLink>();
  private readonly sketchPath = makeSvg('path', { class: 'link-sketch' });
  private selected: string | null = null;

  constructor(
    private readonly scene: Scene,
    private readonly boxOf: (item: string) => Box | undefined,
  ) {
    this.svg = makeSvg('svg', { class: 'links', 'aria-hidden': 'true' });
    const heads = LINK_TONES.map((tone) =>
      makeSvg(
        'marker',
        {
          id: `arrow-${tone}`,
          viewBox: '0 0 10 10',
          refX: 8,
          refY: 5,
          markerWidth: 14,
          markerHeight: 14,
          markerUnits: 'userSpaceOnUse',
          orient: 'auto-start-reverse',
        },
        makeSvg('path', { d: 'M0 0L10 5L0 10z', class: `arrow-${tone}` }),
      ),
    );
    this.svg.append(makeSvg('defs', {}, ...heads), this.sketchPath);
  }

  curveOf(link: string): Curve | undefined {
    return this.curves.get(link);
  }

  /** Links that begin or end at an item. */
  linksOf(item: string): Iterable<string> {
    return this.ofItem.get(item) ?? [];
  }

  /** A record changed, came or went, or an end of it moved. */
  update(id: string): void {
    const link = this.scene.board.getAs('link', id);
    this.note(id, link);
    const from = link && this.boxOf(link.from);
    const to = link && this.boxOf(link.to);
    if (!link || !from || !to) {
      this.curves.delete(id);
      this.grid.remove(id);
      this.unmount(id);
      return;
    }
    const curve = curveBetween(from, to);
    this.curves.set(id, curve);
    this.grid.set(id, boxOfCurve(curve));
    const drawn = this.drawn.get(id);
    if (drawn) this.draw(link, curve, drawn);
  }

  redrawAll(): void {
    for (const id of [...this.drawn.keys()]) this.update(id);
  }

  select(id: string | null): void {
    if (id === this.selected) return;
    const before = this.selected;
    this.selected = id;
    for (const link of [before, id]) if (link) this.update(link);
  }

  cull(area: Box | null): void {
    const wanted = area ? this.grid.query(area) : new Set<string>();
    if (this.selected && this.curves.has(this.selected)) wanted.add(this.selected);
    for (const id of [...this.drawn.keys()]) if (!wanted.has(id)) this.unmount(id);
    for (const id of wanted) if (!this.drawn.has(id)) this.mount(id);
  }

  /** The line while somebody connects with the pointer. */
  sketch(line: { from: string; to: Point } | null): void {
    const from = line && this.boxOf(line.from);
    if (!line || !from) {
      this.sketchPath.removeAttribute('d');
      return;
    }
    const target = { x: line.to.x, y: line.to.y, w: 0, h: 0 };
    const { from: start } = curveBetween(from, target);
    this.sketchPath.setAttribute('d', `M${start.x} ${start.y}L${line.to.x} ${line.to.y}`);
  }

  /** Remembers which items a link joins. */
  private note(id: string, link: LinkRecord | undefined): void {
    const before = this.ends.get(id);
    if (before && link && before[0] === link.from && before[1] === link.to) return;
    for (const item of before ?? []) this.ofItem.get(item)?.delete(id);
    this.ends.delete(id);
    if (!link) return;
    this.ends.set(id, [link.from, link.to]);
    for (const item of [link.from, link.to]) {
      const links = this.ofItem.get(item);
      if (links) links.add(id);
      else this.ofItem.set(item, new Set([id]));
    }
  }

  private mount(id: string): void {
    const link = this.scene.board.getAs('link', id);
    const curve = this.curves.get(id);
    if (!link || !curve) return;
    const hit = makeSvg('path', { class: 'link-hit' });
    const path = makeSvg('path', { class: 'link-line' });
    const label = makeSvg('text', { dy: 5 });
    const plate = makeSvg('rect', { y: -BADGE_HEIGHT / 2, height: BADGE_HEIGHT, rx: BADGE_HEIGHT / 2 });
    const badge = makeSvg('g', { class: 'link-badge' }, plate, label);
    const title = makeSvg('title');
    const group = makeSvg('g', {}, hit, path);
    const sign = makeSvg('g', {}, title, badge);
    const drawn = { group, sign, hit, path, badge, plate, label, title };
    for (const part of [group, sign]) part.dataset.link = id;
    this.drawn.set(id, drawn);
    this.svg.append(group);
    this.badges.append(sign);
    this.draw(link, curve, drawn);
  }

  private unmount(id: string): void {
    this.drawn.get(id)?.group.remove();
    this.drawn.get(id)?.sign.remove();
    this.drawn.delete(id);
  }

  private draw(link: LinkRecord, curve: Curve, drawn: DrawnLink): void {
    const tone = toneOf(link.kind);
    const names = ['link', `link-${tone}`, `kind-${link.kind}`];
    if (link.contested) names.push('contested');
    if (link.id === this.selected) names.push('selected');
    for (const part of [drawn.group, drawn.sign]) setAttribute(part, 'class', names.join(' '));
    const shape = pathOf(curve);
    setAttribute(drawn.path, 'd', shape);
    setAttribute(drawn.hit, 'd', shape);
    drawn.path.setAttribute('stroke-width', String(WIDTHS[link.strength]));
    setAttribute(drawn.path, 'marker-end', isMutual(link.kind) ? null : `url(#arrow-${tone})`);
    drawn.badge.setAttribute(
      'transform',
      `translate(${curve.middle.x.toFixed(1)} ${curve.middle.y.toFixed(1)})`,
    );
    this.drawBadge(link, drawn);
  }

  private drawBadge(link: LinkRecord, drawn: DrawnLink): void {
    const { links } = words.value;
    const sign = SIGNS[link.kind];
    const number = sign || link.strength !== 'normal' ? NUMBERS[link.strength] : '';
    const marks = `${link.delay ? ' ‖' : ''}${link.contested ? ' ?' : ''}`;
    const text = `${sign ?? `${links.kinds[link.kind]} `}${number}${marks}`.trim();
    const plain = link.kind === 'relates' && !number && !marks;
    setAttribute(drawn.badge, 'display', plain && link.id !== this.selected ? 'none' : null);
    const width = Math.max(BADGE_HEIGHT, text.length * LETTER_WIDTH + 14);
    setAttribute(drawn.plate, 'x', String(-width / 2));
    setAttribute(drawn.plate, 'width', String(width));
    drawn.label.textContent = text;
    const more = [link.delay ? links.delay : '', link.contested ? links.contested : ''].filter(Boolean);
    drawn.title.textContent = [links.kinds[link.kind], links.strengths[link.strength], ...more].join(', ');
  }
}

/** Kinds that say the same in both directions have no arrow head. */
const isMutual = (kind: LinkKind): boolean =>
  kind === 'relates' ||
  kind === 'shares' ||
  kind === 'complements' ||
  kind === 'tension' ||
  kind === 'contradicts';

function boxOfCurve({ from, bend, to }: Curve): Box {
  const x = Math.min(from.x, bend.x, to.x) - 14;
  const y = Math.min(from.y, bend.y, to.y) - 14;
  return {
    x,
    y,
    w: Math.max(from.x, bend.x, to.x) + 14 - x,
    h: Math.max(from.y, bend.y, to.y) + 14 - y,
  };
}
