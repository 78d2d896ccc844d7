/**
 * What this tab did and the server has not finished with: sent in order, sent again with the same op after a loss,
 * echoed on the board until the event itself is there.
 *
 * An act is `waiting` (to be sent), `sent`, `accepted` (answered, or its event came), and `gone` when the board holds its
 * event. `done` and the event come in either order, perhaps on two streams; the echo stays until both are there, so
 * that nothing flickers between.
 *
 * An act never overtakes one on the same object that has no answer yet: a repeated act would otherwise undo a later one.
 */

import type { BoardModel } from '../model/board.ts';
import { newId } from '../model/id.ts';
import { type Actor, predict } from '../model/predict.ts';
import { runningPhase } from '../model/select.ts';
import { type Commands, type Hat, LIMITS, VERBS, type Verb } from '../protocol/catalogue.ts';
import type { ClientMessage } from '../protocol/codec.ts';
import type { Clock } from './clock.ts';
import { type KeptAct, type Outbox, WAITING_ACTS_MAX } from './outbox.ts';
import type { Answer, Refusal } from './report.ts';
import { sealedOver, TEXTS } from './texts.ts';
import { mustFollow, type Touched, touchedBy } from './touches.ts';

interface Act extends KeptAct {
  state: 'waiting' | 'sent' | 'accepted' | 'gone';
  touched: Touched;
  /** Whether it is kept on this device. */
  kept: boolean;
  /** Its event in the room's stream is on the board. */
  echoed: boolean;
  /** How far the journey's stream was when it was sent. */
  journeyAt: number;
  /** The seq of its `done`, once answered. */
  seq?: number;
  sentAt: number;
  answer: (answer: Answer) => void;
}

export interface ActsEvents {
  send(message: ClientMessage): void;
  /** The number of unanswered acts changed. */
  changed(): void;
  /** An act was undone and its person should hear why. */
  undone(refusal: Refusal): void;
}

/** So much of what the server allows is used, so that it rarely has to say `slow_down`. */
const SHARE = 5 / 6;
const BURST = LIMITS.commands_burst - 20;
const BYTES_PER_TOKEN = 512;
const RETRY_MS = 1000;
/** How long an echo waits for the other half of its answer. */
const LINGER_MS = 1000;
/** After so long a loss of the connection, what cannot wait is not sent again. */
const UNSURE_MS = 30_000;
/** Verbs that change nothing in the room's own stream. */
const JOURNEY_ONLY: ReadonlySet<Verb> = new Set<Verb>([
  'driver.sense_set',
  'group.add',
  'group.change',
  'person.regroup',
  'person.rename',
]);
const TRANSIENT: ReadonlySet<string> = new Set([
  'slow_down',
  'busy',
  'restarting',
  'read_only',
  'not_joined',
]);

export class Acts {
  private acts: Act[] = [];
  private live = false;
  /** Up to which seq the board holds each stream. */
  private readonly held = { room: 0, journey: 0 };
  private tokens = BURST;
  private perSecond = LIMITS.commands_per_second * SHARE;
  private tokensAt: number;
  private holdUntil = 0;
  private cancelPump: (() => void) | null = null;

  constructor(
    private readonly room: string,
    private readonly board: BoardModel,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly serverNow: () => number,
    private readonly events: ActsEvents,
    /** Who I was here before, as far as this browser remembers. */
    private me: string | undefined,
  ) {
    this.tokensAt = clock.now();
  }

  /**
   * Brings back what I had done before the page was loaded. It stands before anything done since. What somebody else left
   * here stays for them when `knows` says that they may come back in this browser, and goes otherwise.
   */
  restore(kept: readonly KeptAct[], knows: (person: string) => boolean): void {
    const here = new Set(this.acts.map((act) => act.op));
    const mine = kept.filter((act) => act.person === this.me || act.person === '');
    const lost = kept.filter((act) => !mine.includes(act) && !knows(act.person));
    for (const act of lost) void this.outbox.remove(this.room, act.op);
    if (lost.length > 0) this.events.undone({ code: 'offline', text: TEXTS.otherPerson });
    const acts = mine
      .filter((act) => !here.has(act.op))
      .map((act) => this.enlist(act, true, () => undefined));
    this.acts = [...acts, ...this.acts];
    this.foreseeAll();
    this.events.changed();
    this.pump();
  }

  /** The server says how many commands a second it takes. */
  allow(perSecond: number | undefined): void {
    if (perSecond !== undefined && perSecond > 0) this.perSecond = perSecond * SHARE;
  }

  /** Does something; the echo is on the board when this returns. */
  do<V extends Verb>(verb: V, fields: Commands[V], hat: Hat | undefined): Promise<Answer> {
    const kept = isKept(verb);
    if (!kept && !this.live) return Promise.resolve(this.say({ code: 'offline', text: TEXTS.offline }));
    if (this.acts.length >= WAITING_ACTS_MAX) {
      return Promise.resolve(this.say({ code: 'queue_full', text: TEXTS.queueFull }));
    }
    const phase = runningPhase(this.board);
    const act: KeptAct = { op: newId(), person: this.me ?? '', verb, fields, at: this.clock.now() };
    if (hat !== undefined) act.hat = hat;
    if (phase !== undefined) {
      act.phase = { id: phase.id, since: phase.started_at ?? 0, sealed: phase.write === 'sealed' };
    }
    return new Promise((answer) => {
      const enlisted = this.enlist(act, kept, answer);
      this.acts.push(enlisted);
      this.board.addPending(act.op, this.prediction(enlisted));
      if (kept) void this.outbox.keep(this.room, act);
      this.events.changed();
      this.pump();
    });
  }

