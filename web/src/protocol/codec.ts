/**
 * The messages of the wire. What comes in is checked here, once, and trusted afterwards; what the server may add later
 * (other messages, other record types, other fields) is passed over, as the wire asks of a client.
 *
 * A frame holds one message or a list of messages.
 */
import {
  type BoardRecord,
  FILTER,
  type Filter,
  type Hat,
  type Language,
  type RecordType,
  type RefusalCode,
  ROLE,
  type Role,
  type Verb,
  type WordsShape,
} from './catalogue.ts';

/** One change of an event: a record is put, some fields are patched (`null` removes one), or it is dropped. */
export type WireChange =
  | readonly ['put', BoardRecord]
  | readonly ['patch', string, Readonly<Record<string, unknown>>]
  | readonly ['drop', string];

/** One entry of a log. `op` only reaches its author. Verbs may be unknown to this client: the changes are what counts. */
export interface WireEvent {
  seq: number;
  at: number;
  by?: string;
  verb: string;
  phase?: string;
  hat?: Hat;
  op?: string;
  changes: readonly WireChange[];
}

/** A person as `people` names them. In `changed` there may be less than everything. */
export interface WirePerson {
  id: string;
  name?: string;
  group?: string | null;
  role?: Role;
}

/** Where a pointer is, as in `there`. */
export interface WirePointer {
  id: string;
  x: number;
  y: number;
  drag?: string;
  typing?: string;
}

/** Messages to the server. */
export type ClientMessage =
  | {
      m: 'join';
      stream: string;
      key?: string;
      resume?: string;
      name?: string;
      group?: string;
      language?: Language;
      have?: number;
    }
  | ({ m: 'do'; op: string; verb: Verb; hat?: Hat } & Readonly<Record<string, unknown>>)
  | { m: 'here'; x: number; y: number; view?: readonly number[]; drag?: string; typing?: string }
  | { m: 'leave'; stream: string };

/** Messages from the server. */
export type ServerMessage =
  | { m: 'welcome'; protocol: number; server: string; now: number; limits?: Readonly<Record<string, number>> }
  | {
      m: 'joined';
      stream: string;
      seq: number;
      you: { id: string; role: Role; resume?: string; rights: readonly string[] };
      records?: readonly BoardRecord[];
      last?: boolean;
      snapshot?: { seq: number };
    }
  | { m: 'records'; stream: string; records: readonly BoardRecord[]; last?: boolean }
  | { m: 'events'; stream: string; events: readonly WireEvent[] }
  | { m: 'done'; op: string; seq: number | null }
  | {
      m: 'refused';
      op?: string;
      join?: string;
      code: RefusalCode;
      text: WordsShape;
      filter?: Filter;
      retry_ms?: number;
    }
  | {
      m: 'people';
      stream: string;
      joined: readonly WirePerson[];
      left: readonly string[];
      changed: readonly WirePerson[];
    }
  | { m: 'there'; stream: string; at: readonly WirePointer[] }
  | { m: 'rights'; stream: string; allow: readonly string[] }
  | { m: 'progress'; stream: string; round?: string; phase?: string; done: number; of: number }
  | { m: 'notice'; code: string; text: WordsShape; stream?: string }
  | { m: 'error'; code: string; text: WordsShape };

/** What a frame held: messages that this client understands, and what was wrong with others. */
export interface Frame {
  messages: ServerMessage[];
  problems: string[];
}

/** Reads a frame of the server. Never throws: what cannot be read becomes a problem. */
export function decodeFrame(text: string): Frame {
  const frame: Frame = { messages: [], problems: [] };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { messages: [], problems: ['a frame that is not JSON'] };
  }
  for (const entry of Array.isArray(value) ? value : [value]) {
    try {
      const message = decodeMessage(entry);
      if (message !== null) frame.messages.push(message);
    } catch (problem) {
      if (!(problem instanceof Misshapen)) throw problem;
      frame.problems.push(problem.message);
    }
  }
  return frame;
}

/** Writes one message, or several in one frame. */
export function encodeFrame(messages: readonly (ClientMessage | ServerMessage)[]): string {
  const wire = messages.map(toWire);
  return JSON.stringify(wire.length === 1 ? wire[0] : wire);
}

