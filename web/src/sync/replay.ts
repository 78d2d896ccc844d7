/**
 * A room's story, from its log: the events of the room and of its journey in one order, and a board that can stand at
 * any moment of it. The board is made by the same reducer as the live one.
 *
 * Position n means: the first n events have happened. Going far is quick because every 1,000 events the records are kept
 * (they are never changed in place, so that a keyframe is a list of references).
 */
import { BoardModel } from '../model/board.ts';
import { streamOf } from '../model/change.ts';
import type { BoardRecord } from '../protocol/catalogue.ts';
import { decodeEvent, type WireEvent } from '../protocol/codec.ts';
import { type Fetch, jsonLines, request } from './http.ts';

/** One event of the story, with the stream that it came from. */
export interface Moment {
  stream: 'room' | 'journey';
  event: WireEvent;
}

/** A moment worth jumping to. */
export interface Mark {
  kind: 'phase' | 'vote' | 'join';
  /** The position just after it happened. */
  position: number;
  /** ms since 1970, by the server's clock. */
  at: number;
  verb: string;
  /** Who did it, as far as the log may say. */
  by?: string;
  /** The phase, round or person that it is about. */
  subject?: string;
}

const KEYFRAME_EVENTS = 1000;
const PAGE_EVENTS = 1000;

/** Reads a whole log, page by page. Throws `HttpProblem`, and `Misshapen` for what is no event. */
export async function loadLog(
  fetch: Fetch,
  origin: string,
  log: { path: string; bearer: string; onLoaded?: (events: number) => void },
): Promise<WireEvent[]> {
  const events: WireEvent[] = [];
  for (;;) {
    const after = events.at(-1)?.seq ?? 0;
    const before = events.length;
    const path = `${log.path}/events?after=${after}&limit=${PAGE_EVENTS}`;
    const page = await request(fetch, origin, { path, bearer: log.bearer, accept: 'application/x-ndjson' });
    for await (const line of jsonLines(page)) {
      const event = decodeEvent(line);
      if (event.seq > (events.at(-1)?.seq ?? 0)) events.push(event);
    }
    log.onLoaded?.(events.length);
    // What this role may not see is left out of a page: only an empty one is the last.
    if (events.length === before) return events;
  }
}

/** Both logs in one order: by time, at the same time the journey first, and never against the order of a stream. */
export function mergeLogs(room: readonly WireEvent[], journey: readonly WireEvent[]): Moment[] {
  const moments: Moment[] = [];
  let next = 0;
  for (const event of room) {
    for (let other = journey[next]; other !== undefined && other.at <= event.at; other = journey[next]) {
      moments.push({ stream: 'journey', event: other });
      next += 1;
    }
    moments.push({ stream: 'room', event });
  }
  for (const event of journey.slice(next)) moments.push({ stream: 'journey', event });
  return moments;
}

export class Replay {
  readonly board: BoardModel;
  readonly marks: readonly Mark[];
  private at = 0;
  private readonly keyframes: BoardRecord[][] = [[]];

  /** `schedule` batches the board's notifications; see `BoardModel`. */
  constructor(
    readonly moments: readonly Moment[],
    schedule?: (run: () => void) => void,
  ) {
    this.board = new BoardModel(schedule);
    this.marks = moments.flatMap(({ event }, place) => markOf(event, place + 1));
  }

  /** How many events have happened. */
  get position(): number {
    return this.at;
  }

  /** How many events there are. */
  get length(): number {
    return this.moments.length;
  }

  /** The event that happened last; null at the beginning. */
  get current(): Moment | null {
    return this.moments[this.at - 1] ?? null;
  }

  /** Goes to a position, rounded and kept within the story. */
  seek(wanted: number): void {
    const target = Math.min(this.length, Math.max(0, Math.round(Number.isFinite(wanted) ? wanted : 0)));
    const frame = Math.min(Math.floor(target / KEYFRAME_EVENTS), this.keyframes.length - 1);
    if (target < this.at || frame * KEYFRAME_EVENTS > this.at) this.restore(frame);
    while (this.at < target) this.step();
  }

  /** The position at which everything up to a time (ms since 1970) has happened. */
  positionAt(time: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.moments[middle]?.event.at ?? Infinity) <= time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private step(): void {
    const moment = this.moments[this.at];
    if (moment === undefined) return;
    this.board.applyChanges(moment.event.changes);
    this.at += 1;
    if (this.at === this.keyframes.length * KEYFRAME_EVENTS)
      this.keyframes.push(this.board.confirmedRecords());
  }

  private restore(frame: number): void {
    const records = this.keyframes[frame] ?? [];
    for (const stream of ['journey', 'room'] as const) {
      this.board.replaceStream(
        stream,
        records.filter((record) => streamOf(record.type) === stream),
      );
    }
    this.at = frame * KEYFRAME_EVENTS;
  }
}

function markOf(event: WireEvent, position: number): Mark[] {
  const kind = KINDS[event.verb];
  if (kind === undefined) return [];
  const subject = subjectOf(event);
  const { at, verb, by } = event;
  return [
    {
      kind,
      position,
      at,
      verb,
      ...(by === undefined ? {} : { by }),
      ...(subject === undefined ? {} : { subject }),
    },
  ];
}

const KINDS: Readonly<Record<string, Mark['kind'] | undefined>> = {
  'phase.start': 'phase',
  'phase.reveal': 'phase',
  'vote.open': 'vote',
  'vote.close': 'vote',
  'person.join': 'join',
};

/** The phase that begins, the round that opens or closes, or whoever joins. */
function subjectOf(event: WireEvent): string | undefined {
  if (event.verb === 'person.join') return event.by;
  for (const change of event.changes) {
    if (change[0] === 'patch' && change[2].state === 'running') return change[1];
    if (change[0] === 'patch' && event.verb === 'vote.close') return change[1];
    if (change[0] === 'put' && change[1].type === 'round') return change[1].id;
  }
  return undefined;
}
