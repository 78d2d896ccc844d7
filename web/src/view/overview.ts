/**
 * The board from far away: below 40 % zoom text cannot be read, so items are rectangles on one canvas. The picture is
 * kept and moved by CSS while the view moves; it is painted again when the view has come to rest, has drifted too far,
 * or when so much changed that patching is not worth it.
 */
import type { Camera } from '../app/stage.ts';
import { type Box, overlaps, type Point } from '../model/geometry.ts';
import { COLOUR, type Colour, SENSE, type Sense } from '../protocol/catalogue.ts';
import type { Scene } from './card.ts';
import { make } from './dom.ts';
import type { Grid } from './grid.ts';
import { LINK_TONES, type LinkTone, toneOf } from './links.ts';

/** On a board with few items they stay elements for longer: it looks better, and costs little. */
export const OVERVIEW_BELOW = 0.4;
export const OVERVIEW_BELOW_FEW = 0.18;
export const FEW_ITEMS = 400;

/** How much more than the screen is painted, on each side, so that small moves need no new picture. */
const MARGIN = 0.5;
const DRIFT_MAX = 1.5;
const REST_MS = 140;
const PATCHES_MAX = 60;

interface Inks {
  notes: Record<Colour, string>;
  senses: Record<Sense, string>;
  links: Record<LinkTone, string>;
  surface: string;
}

