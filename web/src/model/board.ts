/**
 * The board of one room as one person sees it: what the server confirmed, and on top the acts of this tab that are not
 * confirmed yet. Pure: no DOM, no clock, no network.
 *
 * A pending act is not a frozen patch but a prediction that is made again, in order, whenever what lies under it
 * changes. So a remote change never makes an own drag flicker, a confirmed act leaves nothing behind, and a refused one
 * takes back exactly its own effect.
 *
 * Records of the room's and of the journey's stream lie in one map, since ids are unique everywhere.
 */
import type { BoardRecord, RecordType } from '../protocol/catalogue.ts';
import {
  applyChange,
  type Change,
  changedId,
  type Reader,
  type RecordOf,
  sameValue,
  streamOf,
} from './change.ts';
import { Layer } from './layer.ts';
import { RecordMap } from './records.ts';

/** Says what an act will change, given what is there. It must be pure: it is called again and again. */
export type Prediction = (board: Reader) => readonly Change[];

/** Called with the ids of records that changed, came or went, or are pending or no longer pending. */
export type DirtyListener = (dirty: ReadonlySet<string>) => void;

/** An own act that is not confirmed yet. */
export interface PendingAct {
  op: string;
  predict: Prediction;
}

export class BoardModel implements Reader {
  private readonly confirmed = new RecordMap();
  private readonly pending: PendingAct[] = [];
  /** Drafts of mine, known to nobody else: ids of cards of a sealed phase. */
  private readonly drafts = new Set<string>();
  /** What pending acts make of confirmed records. */
  private layer = new Layer(this.confirmed);
  /** Pending acts have to be foreseen anew. */
  private stale = false;
  private readonly shown = new RecordMap();
  private touched = new Set<string>();
  private dirty = new Set<string>();
  private readonly listeners = new Set<DirtyListener>();
  private flushing = false;
  private highest = 0;

  /** `schedule` runs the batched notification of listeners; by default in a microtask. */
  constructor(private readonly schedule: (run: () => void) => void = (run) => queueMicrotask(run)) {}

  get(id: string): BoardRecord | undefined {
    this.refresh();
    return this.shown.get(id);
  }

  getAs<T extends RecordType>(type: T, id: string | undefined): RecordOf<T> | undefined {
    this.refresh();
    return this.shown.getAs(type, id);
  }

  all<T extends RecordType>(type: T): Iterable<RecordOf<T>> {
    this.refresh();
    return this.shown.all(type);
  }

  count(type: RecordType): number {
    this.refresh();
    return this.shown.count(type);
  }

  /** True while an act of this tab on that record waits for its confirmation. */
  isPending(id: string): boolean {
    this.refresh();
    return this.layer.changed.has(id);
  }

  /** True for a card of mine that nobody else sees yet, also when it is withdrawn. */
  isDraft(id: string): boolean {
    return this.drafts.has(id) || this.getAs('item', id)?.state === 'sealed';
  }

  /** The highest `z` that any item ever had here. What is raised next lies above it. */
  get topZ(): number {
    return this.highest;
  }