  /** The connection is there, I am joined as `me`, and the board holds what the room's stream holds. */
  open(me: string): void {
    this.me = me;
    this.live = true;
    this.holdUntil = 0;
    const now = this.clock.now();
    let foreign = 0;
    if (this.acts.some((act) => act.person === '')) this.foreseeAll();
    for (const act of [...this.acts]) {
      if (act.person === '') act.person = me;
      if (act.person !== me) {
        foreign++;
        this.leave(act);
        void this.outbox.remove(this.room, act.op);
      } else if (act.state === 'accepted') this.leave(act);
      else if (!act.kept && now - act.at > UNSURE_MS) this.undo(act, { code: 'offline', text: TEXTS.unsure });
    }
    if (foreign > 0) this.events.undone({ code: 'offline', text: TEXTS.otherPerson });
    this.events.changed();
    this.pump();
  }

  /** The connection is lost: what has no answer is sent again, in order, when it is back. */
  lost(): void {
    this.live = false;
    this.cancelPump?.();
    this.cancelPump = null;
    for (const act of this.acts) if (act.state === 'sent') act.state = 'waiting';
  }

  /** An event with an op of mine is on the board. */
  echoed(op: string): void {
    const act = this.find(op);
    if (act === undefined) return;
    act.echoed = true;
    this.accept(act);
    this.settle(act);
  }

  /** The board holds everything of a stream up to `seq`. */
  reached(stream: 'room' | 'journey', seq: number): void {
    this.held[stream] = seq;
    for (const act of [...this.acts]) if (this.isOnBoard(act)) this.leave(act);
  }

  done(op: string, seq: number | null): void {
    const act = this.find(op);
    if (act === undefined) return;
    if (seq === null) {
      this.board.settleAsDraft(act.op);
      this.accept(act);
      this.leave(act);
      return;
    }
    act.seq = seq;
    this.accept(act);
    this.settle(act);
  }

  refused(op: string, refusal: Refusal, retryMs: number | undefined): void {
    const act = this.find(op);
    if (act === undefined || act.state === 'accepted') return;
    if (retryMs !== undefined || (act.kept && TRANSIENT.has(refusal.code))) {
      act.state = 'waiting';
      this.holdUntil = Math.max(this.holdUntil, this.clock.now() + Math.max(retryMs ?? RETRY_MS, 20));
      this.pump();
      return;
    }
    const tooLate =
      refusal.code === 'phase_not_allowed' && act.verb === 'item.add' && !this.isOfThisPhase(act);
    if (tooLate && act.phase !== undefined && !act.phase.sealed) this.doAgain(act);
    else this.undo(act, tooLate ? { ...refusal, text: sealedOver(act.fields) } : refusal);
    this.pump();
  }

  /** How many acts have no answer, when the oldest of them was done, and when the one that was sent first was sent. */
  summary(): { pending: number; oldestAt?: number; sentAt?: number } {
    const open = this.acts.filter((act) => act.state !== 'accepted');
    const sent = open.filter((act) => act.state === 'sent').map((act) => act.sentAt);
    return {
      pending: open.length,
      ...(open[0] === undefined ? {} : { oldestAt: open[0].at }),
      ...(sent.length === 0 ? {} : { sentAt: Math.min(...sent) }),
    };
  }

  stop(): void {
    this.lost();
  }

  private enlist(act: KeptAct, kept: boolean, answer: (answer: Answer) => void): Act {
    const touched = touchedBy(act.verb, act.fields);
    return { ...act, kept, touched, answer, state: 'waiting', echoed: false, journeyAt: 0, sentAt: 0 };
  }

  private prediction(act: Act) {
    const at = this.serverNow();
    const top = this.board.topZ + 1;
    return (board: Parameters<typeof predict>[0]) => {
      const actor: Actor = { me: act.person === '' ? (this.me ?? '') : act.person, at, top };
      return predict(board, act.verb, act.fields, actor);
    };
  }

  private foreseeAll(): void {
    this.board.setPending(this.acts.map((act) => ({ op: act.op, predict: this.prediction(act) })));
  }

  private find(op: string): Act | undefined {
    return this.acts.find((act) => act.op === op);
  }

