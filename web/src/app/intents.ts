/**
 * What people can want, in the words of the screens. Each function makes one act of the session; those that make
 * something choose its id here, so that the next act can refer to it at once.
 */

import { middleOf, type Point, toCoordinate } from '../model/geometry.ts';
import { newId } from '../model/id.ts';
import { zoneAt } from '../model/select.ts';
import {
  type Colour,
  type Commands,
  type Hat,
  LIMITS,
  type LinkKind,
  type LinkRecord,
  type Sense,
  type Side,
  type Strength,
  type Verb,
} from '../protocol/catalogue.ts';
import type { Answer, Board } from './store.ts';

/** What an intent needs of a session. */
export interface Actor {
  readonly board: Board;
  do<V extends Verb>(verb: V, fields: Commands[V], more?: { hat?: Hat }): Promise<Answer>;
}

/** Something that was made: its id, usable at once, and how the server answered. */
export interface Made {
  id: string;
  answer: Promise<Answer>;
}

/** The fields of a driver's senses; see the record `driver` for which sense needs which. */
export type SenseFields = Omit<Commands['driver.sense_set'], 'driver' | 'senses'>;

/** Puts a note with its top left corner at a point. */
export function addNote(session: Actor, at: Point, text: string, colour?: Colour): Made {
  const id = newId();
  const fields = { id, text, ...placeOf(session.board, at), ...(colour === undefined ? {} : { colour }) };
  return { id, answer: session.do('item.add', fields) };
}

/** Changes the text of a note, or of the driver that an item places. */
export function editItem(session: Actor, item: string, text: string): Promise<Answer> {
  return session.do('item.edit', { item, text });
}

/** A move names two ids: so many fit into one message of the server's size. */
const MOVES_MAX = 140;

/** Moves items to new top left corners: one act as far as possible. The answer is the first refusal, if any. */
export function moveItems(session: Actor, moves: Iterable<Point & { item: string }>): Promise<Answer> {
  const list = [...moves].map((move) => ({ item: move.item, ...placeOf(session.board, move) }));
  const acts = apart(session, list, MOVES_MAX, (move) => move.item);
  return together(acts.map((part) => session.do('item.move', { moves: part })));
}

/** Gives items another colour. */
export function recolour(session: Actor, items: readonly string[], colour: Colour): Promise<Answer> {
  const acts = apart(session, items, LIMITS.items_per_command_max);
  return together(acts.map((part) => session.do('item.recolour', { items: part, colour })));
}

/** Takes items off the board; `restore` puts them back. */
export function withdraw(session: Actor, items: readonly string[]): Promise<Answer> {
  const acts = apart(session, items, LIMITS.items_per_command_max);
  return together(acts.map((part) => session.do('item.withdraw', { items: part })));
}

/** Puts withdrawn items back where they were. */
export function restore(session: Actor, items: readonly string[]): Promise<Answer> {
  const acts = apart(session, items, LIMITS.items_per_command_max);
  return together(acts.map((part) => session.do('item.restore', { items: part })));
}

/** Connects two items. */
export function addLink(
  session: Actor,
  from: string,
  to: string,
  kind: LinkKind,
  more: { strength?: Strength; delay?: boolean } = {},
): Made {
  const id = newId();
  return { id, answer: session.do('link.add', { id, from, to, kind, ...more }) };
}

/** Changes some of kind, strength, delay and the contested mark. */
export function changeLink(
  session: Actor,
  link: string,
  change: Partial<Pick<LinkRecord, 'kind' | 'strength' | 'delay' | 'contested'>>,
): Promise<Answer> {
  return session.do('link.change', { link, ...change });
}

export function removeLink(session: Actor, link: string): Promise<Answer> {
  return session.do('link.remove', { link });
}

/** Makes a driver of a note, which becomes its placement. The id is the driver's. */
export function makeDriver(
  session: Actor,
  note: string,
  senses: readonly Sense[],
  fields: SenseFields = {},
): Made {
  const id = newId();
  return { id, answer: session.do('driver.add', { id, from: note, senses: [...senses], ...fields }) };
}

/** Puts a new driver on the board. `id` is the driver's, `item` that of its placement. */
export function addDriver(
  session: Actor,
  at: Point,
  text: string,
  senses: readonly Sense[],
  fields: SenseFields = {},
): Made & { item: string } {
  const id = newId();
  const item = newId();
  const place = placeOf(session.board, at);
  return {
    id,
    item,
    answer: session.do('driver.add', { id, item, text, senses: [...senses], ...place, ...fields }),
  };
}

