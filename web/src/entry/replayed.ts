/** A replayed story in the shape of a room, so that the same board can draw it. Nothing can be done in it. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { ReplaySession } from '../app/replay.ts';
import type { Connection, Me, Person, Progress, Refusal, RoomSession, Toast } from '../app/store.ts';
import { agenda, roundsInOrder, theRoom, zonesInOrder } from '../model/select.ts';
import type { Verb } from '../protocol/catalogue.ts';

/** Who was who, as far as somebody knows; the log itself holds no names. */
export interface Names {
  readonly me: ReadonlySignal<Me | null>;
  readonly people: ReadonlySignal<readonly Person[]>;
  person(id: string | undefined): Person | undefined;
}

const refusal: Refusal = {
  code: 'room_ended',
  text: { en: 'A replay only shows what was.', nl: 'Wie terugkijkt, kan niets veranderen.' },
};

export function roomOfReplay(replay: ReplaySession, names: Names): RoomSession {
  const { board } = replay;
  /** What follows from the board at the present position. */
  const at = <T>(read: () => T): ReadonlySignal<T> =>
    computed(() => {
      replay.position.value;
      return read();
    });
  return {
    board,
    me: names.me,
    people: names.people,
    person: (id) => names.person(id),
    rights: signal<ReadonlySet<Verb>>(new Set()),
    connection: signal<Connection>({ state: 'live', pending: 0 }),
    room: at(() => theRoom(board) ?? null),
    journey: at(() => [...board.all('journey')][0] ?? null),
    phases: at(() => agenda(board)),
    zones: at(() => zonesInOrder(board)),
    groups: at(() => [...board.all('group')]),
    rounds: at(() => roundsInOrder(board)),
    progress: signal<ReadonlyMap<string, Progress>>(new Map()),
    toasts: signal<readonly Toast[]>([]),
    presence: { pointers: new Map(), subscribe: () => () => undefined, here: () => undefined },
    serverNow: () => replay.currentEvent.peek()?.event.at ?? 0,
    do: () => Promise.resolve(refusal),
    dismiss: () => undefined,
    retry: () => undefined,
    leave: () => undefined,
  };
}
