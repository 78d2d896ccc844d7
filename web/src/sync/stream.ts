/** What is held of one stream: up to which seq, and its confirmed records on the board. */

import type { BoardModel } from '../model/board.ts';
import type { BoardRecord } from '../protocol/catalogue.ts';
import type { WireEvent } from '../protocol/codec.ts';

export class Stream {
  /** `out`, `joining` (join was sent, or a snapshot is under way), or `in`. */
  state: 'out' | 'joining' | 'in' = 'out';
  /** The last seq that the board holds; null before the first snapshot. */
  have: number | null = null;
  private parts: BoardRecord[] = [];
  private partsSeq = 0;

  constructor(
    readonly kind: 'room' | 'journey',
    /** Empty while it is not known. */
    public id: string,
    private readonly board: BoardModel,
  ) {}

  /** The connection is gone or new: what is held stays. */
  closed(): void {
    this.state = 'out';
    this.parts = [];
  }

  /** `records` is a snapshot at `seq`, or its first part when `last` is false; without it, events follow from `have`. */
  joined(records: readonly BoardRecord[] | undefined, seq: number, last: boolean | undefined): void {
    if (records === undefined) {
      this.state = 'in';
      this.have ??= 0;
      return;
    }
    this.state = 'joining';
    this.parts = [...records];
    this.partsSeq = seq;
    if (last !== false) this.snapshotEnds();
  }

  /** More of a snapshot; outside of one, drafts that only I see. */
  receiveRecords(records: readonly BoardRecord[], last: boolean | undefined): void {
    if (this.state !== 'joining') {
      this.board.putDrafts(records);
      return;
    }
    this.parts.push(...records);
    if (last === true) this.snapshotEnds();
  }

  /** Applies an event once. Returns false for one that the board holds already. */
  receiveEvent(event: WireEvent): boolean {
    if (this.have !== null && event.seq <= this.have) return false;
    this.have = event.seq;
    this.board.applyChanges(event.changes);
    return true;
  }

  private snapshotEnds(): void {
    this.board.replaceStream(this.kind, this.parts);
    this.have = this.partsSeq;
    this.parts = [];
    this.state = 'in';
  }
}
