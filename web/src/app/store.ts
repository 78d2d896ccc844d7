/**
 * What the screens can know of a room and ask of it. One `RoomSession` is one browser tab in one room: it keeps the
 * connection, the board as it should be shown now (what the server confirmed and, on top, what this tab did since),
 * and small signals for the chrome around the board.
 *
 * The board itself is no signal: with ten thousand items it stays out of the reactive graph. Views read it by id and
 * are told which ids changed.
 */
import type { ReadonlySignal } from '@preact/signals';
import type {
  BoardRecord,
  Commands,
  Filter,
  GroupRecord,
  Hat,
  JourneyRecord,
  Language,
  PhaseRecord,
  RecordType,
  RefusalCode,
  Role,
  RoomRecord,
  RoundRecord,
  Verb,
  WordsShape,
  ZoneRecord,
} from '../protocol/catalogue.ts';

/** The record type that carries a given value of `type`. */
export type RecordOf<T extends RecordType> = Extract<BoardRecord, { type: T }>;

/** All records that this person sees, the pending acts of this tab included. Read only for screens. */
export interface Board {
  /** The record as it should be shown now; undefined when there is none. The object never changes: a changed record is another object. */
  get(id: string): BoardRecord | undefined;
  /** The record if it is of this type. */
  getAs<T extends RecordType>(type: T, id: string | undefined): RecordOf<T> | undefined;
  /** All records of one type, in no particular order. */
  all<T extends RecordType>(type: T): Iterable<RecordOf<T>>;
  /** How many records of one type there are. */
  count(type: RecordType): number;
  /** True while an act of this tab on that record is not confirmed yet. */
  isPending(id: string): boolean;
  /** Calls back once per microtask with the ids whose shown record changed, came or went. Returns a function that stops it. */
  subscribe(listener: (dirty: ReadonlySet<string>) => void): () => void;
}

/** Who I am in this room. */
export interface Me {
  id: string;
  role: Role;
  name: string;
  group?: string;
}

/** Somebody whose name is known: present now, or absent and the author of something. */
export interface Person {
  id: string;
  name: string;
  role: Role;
  group?: string;
  present: boolean;
}

/** A "no" of the server, or one that this client says by itself (code `offline`). */
export interface Refusal {
  code: RefusalCode | 'offline' | 'queue_full';
  text: WordsShape;
  filter?: Filter;
}

/** How things are with the connection. `pending` is the number of acts without an answer: "Saved" is true only at 0. */
export interface Connection {
  state: 'connecting' | 'live' | 'offline' | 'refused' | 'removed' | 'outdated';
  /** Acts of this tab that are kept here and not yet answered. */
  pending: number;
  /** When the oldest of them was done, ms since 1970 by this device's clock. */
  oldestPendingAt?: number;
  /** When the next attempt to connect is made, ms since 1970 by this device's clock. */
  retryAt?: number;
  /** Why the room cannot be joined; with the state `refused`. */
  refusal?: Refusal;
}

/** A short message for the person. Kinds: `refused` an act was undone, `notice` the server says something, `problem` this client does. */
export interface Toast {
  id: number;
  kind: 'refused' | 'notice' | 'problem';
  text: WordsShape;
}

/** How far a secret round, or a sealed phase, is: how many of the present people have begun. The key is the id of the round or phase. */
export interface Progress {
  done: number;
  of: number;
}

/** Where somebody else's pointer is, in board units; `at` is when it arrived here (ms, performance clock). */
export interface Pointer {
  id: string;
  x: number;
  y: number;
  /** The item that this person drags. */
  drag?: string;
  /** The item in which this person types. */
  typing?: string;
  at: number;
}

/** What I say of my own pointer beside its place. */
export interface HereDetails {
  /** The part of the board on my screen: x, y, width, height in board units. */
  view?: [number, number, number, number];
  drag?: string;
  typing?: string;
}

/** Pointers of others, never stored. */
export interface Presence {
  readonly pointers: ReadonlyMap<string, Pointer>;
  /** Calls back with the ids of the people whose pointer changed, came or went. Returns a function that stops it. */
  subscribe(listener: (changed: ReadonlySet<string>) => void): () => void;
  /** Says where my pointer is, in board units. May be called for each pointer event: it is sent at most 20 times a second, and only on change. */
  here(x: number, y: number, details?: HereDetails): void;
}

/** How an act ended. */
export type Answer = 'done' | Refusal;

/** One tab in one room. */
export interface RoomSession {
  readonly board: Board;
  readonly me: ReadonlySignal<Me | null>;
  /** The verbs that I may use now as far as role and phase decide; see `can` in rights.ts for single objects. */
  readonly rights: ReadonlySignal<ReadonlySet<Verb>>;
  readonly connection: ReadonlySignal<Connection>;
  readonly room: ReadonlySignal<RoomRecord | null>;
  readonly journey: ReadonlySignal<JourneyRecord | null>;
  /** In the order of the agenda. */
  readonly phases: ReadonlySignal<readonly PhaseRecord[]>;
  readonly zones: ReadonlySignal<readonly ZoneRecord[]>;
  readonly groups: ReadonlySignal<readonly GroupRecord[]>;
  /** The newest first. */
  readonly rounds: ReadonlySignal<readonly RoundRecord[]>;
  /** Present people first, then by name. */
  readonly people: ReadonlySignal<readonly Person[]>;
  readonly progress: ReadonlySignal<ReadonlyMap<string, Progress>>;
  readonly toasts: ReadonlySignal<readonly Toast[]>;
  readonly presence: Presence;
  /** Name of a known person, also of one who is absent; undefined while it is not known. */
  person(id: string | undefined): Person | undefined;
  /** The server's clock now, ms since 1970: what `started_at` and the like are to be compared with. */
  serverNow(): number;
  /**
   * Does something. The echo is on the board when this returns; the promise is kept when the server has answered,
   * perhaps much later, and never fails. A refusal takes the echo back and leaves a toast.
   */
  do<V extends Verb>(verb: V, fields: Commands[V], more?: { hat?: Hat }): Promise<Answer>;
  /** Takes a toast away. */
  dismiss(toast: number): void;
  /** Closes the connection; what is pending stays on this device. */
  leave(): void;
}

/** How to come in. Without `key`, what this browser remembers of the room is used. */
export interface OpenRoomOptions {
  room: string;
  /** The secret of a link. */
  key?: string;
  name?: string;
  group?: string;
  language: Language;
}

/** Comes into a room. Returns at once; `connection` says how it goes. */
export function openRoom(options: OpenRoomOptions): RoomSession {
  throw new Error(`not yet: ${options.room}`);
}
