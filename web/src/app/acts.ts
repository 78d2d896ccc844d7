/**
 * Acts of the person at this desk: an intent, together with the way back from it, what is said about it, and what is
 * done when it is not allowed. Tools, keys and buttons all come here, so that they cannot differ.
 */
import { inWords, words } from '../i18n/index.ts';
import { NOTE_HEIGHT, NOTE_WIDTH, type Point } from '../model/geometry.ts';
import { dotsLeft, dotsOn, textOf } from '../model/select.ts';
import { type Colour, LIMITS, type LinkRecord, type RoundRecord, type Verb } from '../protocol/catalogue.ts';
import type { Desk } from './desk.ts';
import * as intents from './intents.ts';
import { can, isMine } from './rights.ts';
import type { RoomSession } from './store.ts';

/** A room and the desk from which one works in it. */
export interface Workplace {
  readonly session: RoomSession;
  readonly desk: Desk;
}

const chunksOf = <T>(list: readonly T[]): T[][] => {
  const chunks: T[][] = [];
  for (let at = 0; at < list.length; at += LIMITS.items_per_command_max) {
    chunks.push(list.slice(at, at + LIMITS.items_per_command_max));
  }
  return chunks;
};

/** Those items of the list with which I may do it now. Says why when there are none. */
export function allowed({ session, desk }: Workplace, verb: Verb, ids: readonly string[]): string[] {
  const mine = ids.filter((id) => can(session, verb, id));
  if (mine.length === 0 && ids.length > 0) {
    const first = session.board.get(ids[0] as string);
    const text = words.value.selection;
    desk.tell(first && !isMine(session, first) ? text.notYours : text.notAllowed);
  }
  return mine;
}

/** Moves items to new places, with the way back while nobody else has moved them since. */
export function moveItems(place: Workplace, moves: readonly (Point & { item: string })[]): void {
  const { session, desk } = place;
  const before = new Map<string, Point>();
  for (const move of moves) {
    const item = session.board.getAs('item', move.item);
    if (item) before.set(item.id, { x: item.x, y: item.y });
  }
  for (const part of chunksOf(moves)) intents.moveItems(session, part);
  desk.remember(() => {
    const back = moves.flatMap((move) => {
      const item = session.board.getAs('item', move.item);
      const old = before.get(move.item);
      const untouched = item?.x === Math.round(move.x) && item.y === Math.round(move.y);
      return old && untouched ? [{ item: move.item, ...old }] : [];
    });
    for (const part of chunksOf(back)) intents.moveItems(session, part);
    return back.length > 0;
  });
}

export function withdrawItems(place: Workplace, ids: readonly string[]): void {
  const { session, desk } = place;
  const items = allowed(place, 'item.withdraw', ids);
  if (items.length === 0) return;
  for (const part of chunksOf(items)) intents.withdraw(session, part);
  desk.selectItems(ids.filter((id) => !items.includes(id)));
  const wayBack = () => {
    const gone = items.filter((id) => session.board.getAs('item', id)?.state === 'withdrawn');
    for (const part of chunksOf(gone)) intents.restore(session, part);
    if (gone.length > 0) desk.say(words.value.say.restored);
    return gone.length > 0;
  };
  desk.remember(wayBack);
  desk.say(words.value.say.withdrawn);
  desk.tell(words.value.selection.withdrawn(items.length), { label: words.value.common.undo, run: wayBack });
}

export function recolourItems(place: Workplace, ids: readonly string[], colour: Colour): void {
  const items = allowed(place, 'item.recolour', ids);
  place.desk.noteColour.value = colour;
  for (const part of chunksOf(items)) intents.recolour(place.session, part, colour);
}

/** Changes a text, with the way back while nobody else has changed it since. */
export function editText({ session, desk }: Workplace, item: string, text: string): void {
  const record = session.board.getAs('item', item);
  if (!record) return;
  const before = textOf(session.board, record);
  if (before === text) return;
  intents.editItem(session, item, text);
  desk.remember(() => {
    const now = session.board.getAs('item', item);
    if (!now || textOf(session.board, now) !== text) return false;
    intents.editItem(session, item, before);
    return true;
  });
}

