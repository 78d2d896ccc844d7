/**
 * A server in memory, as small as it can be and still be one: two streams, ops answered once, drafts for their owner
 * only, connections that are slow, cut, and told things twice. What an act changes it decides as the client predicts it;
 * what is tested with it is everything around that.
 */

import { BoardModel } from '../../src/model/board.ts';
import { type Change, changedId, streamOf } from '../../src/model/change.ts';
import { predict } from '../../src/model/predict.ts';
import { ballotOf, runningPhase } from '../../src/model/select.ts';
import type { BoardRecord, Commands, RefusalCode, Role, Verb } from '../../src/protocol/catalogue.ts';
import {
  type ClientMessage,
  encodeFrame,
  type ServerMessage,
  type WireEvent,
} from '../../src/protocol/codec.ts';
import type { Dial, WireEvents } from '../../src/sync/socket.ts';
import type { FakeClock } from './clock.ts';
import { aJourney, aPhase, aRoom } from './records.ts';

export const ROOM = 'room00000000000000room';
export const JOURNEY = 'journey0000000journey0';
const KEYS: Readonly<Record<string, Role>> = { host: 'facilitator', guest: 'participant' };
const TEXT = { en: 'No.', nl: 'Nee.' };

interface Person {
  id: string;
  name: string;
  role: Role;
  resume: string;
}

type Answer = { seq: number | null } | { code: RefusalCode };

/** How unkind the network is; all chances are in [0, 1]. */
export interface Weather {
  latencyMs: number;
  slowDown: number;
  eventsFirst: number;
  twice: number;
  snapshot: number;
}

export const FAIR: Weather = { latencyMs: 5, slowDown: 0, eventsFirst: 0.5, twice: 0, snapshot: 0 };

export class DummyServer {
  readonly board = new BoardModel((run) => run());
  readonly people = new Map<string, Person>();
  readonly streams: Record<'room' | 'journey', { log: WireEvent[] }> = {
    room: { log: [] },
    journey: { log: [] },
  };
  readonly answers = new Map<string, Answer>();
  /** Commands in the order of their arrival, repeated ones included. */
  readonly heard: { op: string; verb: string; person: string }[] = [];
  readonly drafts = new Map<string, { owner: string; record: BoardRecord }>();
  private readonly connections = new Set<Connection>();
  private ids = 0;
  up = true;

  constructor(
    readonly clock: FakeClock,
    public weather: Weather = FAIR,
  ) {
    this.append('journey', 'journey.open', '', [['put', aJourney(JOURNEY)]]);
    const phase = aPhase('phase-open', 0, { state: 'running' });
    const sealed = aPhase('phase-sealed', 1, { write: 'sealed', attribution: 'anonymous' });
    this.append('room', 'room.open', '', [
      ['put', aRoom(ROOM, JOURNEY, { phase: phase.id })],
      ['put', phase],
      ['put', sealed],
    ]);
  }

  /** For a client: opens a connection to this server. */
  readonly dial: Dial = (_url, _subprotocol, events) => {
    const connection = new Connection(this, events);
    this.clock.after(this.weather.latencyMs, () => {
      if (!this.up) {
        connection.cut(1006);
        return;
      }
      this.connections.add(connection);
      connection.open();
    });
    return connection;
  };

  /** Cuts all connections, or those of one person. */
  cut(code = 1006, person?: string): void {
    for (const connection of [...this.connections]) {
      if (person === undefined || connection.person?.id === person) connection.cut(code);
    }
  }

  forget(connection: Connection): void {
    this.connections.delete(connection);
    const person = connection.person;
    if (person === undefined) return;
    if ([...this.connections].some((other) => other.person?.id === person.id)) return;
    this.tell('room', () => ({ m: 'people', stream: ROOM, joined: [], left: [person.id], changed: [] }));
  }

  newId(): string {
    this.ids += 1;
    return `s${String(this.ids).padStart(21, '0')}`;
  }

  /** All records that everybody may see, sorted by id. */
  truth(): BoardRecord[] {
    return this.board.snapshot();
  }

  receive(connection: Connection, message: ClientMessage): void {
    switch (message.m) {
      case 'join':
        this.join(connection, message);
        break;
      case 'do':
        this.doIt(connection, message);
        break;
      case 'here': {
        const id = connection.person?.id;
        if (id === undefined) break;
        const details = message.drag === undefined ? {} : { drag: message.drag };
        this.tell('room', (other) =>
          other === connection
            ? null
            : { m: 'there', stream: ROOM, at: [{ id, x: message.x, y: message.y, ...details }] },
        );
        break;
      }
      case 'leave':
        break;
    }
  }

