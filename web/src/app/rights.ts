/**
 * What may I do now, and with this object? The server decides in the end; this spares people from trying what will be
 * refused. Reading a right inside a component follows it, since it comes from signals.
 */

import { type BoardRecord, type PhaseRecord, type Role, VERBS, type Verb } from '../protocol/catalogue.ts';
import type { Board, Me } from './store.ts';

/** What is needed of a session to know a right: its signals `me`, `rights` and `phases`. */
export interface RightsSource {
  readonly board: Board;
  readonly me: { readonly value: Me | null };
  readonly rights: { readonly value: ReadonlySet<Verb> };
  readonly phases: { readonly value: readonly PhaseRecord[] };
}

/**
 * Whether I may use a verb, and if an object is given (a record or its id), on that object. An object that is not on
 * the board counts as mine: it is about to be made.
 */
export function can(session: RightsSource, verb: Verb, object?: BoardRecord | string): boolean {
  const me = session.me.value;
  if (me === null) return false;
  const record = typeof object === 'string' ? session.board.get(object) : object;
  if (record === undefined || isMine(session, record)) return session.rights.value.has(verb);
  if (isMotiveOfAnother(session, verb, record)) return false;
  if (isShared(verb)) return session.rights.value.has(verb);
  return mayTouchOthers(me.role, verb, session.phases.value);
}

/** Whether an object is mine: made by me, about me, or a card of mine that nobody else sees yet. */
export function isMine(session: Pick<RightsSource, 'board' | 'me'>, record: BoardRecord): boolean {
  const me = session.me.value?.id;
  if (me === undefined) return false;
  switch (record.type) {
    case 'person':
      return record.id === me;
    case 'item':
      return record.state === 'sealed' || record.by === me;
    case 'driver':
    case 'link':
    case 'ballot':
    case 'zone':
      return record.by === me;
    default:
      return false;
  }
}

/** Verbs whose object is nobody's own, such as a round or a phase: the role alone decides. */
function isShared(verb: Verb): boolean {
  return VERBS[verb].others.length === 0;
}

/** Also a facilitator does not change what moves somebody else (INV7). */
function isMotiveOfAnother(session: RightsSource, verb: Verb, record: BoardRecord): boolean {
  if (verb !== 'item.edit' && verb !== 'driver.sense_set') return false;
  const driver = record.type === 'item' ? session.board.getAs('driver', record.driver) : record;
  if (driver?.type !== 'driver' || !driver.senses.includes('motive')) return false;
  return driver.holder !== undefined && driver.holder !== session.me.value?.id;
}

function mayTouchOthers(role: Role, verb: Verb, phases: readonly PhaseRecord[]): boolean {
  const rule = VERBS[verb];
  if (!rule.others.includes(role)) return false;
  if (role === 'facilitator') return true;
  const running = phases.find((phase) => phase.state === 'running');
  return rule.mayOthers === 'always' || (running?.may.includes(rule.mayOthers) ?? false);
}
