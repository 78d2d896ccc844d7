/** The whole board in small, with the part that is on the screen. A click goes there. */
import { effect } from '@preact/signals';
import type { Workplace } from '../app/acts.ts';
import type { Stage } from '../app/stage.ts';
import { around, type Box, NOTE_HEIGHT, NOTE_WIDTH } from '../model/geometry.ts';
import { isOnBoard } from '../model/select.ts';
import { COLOUR } from '../protocol/catalogue.ts';

const WIDTH = 184;
const HEIGHT = 104;
const PAD = 6;
/** Often enough to follow, seldom enough not to cost. */
const PAINT_MS = 120;

export function createMinimap(
  canvas: HTMLCanvasElement,
  { session }: Workplace,
  stage: Stage,
): { destroy(): void } {
  const context = canvas.getContext('2d');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let scale = 1;
  let origin = { x: 0, y: 0 };

  const paint = () => {
    timer = undefined;
    if (!context || canvas.offsetParent === null) return;
    const ratio = window.devicePixelRatio || 1;
    canvas.width = WIDTH * ratio;
    canvas.height = HEIGHT * ratio;
    const items = [...session.board.all('item')].filter(isOnBoard);
    const boxes = items.map((item) => ({ x: item.x, y: item.y, w: NOTE_WIDTH, h: NOTE_HEIGHT }));
    const all = around([...session.board.all('zone'), ...boxes]);
    const seen = stage.seen();
    const world = around(all ? [all, seen] : [seen]) ?? seen;
    scale = Math.min((WIDTH - 2 * PAD) / world.w, (HEIGHT - 2 * PAD) / world.h);
    origin = { x: world.x - (WIDTH / scale - world.w) / 2, y: world.y - (HEIGHT / scale - world.h) / 2 };
    const style = getComputedStyle(canvas);
    const token = (name: string) => style.getPropertyValue(name);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const fill = (box: Box) =>
      context.fillRect((box.x - origin.x) * scale, (box.y - origin.y) * scale, box.w * scale, box.h * scale);
    const stroke = (box: Box) =>
      context.strokeRect(
        (box.x - origin.x) * scale,
        (box.y - origin.y) * scale,
        box.w * scale,
        box.h * scale,
      );
    context.strokeStyle = token('--zone-line');
    context.fillStyle = token('--zone');
    for (const zone of session.board.all('zone')) {
      fill(zone);
      stroke(zone);
    }
    for (const colour of COLOUR) {
      context.fillStyle = token(`--note-${colour}`);
      items.forEach((item, index) => {
        const box = boxes[index];
        if (item.colour === colour && box) fill(box);
      });
    }
    context.strokeStyle = token('--select');
    context.lineWidth = 1.5;
    const left = Math.max(seen.x, origin.x + 1 / scale);
    const top = Math.max(seen.y, origin.y + 1 / scale);
    const right = Math.min(seen.x + seen.w, origin.x + (WIDTH - 1) / scale);
    const bottom = Math.min(seen.y + seen.h, origin.y + (HEIGHT - 1) / scale);
    stroke({ x: left, y: top, w: right - left, h: bottom - top });
  };

  const request = () => {
    timer ??= setTimeout(paint, PAINT_MS);
  };
  const goTo = (event: PointerEvent) => {
    if (event.buttons === 0) return;
    const { left, top } = canvas.getBoundingClientRect();
    const x = (event.clientX - left) / scale + origin.x;
    const y = (event.clientY - top) / scale + origin.y;
    const middle = stage.middle();
    const { k } = stage.camera.value;
    stage.panBy((middle.x - x) * k, (middle.y - y) * k);
  };

  canvas.addEventListener('pointerdown', goTo);
  canvas.addEventListener('pointermove', goTo);
  const stop = effect(() => {
    stage.camera.value;
    stage.drawn.value;
    request();
  });

  return {
    destroy() {
      stop();
      clearTimeout(timer);
      canvas.removeEventListener('pointerdown', goTo);
      canvas.removeEventListener('pointermove', goTo);
    },
  };
}
