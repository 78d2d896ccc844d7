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

/** Says what an act will change, given what is there. It must be pure: it is called again and again. */
export type Prediction = (board: Reader) => readonly Change[];

/** Called with the ids of records that changed, came or went. */
export type DirtyListener = (dirty: ReadonlySet<string>) => void;

/** An own act that is not confirmed yet. */
export interface PendingAct {
  op: string;
  predict: Prediction;
}

export class BoardModel implements Reader {
  private readonly confirmed = new Map<string, BoardRecord>();
  private readonly pending: PendingAct[] = [];
  /** Drafts of mine, known to nobody else: ids of cards of a sealed phase. */
  private readonly drafts = new Set<string>();
  /** What pending acts make of records; null where they take one away. */
  private overlay = new Map<string, BoardRecord | null>();
  private readonly shown = new Map<string, BoardRecord>();
  private readonly byType = new Map<RecordType, Map<string, BoardRecord>>();
  private touched = new Set<string>();
  private dirty = new Set<string>();
  private readonly listeners = new Set<DirtyListener>();
  private flushing = false;
  private stale = false;
  private highest = 0;

  /** `schedule` runs the batched notification of listeners; by default in a microtask. */
  constructor(private readonly schedule: (run: () => void) => void = queueMicrotask) {}

  get(id: string): BoardRecord | undefined {
    this.refresh();
    return this.shown.get(id);
  }

  getAs<T extends RecordType>(type: T, id: string | undefined): RecordOf<T> | undefined {
    if (id === undefined) return undefined;
    const record = this.get(id);
    return record?.type === type ? (record as RecordOf<T>) : undefined;
  }

  all<T extends RecordType>(type: T): Iterable<RecordOf<T>> {
    this.refresh();
    const records = this.byType.get(type);
    return records === undefined ? [] : (records.values() as Iterable<RecordOf<T>>);
  }

  count(type: RecordType): number {
    this.refresh();
    return this.byType.get(type)?.size ?? 0;
  }

  /** True while an act of this tab on that record waits for its confirmation. */
  isPending(id: string): boolean {
    this.refresh();
    return this.overlay.has(id);
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
      if (!this.isDraft(record)) this.confirm(record.id, undefined);
    }
    for (const record of records) this.confirm(record.id, record);
    for (const record of records) this.endDrafts(record.id);
  }

  /** Puts an act on top of the others. Its prediction shows at once. */
  addPending(op: string, predict: Prediction): void {
    this.pending.push({ op, predict });
    this.spoil();
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
    const place = this.pending.findIndex((act) => act.op === op);
    const act = this.pending[place];
    if (act === undefined) return;
    this.pending.splice(place, 1);
    this.spoil();
    const below = new Layer(this.confirmed);
    const changes = act.predict(below);
    for (const change of changes) {
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
    if (record === undefined) {
      this.confirmed.delete(id);
      this.drafts.delete(id);
    } else {
      this.confirmed.set(id, record);
      if (record.type === 'item' && record.z > this.highest) this.highest = record.z;
    }
    this.touched.add(id);
    this.spoil();
  }

  private isDraft(record: BoardRecord): boolean {
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
      for (const ballot of this.confirmed.values()) {
        if (ballot.type === 'ballot' && ballot.round === id) this.confirm(ballot.id, undefined);
      }
    }
  }

  /** A person has one ballot in a round; the one with the server's id replaces the one foreseen here. */
  private dropOtherBallots(ballot: RecordOf<'ballot'>): void {
    for (const other of this.confirmed.values()) {
      if (other.type !== 'ballot' || other.id === ballot.id) continue;
      if (other.round === ballot.round && other.by === ballot.by) this.confirm(other.id, undefined);
    }
  }

  private spoil(): void {
    this.stale = true;
    if (this.flushing) return;
    this.flushing = true;
    this.schedule(() => this.flush());
  }

  /** Makes `shown` true again: predictions are made anew on what is confirmed. */
  private refresh(): void {
    if (!this.stale) return;
    this.stale = false;
    const affected = this.touched;
    this.touched = new Set();
    for (const id of this.overlay.keys()) affected.add(id);
    const layer = new Layer(this.confirmed);
    for (const act of this.pending) layer.apply(act.predict(layer));
    this.overlay = layer.changed;
    for (const id of this.overlay.keys()) affected.add(id);
    for (const id of affected) {
      const over = this.overlay.get(id);
      this.show(id, over === undefined ? this.confirmed.get(id) : (over ?? undefined));
    }
  }

  private show(id: string, record: BoardRecord | undefined): void {
    const before = this.shown.get(id);
    if (before === record || (before !== undefined && sameValue(before, record))) return;
    if (before !== undefined && before.type !== record?.type) this.byType.get(before.type)?.delete(id);
    if (record === undefined) this.shown.delete(id);
    else {
      this.shown.set(id, record);
      let records = this.byType.get(record.type);
      if (records === undefined) {
        records = new Map();
        this.byType.set(record.type, records);
      }
      records.set(id, record);
    }
    this.dirty.add(id);
  }
}

/** Predicted changes over confirmed records, without touching these. */
class Layer implements Reader {
  readonly changed = new Map<string, BoardRecord | null>();

  constructor(private readonly base: ReadonlyMap<string, BoardRecord>) {}

  get(id: string): BoardRecord | undefined {
    const record = this.changed.get(id);
    return record === undefined ? this.base.get(id) : (record ?? undefined);
  }

  getAs<T extends RecordType>(type: T, id: string | undefined): RecordOf<T> | undefined {
    if (id === undefined) return undefined;
    const record = this.get(id);
    return record?.type === type ? (record as RecordOf<T>) : undefined;
  }

  *all<T extends RecordType>(type: T): Iterable<RecordOf<T>> {
    for (const record of this.base.values()) {
      if (record.type === type && !this.changed.has(record.id)) yield record as RecordOf<T>;
    }
    for (const record of this.changed.values()) {
      if (record?.type === type) yield record as RecordOf<T>;
    }
  }

  apply(changes: readonly Change[]): void {
    for (const change of changes) {
      const id = changedId(change);
      this.changed.set(id, applyChange(this.get(id), change) ?? null);
    }
  }
}
