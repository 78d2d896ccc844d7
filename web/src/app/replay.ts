/** What the replay screen can know and ask: the board at any moment of a room's story. */
import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Language } from '../protocol/catalogue.ts';
import { type Fetch, HttpProblem } from '../sync/http.ts';
import { loadLog, type Mark, type Moment, mergeLogs, Replay } from '../sync/replay.ts';
import { lookAtRoom, recentRoom } from './doors.ts';
import type { Board } from './store.ts';

export type { Mark, Moment } from '../sync/replay.ts';

/** A loaded story. */
export interface ReplaySession {
  readonly board: Board;
  /** How many events there are. */
  readonly length: number;
  /** How many of them have happened on the board. */
  readonly position: ReadonlySignal<number>;
  /** The event that happened last; null at the beginning. */
  readonly currentEvent: ReadonlySignal<Moment | null>;
  /** Phase starts, votes and joins, in order. */
  readonly marks: readonly Mark[];
  readonly moments: readonly Moment[];
  /** Goes to a position between 0 and `length`. */
  seek(position: number): void;
  /** The position at which everything up to a time (ms since 1970) has happened. */
  positionAt(time: number): number;
}

export interface OpenReplayOptions {
  room: string;
  /** The secret of a link; without it, what this browser remembers of the room is used. */
  key?: string;
  language: Language;
  /** Called while the logs come in, with the number of events so far. */
  onLoaded?: (events: number) => void;
}

/** Loads the story of a room and stands at its end. Throws `HttpProblem`; `unauthorized` without a remembered secret. */
export async function openReplay(
  options: OpenReplayOptions,
  fetch: Fetch = browserFetch,
): Promise<ReplaySession> {
  const { room, language } = options;
  const remembered = recentRoom(room);
  const bearer = options.key ?? remembered?.resume ?? remembered?.key;
  if (bearer === undefined) throw new HttpProblem(401, 'unauthorized', NO_SECRET[language]);
  const door = await lookAtRoom(room, bearer, language, fetch);
  const counts = { room: 0, journey: 0 };
  const load = (stream: 'room' | 'journey', path: string) =>
    loadLog(fetch, location.origin, {
      path,
      bearer,
      onLoaded(events) {
        counts[stream] = events;
        options.onLoaded?.(counts.room + counts.journey);
      },
    });
  const [roomLog, journeyLog] = await Promise.all([
    load('room', `/api/rooms/${encodeURIComponent(room)}`),
    load('journey', `/api/journeys/${encodeURIComponent(door.journey)}`),
  ]);
  return replaySession(new Replay(mergeLogs(roomLog, journeyLog)));
}

/** A session over a story that is already loaded. */
export function replaySession(replay: Replay): ReplaySession {
  const position = signal(0);
  const currentEvent = signal<Moment | null>(null);
  const seek = (wanted: number) => {
    replay.seek(wanted);
    batch(() => {
      position.value = replay.position;
      currentEvent.value = replay.current;
    });
  };
  seek(replay.length);
  return {
    board: replay.board,
    length: replay.length,
    position,
    currentEvent,
    marks: replay.marks,
    moments: replay.moments,
    seek,
    positionAt: (time) => replay.positionAt(time),
  };
}

const browserFetch: Fetch = (url, init) => fetch(url, init);

const NO_SECRET = {
  en: 'Open this room with its link first.',
  nl: 'Open deze ruimte eerst met de link.',
} as const;
