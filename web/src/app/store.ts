/**
 * What the screens can know of a room and ask of it. One `RoomSession` is one browser tab in one room: it keeps the
 * connection, the board as it should be shown now (what the server confirmed and, on top, what this tab did since),
 * and small signals for the chrome around the board.
 *
 * The board itself is no signal: with ten thousand items it stays out of the reactive graph. Views read it by id and
 * are told which ids changed.
 */
import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { BoardModel } from '../model/board.ts';
import type { RecordOf } from '../model/change.ts';
import { agenda, roundsInOrder, theRoom, zonesInOrder } from '../model/select.ts';
import type {
  BoardRecord,
  Commands,
  GroupRecord,
  Hat,
  JourneyRecord,
  Language,
  PhaseRecord,
  RecordType,
  RoomRecord,
  RoundRecord,
  Verb,
  ZoneRecord,
} from '../protocol/catalogue.ts';
import { Client, type Reports, type World } from '../sync/client.ts';
import { realClock } from '../sync/clock.ts';
import { browserIdentity } from '../sync/identity.ts';
import { browserOutbox } from '../sync/outbox_browser.ts';
import type { HereDetails, Pointer } from '../sync/presence.ts';
import type { Answer, Connection, Me, Person, Progress, Toast } from '../sync/report.ts';
import { browserDial } from '../sync/socket.ts';

export type { RecordOf } from '../model/change.ts';
export type { HereDetails, Pointer } from '../sync/presence.ts';
export type { Answer, Connection, Me, Person, Progress, Refusal, Toast } from '../sync/report.ts';

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
  /** True for a card of mine that nobody else sees yet, also when it is withdrawn. */
  isDraft(id: string): boolean;
  /** Calls back once per microtask with the ids whose shown record changed, came or went, or is pending or no longer so. Returns a function that stops it. */
  subscribe(listener: (dirty: ReadonlySet<string>) => void): () => void;
}

/** Pointers of others, never stored. */
export interface Presence {
  readonly pointers: ReadonlyMap<string, Pointer>;
  /** Calls back with the ids of the people whose pointer changed, came or went. Returns a function that stops it. */
  subscribe(listener: (changed: ReadonlySet<string>) => void): () => void;
  /** Says where my pointer is, in board units. May be called for each pointer event: it is sent at most 20 times a second, and only on change. */
  here(x: number, y: number, details?: HereDetails): void;
}

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
  /** In reading order. */
  readonly zones: ReadonlySignal<readonly ZoneRecord[]>;
  /** By name. */
  readonly groups: ReadonlySignal<readonly GroupRecord[]>;
  /** The newest first. */
  readonly rounds: ReadonlySignal<readonly RoundRecord[]>;
  /** Present people first, then by name. */
  readonly people: ReadonlySignal<readonly Person[]>;
  /** By the id of a round or phase. */
  readonly progress: ReadonlySignal<ReadonlyMap<string, Progress>>;
  readonly toasts: ReadonlySignal<readonly Toast[]>;
  readonly presence: Presence;
  /** Somebody whose name is known, also when absent; undefined while it is not known. */
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
  /** Tries to connect now instead of at `connection.retryAt`. */
  retry(): void;
  /** Closes the connection; what is pending stays on this device. */
  leave(): void;
}

/** How to come in. Without `key`, what this browser remembers of the room is used; without both, the join is refused. */
export interface OpenRoomOptions {
  room: string;
  /** The secret of a link. */
  key?: string;
  name?: string;
  group?: string;
  language: Language;
}

const TOASTS_MAX = 5;

