/**
 * The drawn board. It hears which records changed, collects their ids, and once per animation frame brings elements,
 * links, zones and the overview in line with them. It is imperative on purpose: with ten thousand items no list is
 * compared and nothing is measured that did not change.
 */
import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Workplace } from '../app/acts.ts';
import type { Camera, Hit, Stage, Typing } from '../app/stage.ts';
import { words } from '../i18n/index.ts';
import { around, type Box, middleOf, NOTE_WIDTH, type Point } from '../model/geometry.ts';
import { inReadingOrder, isOnBoard } from '../model/select.ts';
import * as cameras from './camera.ts';
import { Cards } from './card.ts';
import { make } from './dom.ts';
import { ItemLayer } from './layer.ts';
import { LinkLayer } from './links.ts';
import { nearest } from './neighbour.ts';
import { FEW_ITEMS, OVERVIEW_BELOW, OVERVIEW_BELOW_FEW, Overview } from './overview.ts';
import { Others } from './presence.ts';
import { Writer } from './writer.ts';
import { ZoneLayer } from './zones.ts';

/** How far beyond the screen items keep their elements, in screen pixels. */
const CULL_MARGIN = 240;
const FIT_ZOOM_MAX = 1.25;
const WRITE_ZOOM_MIN = 0.7;
const DOTS_APART = 24;
/** Below this zoom small print cannot be read and only covers things. */
const READABLE_ABOVE = 0.55;

export interface BoardOptions {
  /** What is covered by bars and panels just now. */
  insets: () => cameras.Insets;
}

export class BoardView implements Stage {
  readonly camera: Signal<Camera> = signal({ x: 0, y: 0, k: 1 });
  readonly drawn: Signal<number> = signal(0);
  readonly focused: Signal<string | null> = signal(null);
  readonly writer: Writer;
  private readonly world = make('div', 'world');
  private readonly items: ItemLayer;
  private readonly links: LinkLayer;
  private readonly zones: ZoneLayer;
  private readonly overview: Overview;
  private readonly others: Others;
  private readonly marquee = make('div', 'marquee');
  private readonly dirty = new Set<string>();
  private readonly dragged = new Map<string, Point>();
  private readonly stops: (() => void)[] = [];
  private frame = 0;
  private moved = true;

  constructor(
    readonly element: HTMLElement,
    private readonly place: Workplace,
    private readonly options: BoardOptions,
  ) {
    const { session, desk } = place;
    this.others = new Others(session, (touched) => this.touch(touched));
    const cards = new Cards(session, desk, (item) => this.others.typingIn(item));
    this.items = new ItemLayer(this.world, session, cards, (id) => this.offsetOf(id));
    this.links = new LinkLayer(session, (id) => this.items.boxOf(id));
    this.zones = new ZoneLayer(this.world, session);
    const size = () => ({ width: element.clientWidth, height: element.clientHeight });
    this.overview = new Overview(
      session,
      this.items.grid,
      (id) => this.items.boxOf(id),
      size,
      () => this.request(true),
    );
    this.writer = new Writer(place, {
      world: this.world,
      parts: (id) => this.items.parts(id),
      show: (item, at) => this.showForWriting(item, at),
      grew: (id) => this.onGrown([id]),
      focusItem: (id) => this.focusItem(id),
      focusBoard: () => this.focusBoard(),
      goOnFrom: (id) => {
        this.focused.value = id;
      },
    });
    this.marquee.hidden = true;
    this.world.append(this.links.svg, this.links.badges, this.marquee);
    element.append(this.overview.canvas, this.world);
    this.listen();
    for (const type of ['zone', 'item', 'link'] as const) {
      for (const record of session.board.all(type)) this.dirty.add(record.id);
    }
    this.flush();
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    for (const stop of this.stops) stop();
    this.others.destroy();
    this.element.replaceChildren();
  }

  get writing(): ReadonlySignal<Typing | null> {
    return this.writer.writing;
  }

  /** Draws what waits for the next frame at once. */
  drawNow(): void {
    if (this.frame !== 0) this.flush();
  }

  // The view.

  toBoard(pageX: number, pageY: number): Point {
    return cameras.toBoard(this.camera.value, this.local(pageX, pageY));
  }