/** Connects two items and selects the link, so that its kind can be said at once. */
export function connect(place: Workplace, from: string, to: string): void {
  const { session, desk } = place;
  if (from === to) return;
  for (const link of session.board.all('link')) {
    if (link.from === from && link.to === to) {
      desk.selection.value = { kind: 'link', id: link.id };
      return;
    }
  }
  const made = intents.addLink(session, from, to, defaultKind(session, from), { strength: 'normal' });
  desk.selection.value = { kind: 'link', id: made.id };
  const link = session.board.getAs('link', made.id);
  if (link) desk.say(words.value.say.linked(linkSentence(session, link)));
}

/** Where only some kinds of connection are wanted, the first of them; else that they belong together. */
function defaultKind(session: RoomSession, from: string): LinkRecord['kind'] {
  const item = session.board.getAs('item', from);
  const wanted = session.board.getAs('zone', item?.zone)?.link_kinds;
  if (wanted?.[0]) return wanted[0];
  return session.board.getAs('driver', item?.driver)?.senses.includes('factor') ? 'plus' : 'relates';
}

export function removeLink({ session, desk }: Workplace, id: string): void {
  const link = session.board.getAs('link', id);
  if (!link) return;
  intents.removeLink(session, id);
  desk.selection.value = { kind: 'none' };
  const wayBack = () => {
    if (!session.board.get(link.from) || !session.board.get(link.to) || session.board.get(id)) return false;
    const { from, to, kind, strength, delay } = link;
    intents.addLink(session, from, to, kind, { strength, ...(delay ? { delay } : {}) });
    return true;
  };
  desk.remember(wayBack);
  desk.tell(words.value.selection.linkRemoved, { label: words.value.common.undo, run: wayBack });
}

/** "Trust" strengthens "Openness". */
export function linkSentence(session: Pick<RoomSession, 'board'>, link: LinkRecord): string {
  const name = (id: string) => shortText(itemText(session, id));
  return words.value.links.sentence(name(link.from), words.value.links.kinds[link.kind], name(link.to));
}

export function itemText(session: Pick<RoomSession, 'board'>, id: string): string {
  const item = session.board.getAs('item', id);
  return item ? textOf(session.board, item) : words.value.board.gone;
}

/** The beginning of a text, for sentences about it. */
export function shortText(text: string, length = 60): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= length) return line;
  const cut = line.slice(0, length);
  const space = cut.lastIndexOf(' ');
  return `${(space > length / 2 ? cut.slice(0, space) : cut.slice(0, -1)).trimEnd()}…`;
}

/** The round in which one can vote now. Of several the newest. */
export function openRound(session: Pick<RoomSession, 'rounds'>): RoundRecord | undefined {
  return session.rounds.value.find((round) => round.state === 'open');
}

/** True while nobody shall see where others point: it would tell how they vote, or what they write. */
export function isBlind(session: Pick<RoomSession, 'rounds' | 'phases'>): boolean {
  const sealed = session.phases.value.some((phase) => phase.state === 'running' && phase.write === 'sealed');
  return sealed || openRound(session)?.secret === true;
}

/** Gives a dot to an option, or takes one back with `change` -1. Says what is left. */
export function changeDots(place: Workplace, option: string, change: 1 | -1): void {
  const { session, desk } = place;
  const me = session.me.value?.id;
  const round = openRound(session);
  const { say, vote } = words.value;
  if (!me || !round) return desk.say(vote.notNow);
  if (!can(session, 'vote.cast')) return desk.tell(vote.notNow);
  if (session.connection.value.state !== 'live') return desk.tell(vote.offline);
  if (!round.options.includes(option)) return desk.tell(say.notAnOption);
  const now = dotsOn(session.board, round.id, me, option);
  const left = dotsLeft(session.board, round.id, me);
  if (change > 0 && left === 0) return desk.tell(say.noDots);
  if (change > 0 && now >= round.max_per_option) return desk.tell(say.optionFull);
  if (change < 0 && now === 0) return;
  intents.castDots(session, round.id, option, now + change);
  desk.say(change > 0 ? say.dotGiven(left - 1) : say.dotTaken(left + 1));
}

/** The name of a zone in the viewer's language: what people called it, or what the method calls it. */
export function zoneName(zone: { name?: string; title?: { en: string; nl: string } }): string {
  return zone.name ?? (inWords(zone.title) || words.value.board.unnamedZone);
}

/** The top left corner of a note whose middle is at a point. */
export const cornerFor = (middle: Point): Point => ({
  x: middle.x - NOTE_WIDTH / 2,
  y: middle.y - NOTE_HEIGHT / 2,
});