  /** Tells everybody that frames were dropped. */
  resync(): void {
    for (const connection of this.connections) {
      connection.send([{ m: 'notice', code: 'resync', text: TEXT }]);
      connection.joined.clear();
    }
  }

  /** Something that happens without a command of a client. */
  act(verb: string, changes: readonly Change[], by = ''): void {
    this.append('room', verb, by, changes);
  }

  private join(connection: Connection, message: Extract<ClientMessage, { m: 'join' }>): void {
    const kind = message.stream === ROOM ? 'room' : 'journey';
    if (connection.joined.has(kind)) {
      connection.send([{ m: 'refused', join: message.stream, code: 'joined_already', text: TEXT }]);
      return;
    }
    const person = this.enter(connection, message);
    if (person === null) return;
    connection.person = person;
    const { log } = this.streams[kind];
    const seq = log.at(-1)?.seq ?? 0;
    const rights: Verb[] = ['item.add', 'item.edit', 'item.move', 'vote.cast'];
    const you = { id: person.id, role: person.role, resume: person.resume, rights };
    const joined = { m: 'joined', stream: message.stream, seq, you } as const;
    const have = message.have;
    connection.joined.add(kind);
    if (have !== undefined && this.clock.random() >= this.weather.snapshot) {
      const missed = log.filter((event) => event.seq > have);
      connection.send([joined]);
      if (missed.length > 0) connection.send([{ m: 'events', stream: message.stream, events: missed }]);
    } else {
      const records = this.board.confirmedRecords().filter((record) => streamOf(record.type) === kind);
      const half = Math.floor(records.length / 2);
      connection.send([{ ...joined, records: records.slice(0, half), last: false }]);
      connection.send([{ m: 'records', stream: message.stream, records: records.slice(half), last: true }]);
    }
    if (kind !== 'room') return;
    const own = [...this.drafts.values()]
      .filter((draft) => draft.owner === person.id)
      .map((draft) => draft.record);
    if (own.length > 0) connection.send([{ m: 'records', stream: ROOM, records: own, last: true }]);
    const present = new Set([...this.connections].flatMap((other) => other.person?.id ?? []));
    const entry = ({ id, name, role }: Person) => ({ id, name, role });
    const all = [...this.people.values()];
    connection.send([
      {
        m: 'people',
        stream: ROOM,
        joined: all.filter(({ id }) => present.has(id)).map(entry),
        left: [],
        changed: all.filter(({ id }) => !present.has(id)).map(entry),
      },
    ]);
    this.tell('room', (other) =>
      other === connection
        ? null
        : { m: 'people', stream: ROOM, joined: [entry(person)], left: [], changed: [] },
    );
  }

  private enter(connection: Connection, message: Extract<ClientMessage, { m: 'join' }>): Person | null {
    const refuse = (code: RefusalCode) => {
      connection.send([{ m: 'refused', join: message.stream, code, text: TEXT }]);
      if (connection.joined.size === 0) connection.cut(4003);
      return null;
    };
    if (message.resume !== undefined) {
      const known = [...this.people.values()].find((person) => person.resume === message.resume);
      return known ?? refuse('resume_unknown');
    }
    const role = KEYS[message.key ?? ''];
    if (role === undefined) return refuse('room_unknown');
    if (message.name === undefined) return refuse('name_missing');
    const id = this.newId();
    const person: Person = { id, name: message.name, role, resume: `resume-${id}` };
    this.people.set(id, person);
    this.append('journey', 'person.join', id, [['put', { type: 'person', id, role, joined_at: 0 }]]);
    return person;
  }

  private doIt(connection: Connection, message: Extract<ClientMessage, { m: 'do' }>): void {
    const { m: _m, op, verb, hat: _hat, ...fields } = message;
    const person = connection.person;
    if (person === undefined) return;
    const key = `${person.id} ${op}`;
    this.heard.push({ op, verb, person: person.id });
    const before = this.answers.get(key);
    if (before === undefined && this.clock.random() < this.weather.slowDown) {
      connection.send([{ m: 'refused', op, code: 'slow_down', text: TEXT, retry_ms: 50 }]);
      return;
    }
    const answer = before ?? this.answer(person, op, verb, fields as unknown as Commands[Verb]);
    this.answers.set(key, answer);
    if ('code' in answer) connection.send([{ m: 'refused', op, code: answer.code, text: TEXT }]);
    else if (!connection.answered.delete(op)) connection.send([{ m: 'done', op, seq: answer.seq }]);
  }

  private answer(person: Person, op: string, verb: Verb, fields: Commands[Verb]): Answer {
    if (verb === 'phase.start' && person.role !== 'facilitator') return { code: 'role_not_allowed' };
    if (verb === 'phase.start' && 'phase' in fields && fields.phase !== undefined) {
      return { seq: this.startPhase(person, fields.phase, op) };
    }
    if (verb !== 'item.add') return this.decide(person, op, verb, fields);
    const { phase, since, ...rest } = fields as Commands['item.add'];
    if (!this.isOfThisPhase(phase, since)) return { code: 'phase_not_allowed' };
    return this.decide(person, op, verb, rest);
  }