/** Reads one event, as in `events` messages and in the lines of a log. Throws `Misshapen`. */
export function decodeEvent(value: unknown): WireEvent {
  const from = asObject(value, 'event');
  const event: WireEvent = {
    seq: whole(from, 'seq'),
    at: whole(from, 'at'),
    verb: word(from, 'verb'),
    changes: list(from, 'changes').flatMap(decodeChange),
  };
  for (const name of ['by', 'phase', 'op'] as const) {
    if (from[name] !== undefined) event[name] = word(from, name);
  }
  if (from.hat === 'voice' || from.hat === 'host') event.hat = from.hat;
  return event;
}

/** Reads records, leaving out those of a type that this client does not know. Throws `Misshapen`. */
export function decodeRecords(values: readonly unknown[]): BoardRecord[] {
  return values.flatMap(decodeRecord);
}

/** Something from the server that has not the shape it should have. */
export class Misshapen extends Error {}

type Loose = Readonly<Record<string, unknown>>;

function decodeMessage(value: unknown): ServerMessage | null {
  const from = asObject(value, 'message');
  const m = word(from, 'm');
  return Object.hasOwn(READERS, m) ? (READERS[m as keyof typeof READERS]?.(from) ?? null) : null;
}

const READERS: { [M in ServerMessage['m']]: (from: Loose) => ServerMessage } = {
  welcome: (from) => ({
    m: 'welcome',
    protocol: whole(from, 'protocol'),
    server: word(from, 'server'),
    now: whole(from, 'now'),
    ...(from.limits === undefined ? {} : { limits: limitsOf(asObject(from.limits, 'limits')) }),
  }),
  joined: (from) => {
    const you = asObject(from.you, 'you');
    return {
      m: 'joined',
      stream: word(from, 'stream'),
      seq: whole(from, 'seq'),
      you: {
        id: word(you, 'id'),
        role: oneOf(you, 'role', ROLE),
        rights: words(you, 'rights'),
        ...optionalWords(you, ['resume']),
      },
      ...(from.records === undefined ? {} : { records: decodeRecords(list(from, 'records')) }),
      ...lastOf(from),
      ...(from.snapshot === undefined
        ? {}
        : { snapshot: { seq: whole(asObject(from.snapshot, 'snapshot'), 'seq') } }),
    };
  },
  records: (from) => ({
    m: 'records',
    stream: word(from, 'stream'),
    records: decodeRecords(list(from, 'records')),
    ...lastOf(from),
  }),
  events: (from) => ({
    m: 'events',
    stream: word(from, 'stream'),
    events: list(from, 'events').map(decodeEvent),
  }),
  done: (from) => ({ m: 'done', op: word(from, 'op'), seq: from.seq === null ? null : whole(from, 'seq') }),
  refused: (from) => ({
    m: 'refused',
    ...optionalWords(from, ['op', 'join']),
    // A code that is newer than this client is shown by its text and treated as final.
    code: word(from, 'code') as RefusalCode,
    text: wordsOf(from),
    ...(from.filter === undefined ? {} : { filter: oneOf(from, 'filter', FILTER) }),
    ...(from.retry_ms === undefined ? {} : { retry_ms: whole(from, 'retry_ms') }),
  }),
  people: (from) => ({
    m: 'people',
    stream: word(from, 'stream'),
    joined: list(from, 'joined', []).map(decodePerson),
    left: words(from, 'left', []),
    changed: list(from, 'changed', []).map(decodePerson),
  }),
  there: (from) => ({ m: 'there', stream: word(from, 'stream'), at: list(from, 'at').map(decodePointer) }),
  rights: (from) => ({ m: 'rights', stream: word(from, 'stream'), allow: words(from, 'allow') }),
  progress: (from) => ({
    m: 'progress',
    stream: word(from, 'stream'),
    ...optionalWords(from, ['round', 'phase']),
    done: whole(from, 'done'),
    of: whole(from, 'of'),
  }),
  notice: (from) => ({
    m: 'notice',
    code: word(from, 'code'),
    text: wordsOf(from),
    ...optionalWords(from, ['stream']),
  }),
  error: (from) => ({ m: 'error', code: word(from, 'code'), text: wordsOf(from) }),
};

