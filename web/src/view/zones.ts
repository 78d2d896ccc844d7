/** Zones: parts of the board with a title and a question. Few, so all of them always have an element. */
import { zoneName } from '../app/acts.ts';
import { inWords } from '../i18n/index.ts';
import { theRoom } from '../model/select.ts';
import type { ZoneRecord } from '../protocol/catalogue.ts';
import type { Scene } from './card.ts';
import { make, setText } from './dom.ts';

/** Zones of a method touch each other; drawn a little smaller they have a path between them. */
const INSET = 8;
/** Titles keep their size on the screen when zooming out, up to this much. */
const GROWTH_MAX = 3.2;
const GROWTH_STEP = 0.2;

interface DrawnZone {
  element: HTMLElement;
  title: HTMLElement;
  ask: HTMLElement;
}

export class ZoneLayer {
  private readonly drawn = new Map<string, DrawnZone>();
  private growth = 1;
  /** In which zone each item lies, and how many lie in each. */
  private readonly zoneOf = new Map<string, string>();
  private readonly counts = new Map<string, number>();

  constructor(
    private readonly world: HTMLElement,
    private readonly scene: Scene,
  ) {}

  /** A record changed, came or went. */
  update(id: string): void {
    const zone = this.scene.board.getAs('zone', id);
    const old = this.drawn.get(id);
    if (!zone) {
      old?.element.remove();
      this.drawn.delete(id);
      return;
    }
    this.draw(zone, old ?? this.mount(id));
  }

  /** An item lies in this zone now, or in none. A zone without items shows its question large. */
  place(item: string, zone: string | undefined): void {
    const before = this.zoneOf.get(item);
    if (before === zone) return;
    if (zone === undefined) this.zoneOf.delete(item);
    else this.zoneOf.set(item, zone);
    if (before !== undefined) this.count(before, -1);
    if (zone !== undefined) this.count(zone, 1);
  }

  redrawAll(): void {
    for (const id of [...this.drawn.keys()]) this.update(id);
  }

  select(id: string | null): void {
    for (const [other, drawn] of this.drawn) drawn.element.classList.toggle('selected', other === id);
  }

  /** Keeps titles readable at this zoom. */
  setZoom(k: number): void {
    const wanted = Math.min(GROWTH_MAX, Math.max(1, 0.9 / k));
    const growth = Math.round(wanted / GROWTH_STEP) * GROWTH_STEP;
    if (growth === this.growth) return;
    this.growth = growth;
    this.world.style.setProperty('--zone-growth', growth.toFixed(1));
  }

  private count(zone: string, change: number): void {
    const count = (this.counts.get(zone) ?? 0) + change;
    this.counts.set(zone, count);
    this.drawn.get(zone)?.element.classList.toggle('vacant', count === 0);
  }

  /** Where a method has only a place for the question, in brackets, the room's own question stands there. */
  private askOf(zone: ZoneRecord): string {
    const ask = inWords(zone.ask);
    return /^\[.*\]$/.test(ask) ? (theRoom(this.scene.board)?.question ?? '') : ask;
  }

  private mount(id: string): DrawnZone {
    const title = make('h2', 'zone-title');
    const ask = make('p', 'zone-ask');
    title.id = `zone-${id}`;
    title.dir = 'auto';
    ask.dir = 'auto';
    const head = make('div', 'zone-head', title, ask);
    head.dataset.zone = id;
    const element = make('section', 'zone', head);
    element.setAttribute('aria-labelledby', title.id);
    this.world.prepend(element);
    const drawn = { element, title, ask };
    this.drawn.set(id, drawn);
    return drawn;
  }

  private draw(zone: ZoneRecord, drawn: DrawnZone): void {
    const { style } = drawn.element;
    style.transform = `translate(${zone.x + INSET}px,${zone.y + INSET}px)`;
    style.width = `${Math.max(1, zone.w - 2 * INSET)}px`;
    style.height = `${Math.max(1, zone.h - 2 * INSET)}px`;
    drawn.element.dataset.kind = zone.kind;
    setText(drawn.title, zoneName(zone));
    const ask = this.askOf(zone);
    setText(drawn.ask, ask);
    drawn.ask.hidden = ask === '';
    drawn.element.classList.toggle('vacant', !this.counts.get(zone.id));
  }
}