  private isOfThisPhase(phase: string | undefined, since: number | undefined): boolean {
    const running = runningPhase(this.board);
    if (phase === undefined || (running?.id === phase && (since ?? 0) === (running.started_at ?? 0)))
      return true;
    return this.board.getAs('phase', phase)?.write === 'open' && running?.write !== 'sealed';
  }

  private decide(person: Person, op: string, verb: Verb, fields: Commands[Verb]): Answer {
    const refusal = this.refusalFor(person, verb, fields);
    if (refusal !== null) return { code: refusal };
    const top = (this.streams.room.log.at(-1)?.seq ?? 0) + 1;
    const actor = { me: person.id, at: this.clock.now(), top };
    const mine = this.ownDraftsBoard(person.id);
    const changes = predict(mine, verb, fields, actor).filter(
      (change) => change[0] !== 'patch' || change[2] !== null,
    );
    const drafts = changes.filter((change) => this.isDraft(mine, change));
    if (drafts.length > 0) return this.keepDrafts(person, mine, drafts);
    const renamed = verb === 'vote.cast' ? changes.map((change) => this.withOwnId(change)) : changes;
    const inJourney = renamed.filter((change) => this.streamOfChange(change) === 'journey');
    const inRoom = renamed.filter((change) => this.streamOfChange(change) === 'room');
    const seq = inJourney.length > 0 ? this.append('journey', verb, person.id, inJourney) : 0;
    if (inRoom.length === 0 && seq > 0) return { seq };
    return { seq: this.append('room', verb, person.id, inRoom, op) };
  }

  private refusalFor(person: Person, verb: Verb, fields: Commands[Verb]): RefusalCode | null {
    const from = fields as Readonly<Record<string, unknown>>;
    if (verb === 'item.add' && from.text === 'refuse me') return 'board_full';
    if (verb === 'driver.add' && runningPhase(this.board)?.write === 'sealed') return 'sealed_phase';
    const mine = this.ownDraftsBoard(person.id);
    for (const name of ['item', 'from', 'to'] as const) {
      if (verb === 'driver.add' && name === 'item') continue;
      const id = from[name];
      if (typeof id !== 'string') continue;
      const item = mine.getAs('item', id);
      if (item === undefined) return 'item_unknown';
      if (item.state === 'withdrawn') return 'item_withdrawn';
    }
    if (verb === 'vote.cast' && this.board.getAs('round', String(from.round))?.state !== 'open')
      return 'round_closed';
    return null;
  }

  private startPhase(person: Person, id: string, op: string): number {
    const running = runningPhase(this.board);
    const changes: Change[] = [];
    if (running !== undefined) {
      changes.push(['patch', running.id, { state: 'done' }]);
      for (const [draft, { record }] of [...this.drafts]) {
        if (record.type !== 'item' || record.phase !== running.id) continue;
        this.drafts.delete(draft);
        const { by: _by, ...card } = record;
        if (record.state === 'sealed')
          changes.push(['put', { ...card, id: this.newId(), state: 'published' }]);
      }
    }
    const started_at = this.clock.now();
    changes.push(['patch', id, { state: 'running', started_at }], ['patch', ROOM, { phase: id }]);
    return this.append('room', 'phase.start', person.id, changes, op);
  }

  /** Closes a round: its secret ballots are erased. */
  closeRound(id: string): void {
    for (const [draft, { record }] of [...this.drafts]) {
      if (record.type === 'ballot' && record.round === id) this.drafts.delete(draft);
    }
    this.append('room', 'vote.close', '', [['patch', id, { state: 'closed', outcomes: [] }]]);
  }

  private ownDraftsBoard(person: string): BoardModel {
    const board = new BoardModel((run) => run());
    board.applyChanges(this.board.confirmedRecords().map((record) => ['put', record]));
    const own = [...this.drafts.values()]
      .filter((draft) => draft.owner === person)
      .map((draft) => draft.record);
    board.putDrafts(own);
    return board;
  }

  private isDraft(mine: BoardModel, change: Change): boolean {
    const record = change[0] === 'put' ? change[1] : mine.get(change[1]);
    if (record?.type === 'item') return record.state === 'sealed' || this.drafts.has(record.id);
    return record?.type === 'ballot' && this.board.getAs('round', record.round)?.secret === true;
  }

