/** Which item the arrow keys go to. */
import type { Box } from '../model/geometry.ts';

/** Going astray costs more than going far. */
const ASTRAY = 2.5;

/** The nearest box from `from` in a direction, within a right angle around it. */
export function nearest(
  boxes: Iterable<[string, Box]>,
  from: string,
  dx: number,
  dy: number,
): string | undefined {
  const all = [...boxes];
  const start = all.find(([id]) => id === from)?.[1];
  if (!start) return undefined;
  let best: string | undefined;
  let bestCost = Infinity;
  for (const [id, box] of all) {
    if (id === from) continue;
    const x = box.x + box.w / 2 - start.x - start.w / 2;
    const y = box.y + box.h / 2 - start.y - start.h / 2;
    const along = x * dx + y * dy;
    const astray = Math.abs(x * dy) + Math.abs(y * dx);
    if (along <= 0 || astray > along * 2) continue;
    const cost = along + astray * ASTRAY;
    if (cost < bestCost) {
      bestCost = cost;
      best = id;
    }
  }
  return best;
}
