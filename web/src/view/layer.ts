/**
 * The items as elements. Only what is on the screen, or nearly, has an element; the rest is a box in a grid. What is
 * focused, selected, written in or dragged keeps its element wherever it lies.
 */
import type { Words } from '../i18n/index.ts';
import { type Box, NOTE_WIDTH, type Point } from '../model/geometry.ts';
import { isOnBoard, textOf } from '../model/select.ts';
import type { ItemRecord } from '../protocol/catalogue.ts';
import type { Cards, Scene } from './card.ts';
import { setAttribute } from './dom.ts';
import { Grid } from './grid.ts';
import { looks } from './items/look.ts';
import type { Drawn } from './items/parts.ts';

/** Below the drawing order of notes lie zones (0) and links (1). */
const Z_LOWEST = 2;
const Z_HIGHEST = 2_000_000_000;

interface Mounted extends Drawn {
  kind: ItemRecord['kind'];
  z: string;
}

export class ItemLayer {
  readonly grid = new Grid();
  private readonly mounted = new Map<string, Mounted>();
  private readonly heights = new Map<string, number>();
  private readonly placements = new Map<string, string>();
  private readonly undrawn = new Set<string>();
  private tabStop: HTMLElement | undefined;

  /** `offsetOf` says how far an item is shown from its place, as while it is dragged. */
  constructor(
    private readonly world: HTMLElement,
    private readonly scene: Scene,
    private readonly cards: Cards,
    private readonly offsetOf: (id: string) => Point | undefined,
  ) {}

  /** The item by which a driver stands on the board. */
  placementOf(driver: string): string | undefined {
    return this.placements.get(driver);
  }

  element(id: string): HTMLElement | undefined {
    return this.mounted.get(id)?.element;
  }

  parts(id: string): Drawn | undefined {
    return this.mounted.get(id);
  }

  /** Where an item is shown now, what is dragged included. */
  boxOf(id: string): Box | undefined {
    const box = this.grid.get(id);
    const offset = box && this.offsetOf(id);
    return box && offset ? { ...box, x: box.x + offset.x, y: box.y + offset.y } : box;
  }

  /** A record changed, came or went. True when its box changed. */
  update(id: string): boolean {
    const item = this.scene.board.getAs('item', id);
    const old = this.grid.get(id);
    if (!item || !isOnBoard(item)) {
      this.unmount(id);
      this.grid.remove(id);
      this.heights.delete(id);
      return old !== undefined;
    }
    if (item.driver) this.placements.set(item.driver, id);
    const box = { x: item.x, y: item.y, w: NOTE_WIDTH, h: this.heightOf(item) };
    this.grid.set(id, box);
    this.redraw(id);
    return !old || old.x !== box.x || old.y !== box.y || old.h !== box.h;
  }

  /** Draws an item again at the next `draw`, if it has an element. */
  redraw(id: string): void {
    if (this.mounted.has(id)) this.undrawn.add(id);
  }

  redrawAll(): void {
    for (const id of this.mounted.keys()) this.undrawn.add(id);
  }

  /** Gives elements to what touches the area and to those that must keep theirs, and takes them from the rest. */
  cull(area: Box | null, kept: ReadonlySet<string>): void {
    const wanted = area ? this.grid.query(area) : new Set<string>();
    for (const id of kept) if (this.grid.get(id)) wanted.add(id);
    for (const id of [...this.mounted.keys()]) if (!wanted.has(id)) this.unmount(id);
    for (const id of wanted) this.mount(id);
  }

  /** Draws what changed. Returns the items whose height turned out otherwise than thought. */
  draw(words: Words): string[] {
    if (this.undrawn.size === 0) return [];
    this.cards.prepare();
    for (const id of this.undrawn) this.drawOne(id, words);
    const grown: string[] = [];
    for (const id of this.undrawn) if (this.measure(id)) grown.push(id);
    this.undrawn.clear();
    return grown;
  }

  /** Puts the elements of these items where they are shown now. */
  place(ids: Iterable<string>): void {
    for (const id of ids) {
      const element = this.mounted.get(id)?.element;
      const box = this.boxOf(id);
      if (element && box) element.style.transform = `translate(${box.x}px,${box.y}px)`;
    }
  }

  /** Makes exactly one item reachable by the Tab key. */
  setTabStop(id: string | null): void {
    const element = id === null ? undefined : this.mounted.get(id)?.element;
    if (element === this.tabStop && (!element || element.tabIndex === 0)) return;
    if (this.tabStop) this.tabStop.tabIndex = -1;
    if (element) element.tabIndex = 0;
    this.tabStop = element;
  }

  /** After the text of an item was written in, its height may be another. */
  measure(id: string): boolean {
    const drawn = this.mounted.get(id);
    const box = this.grid.get(id);
    if (!drawn || !box) return false;
    const h = drawn.element.offsetHeight;
    if (h === 0 || h === box.h) return false;
    this.heights.set(id, h);
    this.grid.set(id, { ...box, h });
    return true;
  }

  private heightOf(item: ItemRecord): number {
    const measured = this.mounted.has(item.id) ? this.heights.get(item.id) : undefined;
    return measured ?? looks[item.kind].height(textOf(this.scene.board, item));
  }

  private mount(id: string): void {
    const item = this.scene.board.getAs('item', id);
    const old = this.mounted.get(id);
    if (!item || old?.kind === item.kind) return;
    const drawn: Mounted = { ...looks[item.kind].make(id), kind: item.kind, z: '' };
    if (old) old.element.replaceWith(drawn.element);
    else this.world.append(drawn.element);
    this.mounted.set(id, drawn);
    this.undrawn.add(id);
  }

  private unmount(id: string): void {
    this.mounted.get(id)?.element.remove();
    this.mounted.delete(id);
    this.undrawn.delete(id);
  }

  private drawOne(id: string, words: Words): void {
    const item = this.scene.board.getAs('item', id);
    if (!item) return;
    this.mount(id);
    const drawn = this.mounted.get(id);
    if (!drawn) return;
    looks[item.kind].draw(drawn, this.cards.of(item), words);
    const z = String(Math.min(Z_HIGHEST, item.z + Z_LOWEST));
    if (drawn.z !== z) drawn.element.style.setProperty('--z', z);
    drawn.z = z;
    setAttribute(drawn.element, 'data-kind', item.kind);
    this.place([id]);
  }
}
