/** Values that follow from the records of a board. Nothing here is kept: ask again when the records changed. */
import type {
  BallotRecord,
  ItemRecord,
  LinkRecord,
  OutcomeShape,
  PhaseRecord,
  RoomRecord,
  RoundRecord,
  ZoneRecord,
} from '../protocol/catalogue.ts';
import type { Reader } from './change.ts';
import { contains, middleOf, type Point } from './geometry.ts';

/** The room's own record; undefined before the first snapshot. */
export function theRoom(board: Reader): RoomRecord | undefined {
  for (const room of board.all('room')) return room;
  return undefined;
}

/** The phase that runs; undefined when none does. */
export function runningPhase(board: Reader): PhaseRecord | undefined {
  const named = board.getAs('phase', theRoom(board)?.phase);
  if (named?.state === 'running') return named;
  for (const phase of board.all('phase')) if (phase.state === 'running') return phase;
  return undefined;
}

/** The phases in the order of the agenda. */
export function agenda(board: Reader): PhaseRecord[] {
  return [...board.all('phase')].sort((a, b) => a.place - b.place || (a.id < b.id ? -1 : 1));
}

/** True for what is drawn on the board: everything that was not withdrawn. */
export function isOnBoard(item: ItemRecord): boolean {
  return item.state !== 'withdrawn';
}

/** The text of an item: its own, or that of the driver that it places on the board. */
export function textOf(board: Reader, item: ItemRecord): string {
  return board.getAs('driver', item.driver)?.text ?? item.text ?? '';
}

/** The innermost zone at a point: of several the smallest; undefined on free board. */
export function zoneAt(board: Reader, point: Point): ZoneRecord | undefined {
  let best: ZoneRecord | undefined;
  for (const zone of board.all('zone')) {
    if (!contains(zone, point)) continue;
    if (best === undefined || zone.w * zone.h < best.w * best.h) best = zone;
  }
  return best;
}

/** The zone in which a note with this top left corner would lie. */
export function zoneForItem(board: Reader, at: Point): ZoneRecord | undefined {
  return zoneAt(board, middleOf(at));
}

/** Items on the board in one zone (undefined: in none), in reading order: by row, then from left to right. */
export function itemsOfZone(board: Reader, zone: string | undefined): ItemRecord[] {
  const found: ItemRecord[] = [];
  for (const item of board.all('item')) if (item.zone === zone && isOnBoard(item)) found.push(item);
  return inReadingOrder(found);
}

const ROW = 66;

/** Sorted by rows of half a note's height, then from left to right, then by id. */
export function inReadingOrder(items: readonly ItemRecord[]): ItemRecord[] {
  const row = (item: ItemRecord) => Math.floor(item.y / ROW);
  return [...items].sort((a, b) => row(a) - row(b) || a.x - b.x || (a.id < b.id ? -1 : 1));
}

/** Zones in reading order, so that an outline reads as the board looks. */
export function zonesInOrder(board: Reader): ZoneRecord[] {
  return [...board.all('zone')].sort((a, b) => a.y - b.y || a.x - b.x || (a.id < b.id ? -1 : 1));
}

/** Links that begin or end at an item. */
export function linksOf(board: Reader, item: string): LinkRecord[] {
  const found: LinkRecord[] = [];
  for (const link of board.all('link')) if (link.from === item || link.to === item) found.push(link);
  return found;
}

/** Vote rounds, the newest first. */
export function roundsInOrder(board: Reader): RoundRecord[] {
  return [...board.all('round')].sort((a, b) => b.opened_at - a.opened_at || (a.id < b.id ? 1 : -1));
}

/** My ballot in a round; undefined when I have not voted in it. */
export function ballotOf(board: Reader, round: string, person: string): BallotRecord | undefined {
  for (const ballot of board.all('ballot')) {
    if (ballot.round === round && ballot.by === person) return ballot;
  }
  return undefined;
}

/** How many dots a person has on an option. */
export function dotsOn(board: Reader, round: string, person: string, option: string): number {
  const dots = ballotOf(board, round, person)?.dots;
  return dots?.find((entry) => entry.option === option)?.dots ?? 0;
}

/** How many dots a person can still give in a round; 0 when it is not open. */
export function dotsLeft(board: Reader, round: string, person: string): number {
  const record = board.getAs('round', round);
  if (record?.state !== 'open') return 0;
  const given = ballotOf(board, round, person)?.dots ?? [];
  return Math.max(0, record.dots - given.reduce((sum, entry) => sum + entry.dots, 0));
}

/**
 * The options of a round in this person's own order, so that no option gains by standing first. The same person sees
 * the same order in the same round, also after a reload.
 */
export function optionOrder(round: RoundRecord, person: string): string[] {
  const order = [...round.options];
  const random = seeded(`${round.id} ${person}`);
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const held = order[last] as string;
    order[last] = order[other] as string;
    order[other] = held;
  }
  return order;
}

/** Outcomes of a closed round, most dots first; options with as many in the order of the round. Empty before it is closed. */
export function results(round: RoundRecord): OutcomeShape[] {
  if (round.state !== 'closed') return [];
  const place = new Map(round.options.map((option, index) => [option, index]));
  return [...(round.outcomes ?? [])].sort(
    (a, b) => b.total - a.total || (place.get(a.option) ?? 0) - (place.get(b.option) ?? 0),
  );
}

/** The number of dots that suits so many options (domain 2.8). */
export function suitableDots(options: number): number {
  return Math.min(7, Math.max(3, Math.round(options / 4)));
}

/** Numbers in [0, 1) that depend on the text alone (hash FNV-1a, generator mulberry32). */
function seeded(text: string): () => number {
  let state = 2166136261;
  for (const unit of text) state = Math.imul(state ^ (unit.codePointAt(0) ?? 0), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