  private keepDrafts(person: Person, mine: BoardModel, changes: readonly Change[]): Answer {
    mine.applyChanges(changes);
    for (const change of changes) {
      const record = mine.get(changedId(change));
      if (record === undefined) continue;
      const old = record.type === 'ballot' ? ballotOf(mine, record.round, person.id) : undefined;
      const id = record.type === 'ballot' && !this.drafts.has(old?.id ?? '') ? this.newId() : record.id;
      const kept = { ...record, id };
      this.drafts.set(id, { owner: person.id, record: kept });
      this.tell('room', (other) =>
        other.person?.id === person.id ? { m: 'records', stream: ROOM, records: [kept], last: true } : null,
      );
    }
    return { seq: null };
  }

  private withOwnId(change: Change): Change {
    return change[0] === 'put' ? ['put', { ...change[1], id: this.newId() }] : change;
  }

  private streamOfChange(change: Change): 'room' | 'journey' {
    const record = change[0] === 'put' ? change[1] : this.board.get(change[1]);
    return record === undefined ? 'room' : streamOf(record.type);
  }

  private append(
    kind: 'room' | 'journey',
    verb: string,
    by: string,
    changes: readonly Change[],
    op = '',
  ): number {
    const { log } = this.streams[kind];
    const seq = (log.at(-1)?.seq ?? 0) + 1;
    const event: WireEvent = { seq, at: this.clock.now(), verb, changes, ...(by === '' ? {} : { by }) };
    log.push(event);
    this.board.applyChanges(changes);
    for (const connection of this.connections) {
      if (!connection.joined.has(kind)) continue;
      const told = op !== '' && connection.person?.id === by ? { ...event, op } : event;
      const stream = kind === 'room' ? ROOM : JOURNEY;
      const events: ServerMessage = { m: 'events', stream, events: [told] };
      const done: ServerMessage = { m: 'done', op, seq };
      if (told.op === undefined) connection.send([events]);
      else {
        connection.answered.add(op);
        const together = this.clock.random() < 0.5;
        const pair = this.clock.random() < this.weather.eventsFirst ? [events, done] : [done, events];
        for (const frame of together ? [pair] : pair.map((message) => [message])) connection.send(frame);
      }
      if (this.clock.random() < this.weather.twice) connection.send([events]);
    }
    return seq;
  }

  /** Sends something to each connection in a stream; null: not to this one. */
  tell(kind: 'room' | 'journey', message: (connection: Connection) => ServerMessage | null): void {
    for (const connection of this.connections) {
      const told = connection.joined.has(kind) ? message(connection) : null;
      if (told !== null) connection.send([told]);
    }
  }
}

/** One connection; what is on its way when it is cut is lost. */
export class Connection {
  readonly bufferedAmount = 0;
  readonly joined = new Set<'room' | 'journey'>();
  /** Ops whose `done` went out with their events. */
  readonly answered = new Set<string>();
  person: Person | undefined;
  private alive = true;
  private arrival = 0;
  private departure = 0;

  constructor(
    private readonly server: DummyServer,
    private readonly events: WireEvents,
  ) {}

  open(): void {
    this.deliver(() => this.events.opened());
    this.send([{ m: 'welcome', protocol: 1, server: 'dummy', now: this.server.clock.now() }]);
  }

  /** From the client. */
  send(text: string): void;
  /** To the client. */
  send(messages: readonly ServerMessage[]): void;
  send(what: string | readonly ServerMessage[]): void {
    if (typeof what !== 'string') {
      const text = encodeFrame(what);
      this.deliver(() => this.events.received(text));
      return;
    }
    this.departure = this.later(this.departure);
    this.server.clock.after(this.departure - this.server.clock.now(), () => {
      if (!this.alive) return;
      const value = JSON.parse(what) as ClientMessage | ClientMessage[];
      for (const message of Array.isArray(value) ? value : [value]) this.server.receive(this, message);
    });
  }

  close(): void {
    this.cutQuietly();
  }

  cut(code: number): void {
    if (!this.alive) return;
    // What was sent before a deliberate close still arrives; a lost connection takes it along.
    if (code === 1006) {
      this.cutQuietly();
      this.events.closed(code);
      return;
    }
    this.deliver(() => {
      this.cutQuietly();
      this.events.closed(code);
    });
  }

  private cutQuietly(): void {
    this.alive = false;
    this.server.forget(this);
  }

  private deliver(run: () => void): void {
    this.arrival = this.later(this.arrival);
    this.server.clock.after(this.arrival - this.server.clock.now(), () => {
      if (this.alive) run();
    });
  }

  /** When the next frame arrives: after some time, and never before the one sent earlier. */
  private later(before: number): number {
    const clock = this.server.clock;
    return Math.max(before, clock.now() + Math.round(clock.random() * 2 * this.server.weather.latencyMs));
  }
}