export class Overview {
  readonly canvas = make('canvas', 'overview');
  private readonly context = this.canvas.getContext('2d');
  /** The view in which the picture was painted, and which part of the board it holds. */
  private painted: { camera: Camera; area: Box; ratio: number } | null = null;
  private readonly dirty: Box[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private inks: Inks | null = null;

  constructor(
    private readonly scene: Scene,
    private readonly grid: Grid,
    private readonly boxOf: (item: string) => Box | undefined,
    private readonly size: () => { width: number; height: number },
    private readonly repaint: () => void,
  ) {
    this.canvas.setAttribute('aria-hidden', 'true');
    this.canvas.hidden = true;
  }

  /** The colours come from the style sheet; ask again after the scheme changed. */
  forgetInks(): void {
    this.inks = null;
    this.painted = null;
  }

  /** A part of the board looks otherwise now. */
  spoil(box: Box): void {
    if (!this.painted) return;
    if (this.dirty.length < PATCHES_MAX) this.dirty.push(box);
    else this.painted = null;
  }

  spoilAll(): void {
    this.painted = null;
  }

  hide(): void {
    this.canvas.hidden = true;
    clearTimeout(this.timer);
  }

  /** Shows the picture as it should be for this view. */
  show(camera: Camera): void {
    this.canvas.hidden = false;
    if (!this.painted || this.hasDrifted(camera)) this.paint(camera);
    else this.patch();
    this.moveTo(camera);
    clearTimeout(this.timer);
    if (this.painted && this.painted.camera.k !== camera.k) {
      this.timer = setTimeout(() => {
        this.painted = null;
        this.repaint();
      }, REST_MS);
    }
  }

  private hasDrifted(camera: Camera): boolean {
    const { painted } = this;
    if (!painted) return true;
    const drift = camera.k / painted.camera.k;
    if (drift > DRIFT_MAX || drift < 1 / DRIFT_MAX) return true;
    const { width, height } = this.size();
    const { area } = painted;
    const left = -camera.x / camera.k;
    const top = -camera.y / camera.k;
    const inside = left >= area.x && top >= area.y;
    return !(
      inside &&
      left + width / camera.k <= area.x + area.w &&
      top + height / camera.k <= area.y + area.h
    );
  }

  private moveTo(camera: Camera): void {
    const { painted } = this;
    if (!painted) return;
    const x = painted.area.x * camera.k + camera.x;
    const y = painted.area.y * camera.k + camera.y;
    this.canvas.style.transform = `translate(${x}px,${y}px) scale(${camera.k / painted.camera.k})`;
  }

  private paint(camera: Camera): void {
    const { context, canvas } = this;
    if (!context) return;
    const { width, height } = this.size();
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const w = width * (1 + 2 * MARGIN);
    const h = height * (1 + 2 * MARGIN);
    canvas.width = Math.ceil(w * ratio);
    canvas.height = Math.ceil(h * ratio);
    canvas.style.width = `${w}px`;
    canvas.style.height = `${h}px`;
    const area = {
      x: (-camera.x - width * MARGIN) / camera.k,
      y: (-camera.y - height * MARGIN) / camera.k,
      w: w / camera.k,
      h: h / camera.k,
    };
    this.painted = { camera, area, ratio };
    this.dirty.length = 0;
    this.inks ??= readInks(canvas);
    this.paintArea(area);
  }

  private patch(): void {
    for (const box of this.dirty.splice(0)) this.paintArea(box);
  }

  /** Paints what touches an area of the board, and nothing outside it. */
  private paintArea(area: Box): void {
    const { context, painted, inks } = this;
    if (!context || !painted || !inks) return;
    const scale = painted.camera.k * painted.ratio;
    context.setTransform(scale, 0, 0, scale, -painted.area.x * scale, -painted.area.y * scale);
    context.save();
    context.beginPath();
    context.rect(area.x, area.y, area.w, area.h);
    context.clip();
    context.clearRect(area.x, area.y, area.w, area.h);
    this.paintLinks(area, inks);
    this.paintItems(area, inks);
    context.restore();
  }

  private paintLinks(area: Box, inks: Inks): void {
    const { context, scene } = this;
    if (!context) return;
    context.lineWidth = 6;
    for (const link of scene.board.all('link')) {
      const from = this.boxOf(link.from);
      const to = this.boxOf(link.to);
      if (!from || !to) continue;
      const [a, b] = [middle(from), middle(to)];
      if (!overlaps(area, spanOf(a, b))) continue;
      const tone = toneOf(link.kind);
      context.strokeStyle = inks.links[tone];
      context.setLineDash(tone === 'minus' ? [24, 16] : []);
      context.beginPath();
      context.moveTo(a.x, a.y);
      context.lineTo(b.x, b.y);
      context.stroke();
    }
    context.setLineDash([]);
  }

  private paintItems(area: Box, inks: Inks): void {
    const { context, scene } = this;
    if (!context) return;
    const items = [...this.grid.query(area)].map((id) => scene.board.getAs('item', id));
    items.sort((a, b) => (a?.z ?? 0) - (b?.z ?? 0));
    for (const item of items) {
      const box = item && this.boxOf(item.id);
      if (!box) continue;
      const sense = scene.board.getAs('driver', item.driver)?.senses[0];
      context.fillStyle = sense ? inks.surface : inks.notes[item.colour];
      context.fillRect(box.x, box.y, box.w, box.h);
      if (!sense) continue;
      context.fillStyle = inks.senses[sense];
      context.fillRect(box.x, box.y, box.w, 22);
      context.strokeStyle = inks.senses[sense];
      context.strokeRect(box.x, box.y, box.w, box.h);
    }
  }
}

const middle = (box: Box): Point => ({ x: box.x + box.w / 2, y: box.y + box.h / 2 });

const spanOf = (a: Point, b: Point): Box => ({
  x: Math.min(a.x, b.x) - 4,
  y: Math.min(a.y, b.y) - 4,
  w: Math.abs(a.x - b.x) + 8,
  h: Math.abs(a.y - b.y) + 8,
});

function readInks(element: Element): Inks {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const entries = <K extends string>(keys: readonly K[], prefix: string) =>
    Object.fromEntries(keys.map((key) => [key, token(`${prefix}${key}`)])) as Record<K, string>;
  const links = Object.fromEntries(
    LINK_TONES.map((tone) => [tone, token(tone === 'other' ? '--link' : `--${tone}`)]),
  ) as Record<LinkTone, string>;
  return {
    notes: entries(COLOUR, '--note-'),
    senses: entries(SENSE, '--'),
    links,
    surface: token('--surface'),
  };
}
