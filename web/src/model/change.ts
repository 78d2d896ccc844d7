/**
 * Changes are all that ever happens to a board: a record is put, some of its fields are patched, or it is dropped.
 * The live board, the echo of an own act and the replay of a log apply the same three.
 */
import type { BoardRecord, RecordType } from '../protocol/catalogue.ts';
import type { WireChange } from '../protocol/codec.ts';

/** Fields of a patch; `null` removes the field. */
export type Fields = Readonly<Record<string, unknown>>;

/** One change, in the shape of the wire. */
export type Change = WireChange;

/** The record type that carries a given value of `type`. */
export type RecordOf<T extends RecordType> = Extract<BoardRecord, { type: T }>;

/** What can be read of a board, shown or confirmed. */
export interface Reader {
  get(id: string): BoardRecord | undefined;
  getAs<T extends RecordType>(type: T, id: string | undefined): RecordOf<T> | undefined;
  all<T extends RecordType>(type: T): Iterable<RecordOf<T>>;
}

const JOURNEY_TYPES: ReadonlySet<RecordType> = new Set(['journey', 'driver', 'group', 'person']);

/** In which of the two streams records of this type live. */
export function streamOf(type: RecordType): 'room' | 'journey' {
  return JOURNEY_TYPES.has(type) ? 'journey' : 'room';
}

/** The id of the record that a change is about. */
export function changedId(change: Change): string {
  return change[0] === 'put' ? change[1].id : change[1];
}

/** What a change makes of a record. A patch of nothing is nothing. */
export function applyChange(old: BoardRecord | undefined, change: Change): BoardRecord | undefined {
  switch (change[0]) {
    case 'put':
      return change[1];
    case 'drop':
      return undefined;
    case 'patch':
      return old === undefined ? undefined : patched(old, change[2]);
  }
}

function patched(old: BoardRecord, fields: Fields): BoardRecord {
  const next: Record<string, unknown> = { ...old };
  for (const [name, value] of Object.entries(fields)) {
    if (value === null) delete next[name];
    else if (name !== 'id' && name !== 'type') next[name] = value;
  }
  // A patch keeps id and type, and its fields come from the catalogue: the result is a record of the same type.
  return next as unknown as BoardRecord;
}

/** True when two values of JSON are equal, whatever the order of their fields. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((value, place) => sameValue(value, b[place]));
  }
  const left = Object.entries(a);
  if (left.length !== Object.keys(b).length) return false;
  const right = b as Record<string, unknown>;
  return left.every(([name, value]) => Object.hasOwn(right, name) && sameValue(value, right[name]));
}
