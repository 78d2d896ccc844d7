/**
 * One tab in one room, on the wire: joins the room and its journey, keeps the confirmed board up to date, sends what is
 * done here, and comes back after a loss with what it has. It shows nothing; it reports.
 *
 * A connection opens -> join the room -> `joined` with a snapshot, or nothing and then events -> `people`: from here
 * the board is up to date, and acts that wait are sent. The journey is joined as soon as the room's record names it.
 */

import type { BoardModel } from '../model/board.ts';
import { runningPhase, theRoom } from '../model/select.ts';
import type { Commands, Hat, RefusalCode, Verb, WordsShape } from '../protocol/catalogue.ts';
import type { ClientMessage, ServerMessage } from '../protocol/codec.ts';
import { Acts } from './acts.ts';
import { type Clock, type Leash, leash } from './clock.ts';
import type { Identity } from './identity.ts';
import type { Outbox } from './outbox.ts';
import { Presence } from './presence.ts';
import type { Answer, Connection, Me, Progress, Refusal, Toast } from './report.ts';
import { Roster } from './roster.ts';
import { type Dial, Socket } from './socket.ts';
import { Stream } from './stream.ts';
import { TEXTS } from './texts.ts';
import { type Coming, Ticket } from './ticket.ts';
import { Watch } from './watch.ts';

/** The world around a client. */
export interface World {
  /** Address of the socket, such as wss://host/ws?room=ID. */
  url: string;
  dial: Dial;
  clock: Clock;
  outbox: Outbox;
  identity: Identity;
}

/** Called when something that is shown may have changed. Board and presence have subscribers of their own. */
export interface Reports {
  connection(connection: Connection): void;
  me(me: Me | null): void;
  rights(allow: ReadonlySet<Verb>): void;
  people(): void;
  progress(progress: ReadonlyMap<string, Progress>): void;
  toast(toast: Omit<Toast, 'id'>): void;
}

const PROTOCOL = 1;
/** A join that is not followed by `people` counts as complete after this. */
const CATCH_UP_MS = 2_000;
/** An answer that takes longer, on a silent connection, means that the connection is dead. */
const SILENCE_MS = 15_000;
/** After waking up, an answer that takes longer means the same. */
const PROBE_MS = 5_000;
/** A join that is followed by silence is tried again on another connection after this. */
const JOIN_MS = 10_000;
/** Joins refused for these reasons are tried again by themselves. */
const JOIN_LATER: ReadonlySet<RefusalCode> = new Set<RefusalCode>([
  'busy',
  'slow_down',
  'restarting',
  'read_only',
]);

export class Client {
  readonly presence: Presence;
  readonly roster = new Roster();
  private readonly room: Stream;
  private readonly journey: Stream;
  private readonly socket: Socket;
  private readonly acts: Acts;
  private readonly progress = new Map<string, Progress>();
  private state: Connection['state'] = 'connecting';
  private refusal: Refusal | undefined;
  private retryAt: number | undefined;
  private who: Me | null = null;
  private clockOffset = 0;
  /** On this connection: the room's snapshot is complete, or was not needed. */
  private arrived = false;
  /** On this connection: the events missed meanwhile are applied as well. */
  private caughtUp = false;
  /** On this connection: acts are sent. */
  private open = false;
  /** What was kept on this device is read. */
  private restored = false;
  private readonly watch: Watch;
  private awaitsAnswer = false;
  private joins = 0;
  private readonly ticket: Ticket;
  private told = '';
  private readonly clock: Leash;

