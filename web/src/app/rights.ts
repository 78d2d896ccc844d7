/**
 * What may I do now, and with this object? The server decides in the end; this spares people from trying what will be
 * refused. Reading a right inside a component follows it, since it comes from signals.
 */

import {
  type BoardRecord,
  type DriverRecord,
  type PhaseRecord,
  type Role,
  VERBS,
  type Verb,
} from '../protocol/catalogue.ts';
import type { Board, Me } from './store.ts';

/** What is needed of a session to know a right. */
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
  if (me === null || !session.rights.value.has(verb)) return false;
  if (verb === 'vote.cast') return mayVote(session, me);
  const record = typeof object === 'string' ? session.board.get(object) : object;
  if (record === undefined || isShared(verb)) return true;
  const driver = driverOf(session, verb, record);
  const holder = driver?.senses.includes('motive') ? driver.holder : undefined;
  // Also a facilitator does not change what moves somebody else (INV7).
  if (holder !== undefined) return holder === me.id || holder === me.group;
  return isMine(session, driver ?? record) || opensOthers(me.role, verb, session.phases.value);
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

/** Verbs whose object is nobody's own, such as a round or a phase: role and phase alone decide. */
function isShared(verb: Verb): boolean {
  return VERBS[verb].others.length === 0;
}

/** The driver that a verb would change, when it would change one and not its placement. */
function driverOf(session: RightsSource, verb: Verb, record: BoardRecord): DriverRecord | undefined {
  if (verb !== 'item.edit' && verb !== 'driver.sense_set') return undefined;
  if (record.type === 'driver') return record;
  return record.type === 'item' ? session.board.getAs('driver', record.driver) : undefined;
}

/** Whether role or phase opens to a verb what others made. */
function opensOthers(role: Role, verb: Verb, phases: readonly PhaseRecord[]): boolean {
  const rule = VERBS[verb];
  if (rule.others.includes(role)) return true;
  const running = phases.find((phase) => phase.state === 'running');
  return rule.mayOthers !== 'host' && (running?.may.includes(rule.mayOthers) ?? false);
}

/** Facilitators vote when they belong to a group, or when nobody does (domain 2.3). */
function mayVote(session: RightsSource, me: Me): boolean {
  return me.role !== 'facilitator' || me.group !== undefined || session.board.count('group') === 0;
}