  /** All records as they are shown, sorted by id: what a test or an export compares. */
  snapshot(): BoardRecord[] {
    this.refresh();
    return [...this.shown.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** All confirmed records, in no particular order. Later changes do not touch the list. */
  confirmedRecords(): BoardRecord[] {
    return [...this.confirmed.values()];
  }

  subscribe(listener: DirtyListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Applies changes that the server confirmed. */
  applyChanges(changes: readonly Change[]): void {
    for (const change of changes) {
      const id = changedId(change);
      this.confirm(id, applyChange(this.confirmed.get(id), change));
      this.endDrafts(id);
    }
  }

  /**
   * Puts records that only their owner sees: secret ballots and cards of a sealed phase. They go by themselves when
   * their round closes or their phase ends.
   */
  putDrafts(records: readonly BoardRecord[]): void {
    for (const record of records) {
      if (record.type === 'ballot') this.dropOtherBallots(record);
      if (record.type === 'item') this.drafts.add(record.id);
      this.confirm(record.id, record);
    }
  }

  /** Replaces everything of one stream by a snapshot. Drafts of mine stay until the server sends them again or they end. */
  replaceStream(stream: 'room' | 'journey', records: readonly BoardRecord[]): void {
    const fresh = new Set(records.map((record) => record.id));
    for (const record of this.confirmed.values()) {
      if (streamOf(record.type) !== stream || fresh.has(record.id)) continue;
      if (!this.isMineAlone(record)) this.confirm(record.id, undefined);
    }
    for (const record of records) this.confirm(record.id, record);
    for (const record of records) this.endDrafts(record.id);
  }

  /** Puts an act on top of the others. Its prediction shows at once. */
  addPending(op: string, predict: Prediction): void {
    this.refresh();
    this.pending.push({ op, predict });
    for (const id of this.layer.apply(predict(this.layer))) {
      this.touched.add(id);
      this.dirty.add(id);
    }
    this.notify();
  }

  /** Puts these acts in place of all that are pending, in this order. */
  setPending(acts: readonly PendingAct[]): void {
    this.pending.splice(0, this.pending.length, ...acts);
    this.spoil();
  }

  /** Takes an act away: it was confirmed, or refused. Unknown ones are ignored. */
  removePending(op: string): void {
    const place = this.pending.findIndex((act) => act.op === op);
    if (place < 0) return;
    this.pending.splice(place, 1);
    this.spoil();
  }

  /** An act was accepted as a draft, which no event will ever tell: its prediction becomes what is known. */
  settleAsDraft(op: string): void {
    const act = this.pending.find((each) => each.op === op);
    if (act === undefined) return;
    this.removePending(op);
    for (const change of act.predict(this.confirmed)) {
      const id = changedId(change);
      const next = applyChange(this.confirmed.get(id), change);
      if (next === undefined) this.confirm(id, undefined);
      else this.putDrafts([next]);
    }
  }

  /** Tells the listeners now what changed since the last time. */
  flush(): void {
    this.flushing = false;
    this.refresh();
    if (this.dirty.size === 0) return;
    const dirty = this.dirty;
    this.dirty = new Set();
    for (const listener of this.listeners) listener(dirty);
  }

  private confirm(id: string, record: BoardRecord | undefined): void {
    const before = this.confirmed.get(id);
    if (before === record) return;
    this.confirmed.set(id, record);
    if (record === undefined) this.drafts.delete(id);
    else if (record.type === 'item' && record.z > this.highest) this.highest = record.z;
    this.touched.add(id);
    if (this.layer.restsOn(id, before?.type, record?.type)) this.stale = true;
    this.notify();
  }

  private isMineAlone(record: BoardRecord): boolean {
    if (record.type === 'item') return this.drafts.has(record.id);
    if (record.type !== 'ballot') return false;
    const round = this.confirmed.get(record.round);
    return round?.type === 'round' && round.secret;
  }

  /** Drafts live no longer than the phase or the round that they were written for. */
  private endDrafts(id: string): void {
    const record = this.confirmed.get(id);
    if (record?.type === 'phase' && record.state !== 'running') {
      for (const draft of [...this.drafts]) {
        const item = this.confirmed.get(draft);
        if (item?.type === 'item' && item.phase === id) this.confirm(draft, undefined);
      }
    }
    if (record?.type === 'round' && record.secret && record.state !== 'open') {
      for (const ballot of this.confirmed.all('ballot')) {
        if (ballot.round === id) this.confirm(ballot.id, undefined);
      }
    }
  }

  /** A person has one ballot in a round; the one with the server's id replaces the one foreseen here. */
  private dropOtherBallots(ballot: RecordOf<'ballot'>): void {
    for (const other of this.confirmed.all('ballot')) {
      if (other.id === ballot.id) continue;
      if (other.round === ballot.round && other.by === ballot.by) this.confirm(other.id, undefined);
    }
  }

  private spoil(): void {
    this.stale = true;
    this.notify();
  }

  private notify(): void {
    if (this.flushing) return;
    this.flushing = true;
    this.schedule(() => this.flush());
  }

  /** Makes `shown` true again: predictions that rest on what changed are made anew. */
  private refresh(): void {
    if (!this.stale && this.touched.size === 0) return;
    const affected = this.touched;
    this.touched = new Set();
    if (this.stale) {
      this.stale = false;
      const before = this.layer;
      this.layer = new Layer(this.confirmed);
      for (const act of this.pending) this.layer.apply(act.predict(this.layer));
      for (const id of before.changed.keys()) {
        affected.add(id);
        if (!this.layer.changed.has(id)) this.dirty.add(id);
      }
      for (const id of this.layer.changed.keys()) {
        affected.add(id);
        if (!before.changed.has(id)) this.dirty.add(id);
      }
    }
    for (const id of affected) this.show(id, this.layer.peek(id));
  }

  private show(id: string, record: BoardRecord | undefined): void {
    const before = this.shown.get(id);
    if (before === record || (before !== undefined && sameValue(before, record))) return;
    this.shown.set(id, record);
    this.dirty.add(id);
  }
}