  constructor(
    private readonly coming: Coming,
    private readonly world: World,
    readonly board: BoardModel,
    private readonly reports: Reports,
  ) {
    this.clock = leash(world.clock);
    this.watch = new Watch(this.clock);
    this.ticket = new Ticket(coming, world.identity);
    this.room = new Stream('room', coming.room, board);
    this.journey = new Stream('journey', '', board);
    this.presence = new Presence(this.clock, (message) => this.sendHere(message));
    this.socket = new Socket(world.url, world.dial, this.clock, {
      opened: () => this.join(),
      received: (messages, problems) => this.received(messages, problems),
      closed: (code, retryAt) => this.closed(code, retryAt),
    });
    this.acts = new Acts(
      coming.room,
      board,
      this.clock,
      world.outbox,
      () => this.serverNow(),
      {
        send: (message) => this.send(message),
        changed: () => this.report(),
        undone: (refusal) => reports.toast({ kind: 'refused', text: refusal.text }),
      },
      this.ticket.person,
    );
    board.subscribe((dirty) => this.boardChanged(dirty));
  }

  /** Connects. What was kept on this device is read meanwhile, and stands before what is done from now on. */
  async start(): Promise<void> {
    this.report();
    this.socket.start();
    this.acts.restore(await this.world.outbox.load(this.coming.room), (person) =>
      this.world.identity.knows(person),
    );
    this.restored = true;
    this.openActs();
  }

  do<V extends Verb>(verb: V, fields: Commands[V], hat?: Hat): Promise<Answer> {
    return this.acts.do(verb, fields, hat);
  }

  /** The server's clock now, ms since 1970. */
  serverNow(): number {
    return this.clock.now() + this.clockOffset;
  }

  /** Tries to connect now: somebody asks for it. */
  retry(): void {
    this.socket.retryNow();
  }

  /** Closes the connection for good; what has no answer stays kept on this device. */
  leave(): void {
    this.acts.stop();
    this.socket.stop();
    this.clock.letGo();
  }

  /** The tab is looked at again, or the network is back: tries to connect now, or finds out whether the connection lives. */
  wake(): void {
    this.socket.retryNow();
    const silent = this.clock.now() - this.watch.heardAt;
    if (this.state !== 'live' || !this.open || silent < PROBE_MS) return;
    const askedAt = this.clock.now();
    const join = this.joins;
    // Joining twice is refused, which is an answer.
    this.socket.send(this.ticket.forRoom(this.room.have));
    this.watch.expect(
      PROBE_MS,
      () => join === this.joins && this.state === 'live' && this.watch.heardAt < askedAt,
      (dead) => {
        if (dead) this.giveUp();
      },
    );
  }

  private join(): void {
    this.arrived = false;
    this.caughtUp = false;
    this.open = false;
    this.room.closed();
    this.journey.closed();
    this.socket.send(this.ticket.forRoom(this.room.have));
    this.joins += 1;
    const join = this.joins;
    this.watch.expect(
      JOIN_MS,
      () => join === this.joins && !this.arrived && !this.isOver(),
      (dead) => {
        if (dead) this.socket.retryLater();
      },
    );
  }

  private joinJourney(): void {
    const journey = theRoom(this.board)?.journey;
    if (journey === undefined || this.journey.state !== 'out') return;
    const join = this.ticket.forJourney(journey, this.journey.have);
    if (join === null) return;
    this.journey.id = journey;
    this.journey.state = 'joining';
    this.socket.send(join);
  }

  private received(messages: readonly ServerMessage[], problems: number): void {
    this.watch.heard();
    for (const message of messages) this.receive(message);
    if (problems > 0) this.reports.toast({ kind: 'problem', text: TEXTS.notUnderstood });
    this.report();
  }