  toScreen(point: Point): Point {
    return cameras.toScreen(this.camera.value, point);
  }

  panBy(dx: number, dy: number): void {
    const { x, y, k } = this.camera.value;
    this.look({ x: x + dx, y: y + dy, k });
  }

  zoomAt(pageX: number, pageY: number, factor: number): void {
    const { k } = this.camera.value;
    this.look(cameras.zoomedAround(this.camera.value, this.local(pageX, pageY), k * factor));
  }

  zoomBy(factor: number): void {
    this.zoomTo(this.camera.value.k * factor);
  }

  zoomTo(k: number): void {
    this.look(cameras.zoomedAround(this.camera.value, this.toScreen(this.middle()), k));
  }

  fit(box?: Box): void {
    const all =
      box ??
      around([
        ...this.place.session.board.all('zone'),
        ...[...this.items.grid.entries()].map(([, each]) => each),
      ]);
    const insets = this.options.insets();
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!all) {
      this.look({ x: insets.left, y: insets.top, k: 1 });
      return;
    }
    const pad = Math.min(48, all.w * 0.03);
    const padded = { x: all.x - pad, y: all.y - pad, w: all.w + 2 * pad, h: all.h + 2 * pad };
    this.look(cameras.fitted(padded, width, height, insets, FIT_ZOOM_MAX));
  }

  /** Puts the beginning of a box into the corner that is free, at a given zoom. */
  lookAtCorner(box: Box, k: number): void {
    const { left, top } = this.options.insets();
    this.look({ x: left - box.x * k, y: top - box.y * k, k });
  }

  /** When the free part of the screen became smaller, what is written stays in it. */
  keepWritingInSight(): void {
    const typing = this.writing.value;
    if (typing) this.showForWriting(typing.item, typing.at);
  }

  reveal(item: string): void {
    const box = this.items.boxOf(item);
    if (box) this.revealBox(box);
  }

  seen(): Box {
    return cameras.seenBox(this.camera.value, this.element.clientWidth, this.element.clientHeight);
  }

  middle(): Point {
    const { top, right, bottom, left } = this.options.insets();
    const x = (left + this.element.clientWidth - right) / 2;
    const y = (top + this.element.clientHeight - bottom) / 2;
    return cameras.toBoard(this.camera.value, { x, y });
  }

  // What lies where.

  hit(event: MouseEvent): Hit | undefined {
    const target = event.target instanceof Element ? event.target : null;
    const item = target?.closest<HTMLElement>('[data-item]')?.dataset.item;
    if (item !== undefined) return { kind: 'item', id: item };
    const link = target?.closest<SVGElement>('[data-link]')?.dataset.link;
    if (link !== undefined) return { kind: 'link', id: link };
    const far = this.isFar ? this.topItemAt(this.toBoard(event.clientX, event.clientY)) : undefined;
    if (far !== undefined) return { kind: 'item', id: far };
    const zone = target?.closest<HTMLElement>('[data-zone]')?.dataset.zone;
    return zone === undefined ? undefined : { kind: 'zone', id: zone };
  }

  boxOf(item: string): Box | undefined {
    return this.items.boxOf(item);
  }

  middleOfLink(link: string): Point | undefined {
    return this.links.curveOf(link)?.middle;
  }

  itemsIn(box: Box): string[] {
    return [...this.items.grid.query(box)];
  }

  neighbour(item: string, dx: number, dy: number): string | undefined {
    return nearest(this.items.grid.entries(), item, dx, dy);
  }

  // Focus and writing.

  focusItem(id: string): void {
    if (!this.items.boxOf(id)) {
      // It was made a moment ago, and the board has not told of it yet.
      this.dirty.add(id);
      this.takeIn();
      if (!this.items.boxOf(id)) return;
    }
    this.focused.value = id;
    this.reveal(id);
    this.flush();
    this.items.element(id)?.focus({ preventScroll: true });
  }

  focusBoard(): void {
    const item = this.focused.value ?? this.firstInSight();
    if (item !== undefined && this.items.boxOf(item)) this.focusItem(item);
    else this.element.focus({ preventScroll: true });
  }

  write(typing: Typing): void {
    this.writer.begin(typing);
  }

  endWriting(): void {
    this.writer.end();
  }

  // What is shown only for a moment.

  preview(offset: { items: readonly string[]; dx: number; dy: number } | null): void {
    const touched = new Set(this.dragged.keys());
    this.dragged.clear();
    for (const id of offset?.items ?? []) {
      this.dragged.set(id, { x: offset?.dx ?? 0, y: offset?.dy ?? 0 });
      touched.add(id);
    }
    for (const id of touched) this.items.element(id)?.classList.toggle('dragged', this.dragged.has(id));
    this.touch(touched);
  }

  outline(box: Box | null): void {
    this.marquee.hidden = box === null;
    if (!box) return;
    const { style } = this.marquee;
    style.transform = `translate(${box.x}px,${box.y}px)`;
    style.width = `${box.w}px`;
    style.height = `${box.h}px`;
    style.borderWidth = `${1.5 / this.camera.value.k}px`;
  }

  sketch(line: { from: string; to: Point } | null): void {
    this.links.sketch(line);
  }

  // Inside.

  private listen(): void {
    const { session, desk } = this.place;
    this.stops.push(
      session.board.subscribe((changed) => {
        for (const id of changed) this.dirty.add(id);
        this.request();
      }),
      effect(() => {
        words.value;
        session.people.value;
        session.connection.value;
        session.rights.value;
        desk.shownRound.value;
        this.items.redrawAll();
        this.zones.redrawAll();
        this.links.redrawAll();
        this.request();
      }),
      effect(() => {
        const selection = desk.selection.value;
        desk.linkFrom.value;
        this.links.select(selection.kind === 'link' ? selection.id : null);
        this.zones.select(selection.kind === 'zone' ? selection.id : null);
        this.items.redrawAll();
        this.request(true);
      }),
    );
    const resized = new ResizeObserver(() => this.request(true));
    resized.observe(this.element);
    this.stops.push(() => resized.disconnect());
    this.element.addEventListener('focusin', (event) => {
      const item = (event.target as Element).closest<HTMLElement>('[data-item]')?.dataset.item;
      if (item !== undefined) this.focused.value = item;
      this.items.setTabStop(this.focused.value);
    });
    const dark = new MutationObserver(() => {
      this.overview.forgetInks();
      this.request(true);
    });
    dark.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    this.stops.push(() => dark.disconnect());
  }

  private look(camera: Camera): void {
    this.camera.value = camera;
    this.request(true);
  }

  private request(moved = false): void {
    this.moved ||= moved;
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.flush());
  }

  /** Items that are shown elsewhere, or look otherwise, without a change of their records. */
  private touch(items: ReadonlySet<string>): void {
    this.items.place(items);
    for (const id of items) {
      this.items.redraw(id);
      for (const link of this.links.linksOf(id)) this.links.update(link);
    }
    if (this.isFar) this.overview.spoilAll();
    this.request(true);
  }

  private flush(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const moved = this.moved;
    this.moved = false;
    this.takeIn();
    if (moved) this.moveWorld();
    this.cullAll();
    const grown = this.items.draw(words.value);
    for (const id of grown) for (const link of this.links.linksOf(id)) this.links.update(link);
    this.items.setTabStop(this.focused.value);
    const tabIndex = this.focused.value && this.items.element(this.focused.value) ? -1 : 0;
    if (this.element.tabIndex !== tabIndex) this.element.tabIndex = tabIndex;
    if (this.isFar) this.overview.show(this.camera.value);
    this.drawn.value++;
  }

  /** From here items are drawn by the overview. */
  private get isFar(): boolean {
    const few = this.items.grid.size <= FEW_ITEMS;
    return this.camera.value.k < (few ? OVERVIEW_BELOW_FEW : OVERVIEW_BELOW);
  }

  /** Brings the layers in line with the records that changed. */
  private takeIn(): void {
    const { board } = this.place.session;
    const links = new Set<string>();
    for (const id of this.dirty) {
      const record = board.get(id);
      if (record?.type === 'driver') {
        const item = this.items.placementOf(id);
        if (item !== undefined) this.updateItem(item, links);
      } else if (record?.type === 'ballot' || record?.type === 'round') this.items.redrawAll();
      else if (record?.type === 'room') this.zones.redrawAll();
      else if (record?.type === 'zone') this.zones.update(id);
      else if (record?.type === 'link') links.add(id);
      else if (record?.type === 'item') this.updateItem(id, links);
      else if (!record) {
        this.updateItem(id, links);
        this.zones.update(id);
        links.add(id);
        this.items.redrawAll();
      }
    }
    this.dirty.clear();
    if (links.size > 0) this.overview.spoilAll();
    for (const id of links) this.links.update(id);
  }

  private updateItem(id: string, links: Set<string>): void {
    const before = this.items.grid.get(id);
    const changed = this.items.update(id);
    const after = this.items.grid.get(id);
    this.zones.place(id, after && this.place.session.board.getAs('item', id)?.zone);
    for (const box of [before, after]) if (box) this.overview.spoil(box);
    if (!changed) return;
    for (const link of this.links.linksOf(id)) links.add(link);
    if (!after && this.focused.value === id) this.focused.value = null;
  }

  private moveWorld(): void {
    const { x, y, k } = this.camera.value;
    this.world.style.transform = `translate(${x}px,${y}px) scale(${k})`;
    this.zones.setZoom(k);
    const step = DOTS_APART * (k < 0.5 ? k * 4 : k < 1 ? k * 2 : k);
    this.element.style.backgroundPosition = `${x}px ${y}px`;
    this.element.style.backgroundSize = `${step}px ${step}px`;
    this.element.classList.toggle('far', this.isFar);
    this.element.classList.toggle('distant', k < READABLE_ABOVE);
    if (!this.isFar) this.overview.hide();
  }

  private cullAll(): void {
    const { k } = this.camera.value;
    const seen = this.seen();
    const margin = CULL_MARGIN / k;
    const area = { x: seen.x - margin, y: seen.y - margin, w: seen.w + 2 * margin, h: seen.h + 2 * margin };
    const kept = new Set([...this.place.desk.selectedItems, ...this.dragged.keys()]);
    if (this.focused.value) kept.add(this.focused.value);
    const written = this.writing.value?.item;
    if (written !== undefined) kept.add(written);
    this.items.cull(this.isFar ? null : area, kept);
    this.links.cull(this.isFar ? null : area);
  }

  private offsetOf(id: string): Point | undefined {
    return this.dragged.get(id) ?? this.others.offsetOf(id);
  }

  private onGrown(ids: readonly string[]): void {
    for (const id of ids) {
      this.items.redraw(id);
      if (!this.items.measure(id)) continue;
      for (const link of this.links.linksOf(id)) this.links.update(link);
    }
    this.request();
  }

  /** Comes near enough to write, and to where it is written. */
  private showForWriting(item: string | undefined, at: Point | undefined): void {
    const box = item !== undefined ? this.items.boxOf(item) : at && { ...at, w: NOTE_WIDTH, h: 160 };
    if (!box) return;
    if (this.camera.value.k < WRITE_ZOOM_MIN) {
      const middle = middleOf(box);
      const screen = this.toScreen(middle);
      this.look(cameras.zoomedAround(this.camera.value, screen, 1));
    }
    this.revealBox(box);
    this.flush();
  }

  private revealBox(box: Box): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    const next = cameras.revealed(this.camera.value, box, width, height, this.options.insets());
    if (next.x !== this.camera.value.x || next.y !== this.camera.value.y) this.look(next);
  }

  private firstInSight(): string | undefined {
    const seen = this.items.grid.query(this.seen());
    const items = [...this.place.session.board.all('item')].filter(isOnBoard);
    return (inReadingOrder(items.filter((item) => seen.has(item.id)))[0] ?? inReadingOrder(items)[0])?.id;
  }

  private topItemAt(point: Point): string | undefined {
    const ids = this.items.grid.query({ ...point, w: 1, h: 1 });
    const items = [...ids].flatMap((id) => this.place.session.board.getAs('item', id) ?? []);
    return items.sort((a, b) => b.z - a.z)[0]?.id;
  }

  private local(pageX: number, pageY: number): Point {
    const { left, top } = this.element.getBoundingClientRect();
    return { x: pageX - left, y: pageY - top };
  }
}
