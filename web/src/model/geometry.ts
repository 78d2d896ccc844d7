/** Points and boxes on the board, in board units: x to the right, y down; an item's x and y are its top left corner. */
import { LIMITS } from '../protocol/catalogue.ts';

export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  w: number;
  h: number;
}

/** How large a note is drawn. A long text makes a note higher, never wider. */
export const NOTE_WIDTH = 184;
export const NOTE_HEIGHT = 132;

/** The nearest coordinate that the server takes: an integer within the limits of the board. */
export function toCoordinate(value: number): number {
  const whole = Number.isFinite(value) ? Math.round(value) : 0;
  const kept = Math.min(LIMITS.coordinate_max, Math.max(-LIMITS.coordinate_max, whole));
  return kept === 0 ? 0 : kept;
}

/** Where an item counts as lying: the middle of a note of ordinary height. */
export function middleOf(item: Point): Point {
  return { x: item.x + NOTE_WIDTH / 2, y: item.y + NOTE_HEIGHT / 2 };
}

export function contains(box: Box, point: Point): boolean {
  return point.x >= box.x && point.y >= box.y && point.x < box.x + box.w && point.y < box.y + box.h;
}

export function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** The smallest box around all of these; null without any. */
export function around(boxes: Iterable<Box>): Box | null {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.w);
    bottom = Math.max(bottom, box.y + box.h);
  }
  return left === Infinity ? null : { x: left, y: top, w: right - left, h: bottom - top };
}

/** A place for a note near `at` that covers none of the given items: steps to the right, then rows down. */
export function freePlace(at: Point, items: Iterable<Point>): Point {
  const gap = 16;
  const taken = [...items].map((item) => ({ x: item.x, y: item.y, w: NOTE_WIDTH, h: NOTE_HEIGHT }));
  for (let row = 0; row < 8; row++) {
    for (let column = 0; column < 8; column++) {
      const place = { x: at.x + column * (NOTE_WIDTH + gap), y: at.y + row * (NOTE_HEIGHT + gap) };
      const box = { ...place, w: NOTE_WIDTH, h: NOTE_HEIGHT };
      if (!taken.some((other) => overlaps(box, other))) return place;
    }
  }
  return at;
}