/** Says in which senses a driver is one. Fields that are left out are cleared. */
export function setSense(
  session: Actor,
  driver: string,
  senses: readonly Sense[],
  fields: SenseFields = {},
): Promise<Answer> {
  return session.do('driver.sense_set', { driver, senses: [...senses], ...fields });
}

/** Draws a zone. It shows when the server has made it. */
export function addZone(
  session: Actor,
  name: string,
  box: { x: number; y: number; w: number; h: number },
): Promise<Answer> {
  return session.do('zone.add', { name, ...boxOf(box) });
}

/** Renames, moves or resizes a zone. */
export function changeZone(
  session: Actor,
  zone: string,
  change: { name?: string; x?: number; y?: number; w?: number; h?: number },
): Promise<Answer> {
  const { name, ...box } = change;
  const numbers = Object.fromEntries(Object.entries(box).map(([key, value]) => [key, toCoordinate(value)]));
  return session.do('zone.change', { zone, ...numbers, ...(name === undefined ? {} : { name }) });
}

export function removeZone(session: Actor, zone: string): Promise<Answer> {
  return session.do('zone.remove', { zone });
}

/** Opens a vote. Without options: all items of the zone, or of the board; without dots: as many as suit. */
export function openVote(session: Actor, fields: Commands['vote.open']): Promise<Answer> {
  return session.do('vote.open', fields);
}

/** Sets my dots on an option; 0 takes them back. */
export function castDots(session: Actor, round: string, option: string, dots: number): Promise<Answer> {
  return session.do('vote.cast', { round, option, dots });
}

/** Closes a vote and counts it. */
export function closeVote(session: Actor, round: string): Promise<Answer> {
  return session.do('vote.close', { round });
}

/** Changes my name. */
export function rename(session: Actor, name: string): Promise<Answer> {
  return session.do('person.rename', { name });
}

/** Says to which group I belong; undefined: to none. */
export function regroup(session: Actor, group: string | undefined): Promise<Answer> {
  return session.do('person.regroup', group === undefined ? {} : { group });
}

/** Starts a phase of the agenda; the one that runs ends. */
export function startPhase(session: Actor, phase: string): Promise<Answer> {
  return session.do('phase.start', { phase });
}

/** Changes title or question of the room. */
export function renameRoom(session: Actor, change: { title?: string; question?: string }): Promise<Answer> {
  return session.do('room.rename', change);
}

export function addGroup(session: Actor, name: string, side?: Side): Promise<Answer> {
  return session.do('group.add', side === undefined ? { name } : { name, side });
}

export function changeGroup(
  session: Actor,
  group: string,
  change: { name?: string; side?: Side },
): Promise<Answer> {
  return session.do('group.change', { group, ...change });
}

/** Whole coordinates, and the zone in which an item with this top left corner lies. */
function placeOf(board: Board, at: Point): { x: number; y: number; zone?: string } {
  const place = { x: toCoordinate(at.x), y: toCoordinate(at.y) };
  const zone = zoneAt(board, middleOf(place));
  return zone === undefined ? place : { ...place, zone: zone.id };
}

function boxOf(box: { x: number; y: number; w: number; h: number }): {
  x: number;
  y: number;
  w: number;
  h: number;
} {
  return {
    x: toCoordinate(box.x),
    y: toCoordinate(box.y),
    w: Math.max(1, toCoordinate(box.w)),
    h: Math.max(1, toCoordinate(box.h)),
  };
}

/**
 * Parts of a list that the server takes as one act each: not too long, and cards that nobody else sees apart from what
 * everybody sees, since one event about both would tell whose they are.
 */
function apart<T>(
  session: Actor,
  list: readonly T[],
  most: number,
  idOf: (entry: T) => string = String,
): T[][] {
  const parts: T[][] = [];
  for (const draft of [false, true]) {
    const alike = list.filter((entry) => session.board.isDraft(idOf(entry)) === draft);
    for (let first = 0; first < alike.length; first += most) parts.push(alike.slice(first, first + most));
  }
  return parts;
}

/** The first refusal of several acts, or done. */
async function together(answers: readonly Promise<Answer>[]): Promise<Answer> {
  return (await Promise.all(answers)).find((answer) => answer !== 'done') ?? 'done';
}