  private receive(message: ServerMessage): void {
    switch (message.m) {
      case 'welcome':
        this.clockOffset = message.now - this.clock.now();
        this.acts.allow(message.limits?.commands_per_second);
        if (message.protocol !== PROTOCOL) this.end('outdated', TEXTS.outdated);
        break;
      case 'joined':
        this.joined(message);
        break;
      case 'records':
        this.streamOf(message.stream)?.receiveRecords(message.records, message.last);
        this.streamsMoved();
        break;
      case 'events':
        this.receiveEvents(message);
        break;
      case 'done':
        this.acts.done(message.op, message.seq);
        break;
      case 'refused':
        this.refused(message);
        break;
      case 'people':
        this.receivePeople(message);
        break;
      case 'there':
        this.presence.there(message.at, this.who?.id);
        break;
      case 'rights':
        if (message.stream === this.room.id) this.reports.rights(asVerbs(message.allow));
        break;
      case 'progress':
        this.progress.set(message.round ?? message.phase ?? '', { done: message.done, of: message.of });
        this.reports.progress(new Map(this.progress));
        break;
      case 'notice':
        this.notice(message);
        break;
      case 'error':
        this.reports.toast({ kind: 'problem', text: message.text });
        break;
    }
  }

  private joined(message: Extract<ServerMessage, { m: 'joined' }>): void {
    const stream = this.streamOf(message.stream);
    if (stream === undefined) return;
    stream.joined(message.records, message.seq, message.last);
    if (stream === this.room) {
      const { id, role, rights } = message.you;
      this.ticket.accepted(message.you, this.clock.now());
      this.who = { id, role, name: this.ticket.name };
      this.roster.everybodyLeft();
      this.reports.me(this.who);
      this.reports.rights(asVerbs(rights));
    }
    this.streamsMoved();
  }

  /** A snapshot may be complete: the room is live then, and the journey can be joined. */
  private streamsMoved(): void {
    if (this.room.state === 'in' && !this.arrived) {
      this.arrived = true;
      this.refusal = undefined;
      this.retryAt = undefined;
      this.state = 'live';
      this.socket.settled();
      this.presence.reset();
      const join = this.joins;
      this.clock.after(CATCH_UP_MS, () => {
        if (join === this.joins) this.catchUpEnds();
      });
    }
    this.joinJourney();
  }

  private receiveEvents(message: Extract<ServerMessage, { m: 'events' }>): void {
    const stream = this.streamOf(message.stream);
    if (stream === undefined) return;
    for (const event of message.events) {
      if (stream.receiveEvent(event) && event.op !== undefined && stream === this.room)
        this.acts.echoed(event.op);
    }
    this.acts.reached(stream.kind, stream.have ?? 0);
    this.joinJourney();
  }

  private receivePeople(message: Extract<ServerMessage, { m: 'people' }>): void {
    const inRoom = message.stream === this.room.id;
    this.roster.apply(message, inRoom);
    if (inRoom) {
      this.presence.left(message.left);
      this.catchUpEnds();
    }
    for (const person of this.board.all('person')) this.roster.applyRecord(person);
    this.peopleChanged();
  }

  private catchUpEnds(): void {
    this.caughtUp = true;
    this.openActs();
  }

  /** The board is as the server's, and what was kept is known: what was done meanwhile may follow. */
  private openActs(): void {
    if (this.open || !this.caughtUp || !this.restored || this.who === null || this.room.state !== 'in')
      return;
    this.open = true;
    this.acts.reached('room', this.room.have ?? 0);
    this.acts.open(this.who.id);
  }

  private boardChanged(dirty: ReadonlySet<string>): void {
    const phase = runningPhase(this.board);
    if (phase?.write === 'sealed' && dirty.has(phase.id)) this.presence.hide();
    let people = false;
    for (const id of dirty) {
      const person = this.board.getAs('person', id);
      if (person === undefined) continue;
      this.roster.applyRecord(person);
      people = true;
    }
    if (people) this.peopleChanged();
    const room = this.board.getAs('room', this.room.id);
    if (room !== undefined && dirty.has(room.id)) {
      this.ticket.titled(room.title);
    }
  }

  private peopleChanged(): void {
    this.reports.people();
    const known = this.who === null ? undefined : this.roster.get(this.who.id);
    if (known === undefined || this.who === null) return;
    const { id, role, group } = known;
    const name = known.name === '' ? this.who.name : known.name;
    this.ticket.renamed(name);
    this.who = group === undefined ? { id, role, name } : { id, role, name, group };
    this.reports.me(this.who);
  }