/** Comes into a room. Returns at once; `connection` says how it goes. `world` is for tests. */
export function openRoom(options: OpenRoomOptions, world: World = browserWorld(options.room)): RoomSession {
  const board = new BoardModel();
  const shown = chrome();
  let toasts = 0;
  const reports: Reports = {
    connection: (connection) => assign(shown.connection, connection),
    me: (me) => assign(shown.me, me),
    rights: (allow) => assign(shown.rights, allow),
    people: () => assign(shown.people, client.roster.list()),
    progress: (progress) => assign(shown.progress, progress),
    toast(toast) {
      const others = shown.toasts.value.filter((other) => other.text.en !== toast.text.en);
      toasts += 1;
      shown.toasts.value = [...others, { ...toast, id: toasts }].slice(-TOASTS_MAX);
    },
  };
  const client = new Client(options, world, board, reports);
  const stop = [board.subscribe((dirty) => follow(board, dirty, shown)), whenBack(() => client.wake())];
  void client.start();
  return {
    ...shown,
    board,
    presence: client.presence,
    person: (id) => (id === undefined ? undefined : client.roster.get(id)),
    serverNow: () => client.serverNow(),
    do: (verb, fields, more) => client.do(verb, fields, more?.hat),
    dismiss(toast) {
      shown.toasts.value = shown.toasts.value.filter((other) => other.id !== toast);
    },
    retry: () => client.retry(),
    leave() {
      for (const end of stop) end();
      client.leave();
    },
  };
}

type Chrome = ReturnType<typeof chrome>;

function chrome() {
  return {
    me: signal<Me | null>(null),
    rights: signal<ReadonlySet<Verb>>(new Set()),
    connection: signal<Connection>({ state: 'connecting', pending: 0 }),
    room: signal<RoomRecord | null>(null),
    journey: signal<JourneyRecord | null>(null),
    phases: signal<readonly PhaseRecord[]>([]),
    zones: signal<readonly ZoneRecord[]>([]),
    groups: signal<readonly GroupRecord[]>([]),
    rounds: signal<readonly RoundRecord[]>([]),
    people: signal<readonly Person[]>([]),
    progress: signal<ReadonlyMap<string, Progress>>(new Map()),
    toasts: signal<readonly Toast[]>([]),
  };
}

/** Small lists of the chrome follow the board; those that hold nothing dirty stay as they are. */
function follow(board: BoardModel, dirty: ReadonlySet<string>, shown: Chrome): void {
  const holds = (list: readonly { id: string }[]) => list.some((record) => dirty.has(record.id));
  const types = new Set<RecordType>();
  for (const id of dirty) {
    const type = board.get(id)?.type;
    if (type !== undefined) types.add(type);
  }
  batch(() => {
    if (types.has('room')) shown.room.value = theRoom(board) ?? null;
    if (types.has('journey')) for (const journey of board.all('journey')) shown.journey.value = journey;
    if (types.has('phase') || holds(shown.phases.value)) shown.phases.value = agenda(board);
    if (types.has('zone') || holds(shown.zones.value)) shown.zones.value = zonesInOrder(board);
    if (types.has('round') || holds(shown.rounds.value)) shown.rounds.value = roundsInOrder(board);
    if (types.has('group') || holds(shown.groups.value)) {
      shown.groups.value = [...board.all('group')].sort((a, b) => a.name.localeCompare(b.name));
    }
  });
}

/** Sets a signal outside of whatever computation is under way. */
function assign<T>(target: Signal<T>, value: T): void {
  target.value = value;
}

/** Calls back when the network returns or the tab is looked at again. */
function whenBack(run: () => void): () => void {
  if (typeof window === 'undefined') return () => undefined;
  const seen = () => {
    if (document.visibilityState === 'visible') run();
  };
  window.addEventListener('online', run);
  document.addEventListener('visibilitychange', seen);
  return () => {
    window.removeEventListener('online', run);
    document.removeEventListener('visibilitychange', seen);
  };
}

function browserWorld(room: string): World {
  const origin = location.origin.replace(/^http/, 'ws');
  return {
    url: `${origin}/ws?room=${encodeURIComponent(room)}`,
    dial: browserDial,
    clock: realClock,
    outbox: browserOutbox(),
    identity: browserIdentity(),
  };
}
