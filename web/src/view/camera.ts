/** Where the board lies on the screen. Pure numbers: no DOM. */
import type { Camera } from '../app/stage.ts';
import type { Box, Point } from '../model/geometry.ts';

export const ZOOM_MIN = 0.05;
export const ZOOM_MAX = 4;

/** What is covered at the edges of the screen by bars and panels, in CSS pixels. */
export interface Insets {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

export const toScreen = (camera: Camera, point: Point): Point => ({
  x: point.x * camera.k + camera.x,
  y: point.y * camera.k + camera.y,
});

export const toBoard = (camera: Camera, point: Point): Point => ({
  x: (point.x - camera.x) / camera.k,
  y: (point.y - camera.y) / camera.k,
});

/** The same view, zoomed so that the board point under a screen point stays under it. */
export function zoomedAround(camera: Camera, at: Point, k: number): Camera {
  const next = Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, k));
  const ratio = next / camera.k;
  return { x: at.x - (at.x - camera.x) * ratio, y: at.y - (at.y - camera.y) * ratio, k: next };
}

/** The view in which a box is as large as fits in what is not covered, at most `k_max`. */
export function fitted(box: Box, width: number, height: number, insets: Insets, k_max: number): Camera {
  const free = { w: width - insets.left - insets.right, h: height - insets.top - insets.bottom };
  const wanted = Math.min(k_max, free.w / Math.max(1, box.w), free.h / Math.max(1, box.h));
  const k = Math.min(ZOOM_MAX, Math.max(ZOOM_MIN, wanted));
  return {
    x: insets.left + free.w / 2 - (box.x + box.w / 2) * k,
    y: insets.top + free.h / 2 - (box.y + box.h / 2) * k,
    k,
  };
}

/** The nearest view in which a box lies wholly in what is not covered; when it is too large, its beginning does. */
export function revealed(camera: Camera, box: Box, width: number, height: number, insets: Insets): Camera {
  const { x, y } = toScreen(camera, box);
  const w = box.w * camera.k;
  const h = box.h * camera.k;
  const shift = (from: number, size: number, low: number, high: number): number => {
    if (from < low || size > high - low) return low - from;
    return from + size > high ? high - (from + size) : 0;
  };
  return {
    x: camera.x + shift(x, w, insets.left, width - insets.right),
    y: camera.y + shift(y, h, insets.top, height - insets.bottom),
    k: camera.k,
  };
}

/** The part of the board on a screen of this size. */
export function seenBox(camera: Camera, width: number, height: number): Box {
  const { x, y } = toBoard(camera, { x: 0, y: 0 });
  return { x, y, w: width / camera.k, h: height / camera.k };
}
