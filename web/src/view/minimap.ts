/**
 * The whole board in small, with the part that is on the screen. A click goes there. What the board holds is painted
 * once and kept; while the view moves only its frame is drawn anew.
 */
import { effect } from '@preact/signals';
import type { Workplace } from '../app/acts.ts';
import type { Stage } from '../app/stage.ts';
import { around, type Box, NOTE_HEIGHT, NOTE_WIDTH, overlaps, type Point } from '../model/geometry.ts';
import { isOnBoard } from '../model/select.ts';
import { COLOUR, type ItemRecord } from '../protocol/catalogue.ts';

const WIDTH = 184;
const HEIGHT = 104;
const PAD = 6;
/** Often enough to follow, seldom enough not to cost. */
const PAINT_MS = 120;
const CONTENT_MIN = { w: 1400, h: 800 };

export interface Minimap {
  destroy(): void;
}

export function createMinimap(canvas: HTMLCanvasElement, place: Workplace, stage: Stage): Minimap {
  const map = new MinimapPainter(canvas, place, stage);
  return { destroy: () => map.destroy() };
}

class MinimapPainter {
  private readonly picture = document.createElement('canvas');
  private readonly ratio = window.devicePixelRatio || 1;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private scale = 1;
  private origin: Point = { x: 0, y: 0 };
  /** What the picture shows: which state of the records, in which part of the board, in which scheme. */
  private painted = '';
  private content: Box | null = null;
  private contentOf = -1;
  private readonly stop: () => void;
  private readonly onPointer = (event: PointerEvent) => this.goTo(event);

  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly place: Workplace,
    private readonly stage: Stage,
  ) {
    for (const each of [canvas, this.picture]) {
      each.width = WIDTH * this.ratio;
      each.height = HEIGHT * this.ratio;
    }
    canvas.addEventListener('pointerdown', this.onPointer);
    canvas.addEventListener('pointermove', this.onPointer);
    this.stop = effect(() => {
      stage.camera.value;
      place.desk.changed.value;
      this.timer ??= setTimeout(() => this.paint(), PAINT_MS);
    });
  }

  destroy(): void {
    this.stop();
    clearTimeout(this.timer);
    this.canvas.removeEventListener('pointerdown', this.onPointer);
    this.canvas.removeEventListener('pointermove', this.onPointer);
  }

  private paint(): void {
    this.timer = undefined;
    const context = this.canvas.getContext('2d');
    if (!context || this.canvas.offsetParent === null) return;
    const changed = this.place.desk.changed.peek();
    if (changed !== this.contentOf) {
      this.contentOf = changed;
      this.content = widened(around([...this.place.session.board.all('zone'), ...this.items().map(boxOf)]));
    }
    const seen = this.stage.seen();
    // As long as something of the board is on the screen the map stays as it is, and the picture can be kept.
    const { content } = this;
    const away = content && !overlaps(content, seen);
    const world = (away ? around([content, seen]) : content) ?? seen;
    this.scale = Math.min((WIDTH - 2 * PAD) / world.w, (HEIGHT - 2 * PAD) / world.h);
    this.origin = {
      x: world.x - (WIDTH / this.scale - world.w) / 2,
      y: world.y - (HEIGHT / this.scale - world.h) / 2,
    };
    const wanted = [
      changed,
      this.scale,
      this.origin.x,
      this.origin.y,
      document.documentElement.dataset.theme,
    ].join();
    if (wanted !== this.painted) this.paintContent();
    this.painted = wanted;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    context.drawImage(this.picture, 0, 0);
    this.paintFrame(context, seen);
  }

  private items(): ItemRecord[] {
    return [...this.place.session.board.all('item')].filter(isOnBoard);
  }

  private paintContent(): void {
    const context = this.picture.getContext('2d');
    if (!context) return;
    const style = getComputedStyle(this.canvas);
    const token = (name: string) => style.getPropertyValue(name);
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    context.clearRect(0, 0, WIDTH, HEIGHT);
    context.strokeStyle = token('--zone-line');
    context.fillStyle = token('--zone');
    for (const zone of this.place.session.board.all('zone')) {
      const box = this.small(zone);
      context.fillRect(box.x, box.y, box.w, box.h);
      context.strokeRect(box.x, box.y, box.w, box.h);
    }
    const inks = Object.fromEntries(COLOUR.map((colour) => [colour, token(`--note-${colour}`)]));
    for (const item of this.items()) {
      const box = this.small(boxOf(item));
      context.fillStyle = inks[item.colour] ?? '';
      context.fillRect(box.x, box.y, box.w, box.h);
    }
  }

  private paintFrame(context: CanvasRenderingContext2D, seen: Box): void {
    const box = this.small(seen);
    const left = Math.max(1, box.x);
    const top = Math.max(1, box.y);
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    context.strokeStyle = getComputedStyle(this.canvas).getPropertyValue('--select');
    context.lineWidth = 1.5;
    const right = Math.min(box.x + box.w, WIDTH - 1);
    const bottom = Math.min(box.y + box.h, HEIGHT - 1);
    context.strokeRect(left, top, right - left, bottom - top);
  }

  private small(box: Box): Box {
    const { scale, origin } = this;
    return {
      x: (box.x - origin.x) * scale,
      y: (box.y - origin.y) * scale,
      w: box.w * scale,
      h: box.h * scale,
    };
  }

  private goTo(event: PointerEvent): void {
    if (event.buttons === 0) return;
    const { left, top } = this.canvas.getBoundingClientRect();
    const x = (event.clientX - left) / this.scale + this.origin.x;
    const y = (event.clientY - top) / this.scale + this.origin.y;
    const middle = this.stage.middle();
    const { k } = this.stage.camera.value;
    this.stage.panBy((middle.x - x) * k, (middle.y - y) * k);
  }
}

/** Somewhat more than there is, but at least a screen's worth, so that a single note does not fill the map. */
function widened(box: Box | null): Box | null {
  if (!box) return null;
  const w = Math.max(CONTENT_MIN.w, box.w * 1.12);
  const h = Math.max(CONTENT_MIN.h, box.h * 1.12);
  return { x: box.x - (w - box.w) / 2, y: box.y - (h - box.h) / 2, w, h };
}

const boxOf = (item: ItemRecord): Box => ({ x: item.x, y: item.y, w: NOTE_WIDTH, h: NOTE_HEIGHT });
