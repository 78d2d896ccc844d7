/** Records by id and by type. */
import type { BoardRecord, RecordType } from '../protocol/catalogue.ts';
import type { Reader, RecordOf } from './change.ts';

export class RecordMap implements Reader {
  private readonly byId = new Map<string, BoardRecord>();
  private readonly byType = new Map<RecordType, Map<string, BoardRecord>>();

  get(id: string): BoardRecord | undefined {
    return this.byId.get(id);
  }

  getAs<T extends RecordType>(type: T, id: string | undefined): RecordOf<T> | undefined {
    const record = id === undefined ? undefined : this.byId.get(id);
    return record?.type === type ? (record as RecordOf<T>) : undefined;
  }

  /** In the order in which they came. Records may be taken away while one walks over them. */
  all<T extends RecordType>(type: T): Iterable<RecordOf<T>> {
    const records = this.byType.get(type);
    return records === undefined ? [] : (records.values() as Iterable<RecordOf<T>>);
  }

  count(type: RecordType): number {
    return this.byType.get(type)?.size ?? 0;
  }

  values(): Iterable<BoardRecord> {
    return this.byId.values();
  }

  /** Undefined takes the record away. */
  set(id: string, record: BoardRecord | undefined): void {
    const before = this.byId.get(id);
    if (before !== undefined && before.type !== record?.type) this.byType.get(before.type)?.delete(id);
    if (record === undefined) {
      this.byId.delete(id);
      return;
    }
    this.byId.set(id, record);
    let records = this.byType.get(record.type);
    if (records === undefined) {
      records = new Map();
      this.byType.set(record.type, records);
    }
    records.set(id, record);
  }
}