const TYPES: ReadonlySet<string> = new Set<RecordType>([
  'ballot',
  'driver',
  'group',
  'item',
  'journey',
  'link',
  'person',
  'phase',
  'room',
  'round',
  'seat',
  'zone',
]);

function decodeRecord(value: unknown): BoardRecord[] {
  const from = asObject(value, 'record');
  word(from, 'id');
  // Beyond id and type a record is as the catalogue says: the server wrote it from the same file.
  return TYPES.has(word(from, 'type')) ? [from as unknown as BoardRecord] : [];
}

function decodeChange(value: unknown): WireChange[] {
  if (!Array.isArray(value)) throw new Misshapen('a change is no list');
  const [kind, what, fields] = value as readonly unknown[];
  if (kind === 'put') return decodeRecord(what).map((record) => ['put', record] as const);
  if (typeof what !== 'string') throw new Misshapen('a change without an id');
  if (kind === 'drop') return [['drop', what]];
  if (kind === 'patch') return [['patch', what, asObject(fields, 'fields')]];
  throw new Misshapen('a change of an unknown kind');
}

function decodePerson(value: unknown): WirePerson {
  const from = asObject(value, 'person');
  const person: WirePerson = { id: word(from, 'id'), ...optionalWords(from, ['name']) };
  if (from.group !== undefined) person.group = from.group === null ? null : word(from, 'group');
  if (from.role !== undefined) person.role = oneOf(from, 'role', ROLE);
  return person;
}

function decodePointer(value: unknown): WirePointer {
  if (!Array.isArray(value)) throw new Misshapen('a pointer is no list');
  const [id, x, y, more] = value as readonly unknown[];
  if (typeof id !== 'string' || typeof x !== 'number' || typeof y !== 'number') {
    throw new Misshapen('a pointer without id and place');
  }
  const details = more === undefined ? {} : optionalWords(asObject(more, 'pointer'), ['drag', 'typing']);
  return { id, x, y, ...details };
}

/** The wire's form of a message: pointers are lists there. */
function toWire(message: ClientMessage | ServerMessage): unknown {
  if (message.m !== 'there') return message;
  const at = message.at.map(({ id, x, y, ...more }) =>
    Object.keys(more).length === 0 ? [id, x, y] : [id, x, y, more],
  );
  return { ...message, at };
}

function asObject(value: unknown, what: string): Loose {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Misshapen(`${what} is no object`);
  }
  return value as Loose;
}

function word(from: Loose, name: string): string {
  const value = from[name];
  if (typeof value !== 'string') throw new Misshapen(`${name} is no text`);
  return value;
}

function whole(from: Loose, name: string): number {
  const value = from[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new Misshapen(`${name} is no integer`);
  return value;
}

function list(from: Loose, name: string, otherwise?: readonly unknown[]): readonly unknown[] {
  const value = from[name] ?? otherwise;
  if (!Array.isArray(value)) throw new Misshapen(`${name} is no list`);
  return value;
}

function words(from: Loose, name: string, otherwise?: readonly string[]): readonly string[] {
  return list(from, name, otherwise).map((value) => {
    if (typeof value !== 'string') throw new Misshapen(`${name} holds what is no text`);
    return value;
  });
}

function oneOf<T extends string>(from: Loose, name: string, choices: readonly T[]): T {
  const value = from[name];
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new Misshapen(`${name} has a value that this client does not know`);
  return found;
}

function optionalWords<N extends string>(from: Loose, names: readonly N[]): { [name in N]?: string } {
  const found: { [name in N]?: string } = {};
  for (const name of names) if (from[name] !== undefined) found[name] = word(from, name);
  return found;
}

function wordsOf(from: Loose): WordsShape {
  const text = asObject(from.text, 'text');
  return { en: word(text, 'en'), nl: word(text, 'nl') };
}

function limitsOf(from: Loose): Record<string, number> {
  return Object.fromEntries(Object.keys(from).map((name) => [name, whole(from, name)]));
}

function lastOf(from: Loose): { last?: boolean } {
  return typeof from.last === 'boolean' ? { last: from.last } : {};
}