  /** Sends what may be sent now, in order; stops at the first that may not. */
  private pump(): void {
    if (!this.live) return;
    this.cancelPump?.();
    this.cancelPump = null;
    const now = this.clock.now();
    if (now < this.holdUntil) {
      this.pumpAfter(this.holdUntil - now);
      return;
    }
    this.tokens = Math.min(BURST, this.tokens + ((now - this.tokensAt) * this.perSecond) / 1000);
    this.tokensAt = now;
    const unanswered: Act[] = [];
    for (const act of [...this.acts]) {
      if (act.state === 'accepted' || act.state === 'gone') continue;
      if (act.state === 'waiting') {
        if (unanswered.some((earlier) => mustFollow(act.touched, earlier.touched))) return;
        if (this.isTooLateForItsPhase(act)) {
          this.undo(act, { code: 'phase_not_allowed', text: sealedOver(act.fields) });
          continue;
        }
        // Large acts cost more, since the server counts bytes as well.
        const cost = Math.max(1, JSON.stringify(act.fields).length / BYTES_PER_TOKEN);
        if (this.tokens < cost) {
          this.pumpAfter(Math.ceil(((cost - this.tokens) * 1000) / this.perSecond));
          return;
        }
        this.tokens -= cost;
        this.dispatch(act, now);
      }
      unanswered.push(act);
    }
  }

  private pumpAfter(ms: number): void {
    this.cancelPump = this.clock.after(ms, () => {
      this.cancelPump = null;
      this.pump();
    });
  }

  private dispatch(act: Act, now: number): void {
    act.state = 'sent';
    act.sentAt = now;
    act.journeyAt = this.held.journey;
    const hat = act.hat === undefined ? {} : { hat: act.hat };
    // A card that is still under way when its phase ends is refused: published, it would show its writer.
    const { id: phase, since } = act.phase ?? {};
    const written = act.verb === 'item.add' && phase !== undefined ? { phase, since } : {};
    this.events.send({ ...act.fields, ...written, ...hat, m: 'do', op: act.op, verb: act.verb });
  }

  /** A card of a sealed phase that is over would show its writer: it stays here. */
  private isTooLateForItsPhase(act: Act): boolean {
    return act.phase?.sealed === true && !this.isOfThisPhase(act);
  }

  private isOfThisPhase(act: Act): boolean {
    const running = runningPhase(this.board);
    return running?.id === act.phase?.id && (running?.started_at ?? 0) === act.phase?.since;
  }

  /** A note that was written in the open and met a sealed phase goes into that one, as an act of its own. */
  private doAgain(act: Act): void {
    this.leave(act);
    if (act.kept) void this.outbox.remove(this.room, act.op);
    void this.do(act.verb, act.fields, act.hat).then(act.answer);
  }

  private accept(act: Act): void {
    if (act.state === 'accepted' || act.state === 'gone') return;
    act.state = 'accepted';
    if (act.kept) void this.outbox.remove(this.room, act.op);
    act.answer('done');
    this.events.changed();
    this.pump();
  }

  /** Lets an accepted act go when the board holds its events, or when that takes too long to be true. */
  private settle(act: Act): void {
    if (this.isOnBoard(act)) {
      this.leave(act);
      return;
    }
    this.clock.after(LINGER_MS, () => {
      if (this.live) this.leave(act);
    });
  }

  /**
   * Whether all events of an answered act are on the board. The answer has the seq of the room's stream, or for what
   * changes the journey alone, of the journey's.
   */
  private isOnBoard(act: Act): boolean {
    if (act.seq === undefined) return false;
    if (JOURNEY_ONLY.has(act.verb)) return act.seq <= this.held.journey;
    const inRoom = act.echoed || act.seq <= this.held.room;
    return inRoom && (!this.changesDriver(act) || this.held.journey > act.journeyAt);
  }

  /** A driver's text lives in the journey's stream, its placement in the room's. */
  private changesDriver(act: Act): boolean {
    if (act.verb === 'driver.add') return true;
    const item = act.verb === 'item.edit' && 'item' in act.fields ? act.fields.item : undefined;
    return this.board.getAs('item', item)?.kind === 'driver';
  }

  private undo(act: Act, refusal: Refusal): void {
    this.leave(act);
    if (act.kept) void this.outbox.remove(this.room, act.op);
    act.answer(refusal);
    this.events.undone(refusal);
    this.undoFollowers(act, refusal);
    this.events.changed();
  }

  /** What was meant for an object that was never made falls with it, without a word more. */
  private undoFollowers(refused: Act, refusal: Refusal): void {
    const made = refused.verb.endsWith('.add') ? refused.touched.writes : new Set<string>();
    for (const act of [...this.acts]) {
      const about = [...act.touched.writes, ...act.touched.reads];
      if (act.state !== 'waiting' || !about.some((id) => made.has(id) && this.board.get(id) === undefined))
        continue;
      this.leave(act);
      if (act.kept) void this.outbox.remove(this.room, act.op);
      act.answer(refusal);
    }
  }

  private leave(act: Act): void {
    const place = this.acts.indexOf(act);
    if (place < 0) return;
    act.state = 'gone';
    this.acts.splice(place, 1);
    this.board.removePending(act.op);
  }

  private say(refusal: Refusal): Refusal {
    this.events.undone(refusal);
    return refusal;
  }
}

/** Votes and what a facilitator decides cannot wait on this device: their moment may be over. */
function isKept(verb: Verb): boolean {
  return verb !== 'vote.cast' && VERBS[verb].hat !== 'host';
}
