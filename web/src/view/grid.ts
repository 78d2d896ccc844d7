/**
 * Which boxes touch an area, without looking at all of them: a uniform grid of cells, each with the ids of the boxes
 * that touch it. A box that covers very many cells is kept aside and looked at each time.
 */
import { type Box, overlaps } from '../model/geometry.ts';

const CELL = 512;
const CELLS_OF_ONE_MAX = 256;

export class Grid {
  private readonly boxes = new Map<string, Box>();
  private readonly cells = new Map<string, Set<string>>();
  private readonly large = new Set<string>();

  get size(): number {
    return this.boxes.size;
  }

  get(id: string): Box | undefined {
    return this.boxes.get(id);
  }

  entries(): Iterable<[string, Box]> {
    return this.boxes.entries();
  }

  set(id: string, box: Box): void {
    const old = this.boxes.get(id);
    if (old && old.x === box.x && old.y === box.y && old.w === box.w && old.h === box.h) return;
    if (old) this.remove(id);
    this.boxes.set(id, box);
    if (cellCount(box) > CELLS_OF_ONE_MAX) {
      this.large.add(id);
      return;
    }
    for (const key of cellsOf(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.add(id);
      else this.cells.set(key, new Set([id]));
    }
  }

  remove(id: string): void {
    const box = this.boxes.get(id);
    if (!box) return;
    this.boxes.delete(id);
    if (this.large.delete(id)) return;
    for (const key of cellsOf(box)) {
      const cell = this.cells.get(key);
      cell?.delete(id);
      if (cell?.size === 0) this.cells.delete(key);
    }
  }

  /** The ids of all boxes that touch an area. */
  query(area: Box): Set<string> {
    const found = new Set<string>();
    const look = (ids: Iterable<string>) => {
      for (const id of ids) {
        const box = this.boxes.get(id);
        if (box && overlaps(box, area)) found.add(id);
      }
    };
    if (cellCount(area) > this.cells.size) look(this.boxes.keys());
    else {
      look(this.large);
      for (const key of cellsOf(area)) look(this.cells.get(key) ?? []);
    }
    return found;
  }
}

const first = (value: number) => Math.floor(value / CELL);

function cellCount(box: Box): number {
  return (first(box.x + box.w) - first(box.x) + 1) * (first(box.y + box.h) - first(box.y) + 1);
}

function* cellsOf(box: Box): Iterable<string> {
  for (let column = first(box.x); column <= first(box.x + box.w); column++) {
    for (let row = first(box.y); row <= first(box.y + box.h); row++) yield `${column} ${row}`;
  }
}
