/**
 * Predicted changes over confirmed records, without touching these. A layer remembers what its predictions looked at, so
 * that they are made again only when that changed.
 */
import type { BoardRecord, RecordType } from '../protocol/catalogue.ts';
import { applyChange, type Change, changedId, type Reader, type RecordOf } from './change.ts';

export class Layer implements Reader {
  /** What the predictions make of records; null where they take one away. */
  readonly changed = new Map<string, BoardRecord | null>();
  private readonly readIds = new Set<string>();
  private readonly readTypes = new Set<RecordType>();

  constructor(private readonly base: Reader) {}

  /** A record as predicted, without remembering that somebody looked. */
  peek(id: string): BoardRecord | undefined {
    const record = this.changed.get(id);
    return record === undefined ? this.base.get(id) : (record ?? undefined);
  }

  get(id: string): BoardRecord | undefined {
    this.readIds.add(id);
    return this.peek(id);
  }

  getAs<T extends RecordType>(type: T, id: string | undefined): RecordOf<T> | undefined {
    if (id === undefined) return undefined;
    const record = this.get(id);
    return record?.type === type ? (record as RecordOf<T>) : undefined;
  }

  *all<T extends RecordType>(type: T): Iterable<RecordOf<T>> {
    this.readTypes.add(type);
    for (const record of this.base.all(type)) if (!this.changed.has(record.id)) yield record;
    for (const record of this.changed.values()) if (record?.type === type) yield record as RecordOf<T>;
  }

  /** Puts changes on top. Returns the ids that they are about. */
  apply(changes: readonly Change[]): string[] {
    return changes.map((change) => {
      const id = changedId(change);
      this.changed.set(id, applyChange(this.get(id), change) ?? null);
      return id;
    });
  }

  /** Whether a prediction looked at this record, or at all of a type that it has or had. */
  restsOn(id: string, ...types: (RecordType | undefined)[]): boolean {
    return this.readIds.has(id) || types.some((type) => type !== undefined && this.readTypes.has(type));
  }
}