  private refused(message: Extract<ServerMessage, { m: 'refused' }>): void {
    const refusal: Refusal = { code: message.code, text: message.text };
    if (message.filter !== undefined) refusal.filter = message.filter;
    if (message.op !== undefined) {
      this.acts.refused(message.op, refusal, message.retry_ms);
      return;
    }
    if (message.join !== this.room.id) {
      this.journey.state = 'out';
      if (message.join !== undefined) this.reports.toast({ kind: 'problem', text: refusal.text });
      return;
    }
    if (message.code === 'joined_already') return;
    if (message.code === 'resume_unknown' && this.ticket.forget()) {
      // The link still opens the room.
      this.socket.restart();
      return;
    }
    if (JOIN_LATER.has(message.code)) {
      this.socket.retryLater();
      return;
    }
    this.end('refused', refusal.text, refusal);
  }

  private notice(message: Extract<ServerMessage, { m: 'notice' }>): void {
    if (message.code !== 'resync') {
      this.reports.toast({ kind: 'notice', text: message.text });
      return;
    }
    // What was sent meanwhile was not for this board: come in again with what is held.
    this.acts.lost();
    this.join();
  }

  private closed(code: number, retryAt: number | null): void {
    this.acts.lost();
    this.room.closed();
    this.journey.closed();
    if (this.isOver()) return;
    if (retryAt === null) {
      if (code === 4001) this.end('removed', TEXTS.removed);
      else if (code === 4010) this.end('outdated', TEXTS.outdated);
      else this.end('refused', code === 4002 ? TEXTS.elsewhere : TEXTS.roomUnknown);
    } else {
      this.retryAt = retryAt;
      this.state = 'offline';
    }
    this.report();
  }

  private end(state: 'refused' | 'removed' | 'outdated', text: WordsShape, refusal?: Refusal): void {
    this.state = state;
    this.refusal = refusal ?? { code: 'room_unknown', text };
    this.retryAt = undefined;
    this.acts.stop();
    this.socket.stop();
    this.report();
  }

  private isOver(): boolean {
    return this.state === 'refused' || this.state === 'removed' || this.state === 'outdated';
  }

  private streamOf(id: string): Stream | undefined {
    if (id === this.room.id) return this.room;
    return id === this.journey.id ? this.journey : undefined;
  }

  private send(message: ClientMessage): void {
    this.socket.send(message);
    if (this.awaitsAnswer) return;
    this.awaitsAnswer = true;
    this.watch.expect(
      SILENCE_MS,
      () => this.state === 'live' && this.acts.summary().sentAt !== undefined,
      (dead) => {
        this.awaitsAnswer = false;
        if (dead) this.giveUp();
      },
    );
  }

  /** The connection is dead, whatever the browser thinks. */
  private giveUp(): void {
    this.acts.lost();
    this.state = 'offline';
    this.report();
    this.socket.restart();
  }

  private sendHere(message: ClientMessage): boolean {
    if (this.state !== 'live' || this.socket.congested) return false;
    this.socket.send(message);
    return true;
  }

  private report(): void {
    const { pending, oldestAt } = this.acts.summary();
    const connection: Connection = { state: this.state, pending };
    if (oldestAt !== undefined) connection.oldestPendingAt = oldestAt;
    if (this.retryAt !== undefined) connection.retryAt = this.retryAt;
    if (this.refusal !== undefined) connection.refusal = this.refusal;
    const text = JSON.stringify(connection);
    if (text === this.told) return;
    this.told = text;
    this.reports.connection(connection);
  }
}

/** Verbs that this client knows; a server may name newer ones, which do no harm in the set. */
function asVerbs(allow: readonly string[]): ReadonlySet<Verb> {
  return new Set(allow as readonly Verb[]);
}
