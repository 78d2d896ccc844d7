/** The outbox in IndexedDB: one store of acts in the order in which they were done. */
import { type DBSchema, openDB } from 'idb';
import { type KeptAct, type Outbox, WAITING_ACTS_MAX } from './outbox.ts';

interface Schema extends DBSchema {
  acts: { key: number; value: KeptAct & { room: string }; indexes: { room: string; op: string } };
}

/** Opens the outbox. Rejects where there is no IndexedDB; afterwards a failure costs what it was about, and no more. */
export async function openOutbox(): Promise<Outbox> {
  const db = await openDB<Schema>('kring', 1, {
    upgrade(database) {
      const store = database.createObjectStore('acts', { autoIncrement: true });
      store.createIndex('room', 'room');
      store.createIndex('op', 'op');
    },
  });
  return {
    async load(room) {
      const found = await db.getAllFromIndex('acts', 'room', room).catch(() => []);
      return found.slice(0, WAITING_ACTS_MAX).map(({ room: _room, ...act }) => act);
    },
    async keep(room, act) {
      await db.add('acts', { ...act, room }).catch(() => undefined);
    },
    async remove(room, op) {
      const work = db.transaction('acts', 'readwrite');
      const done = work.done.catch(() => undefined);
      for (const key of await work.store
        .index('op')
        .getAllKeys(op)
        .catch(() => [])) {
        const act = await work.store.get(key).catch(() => undefined);
        if (act?.room === room) await work.store.delete(key).catch(() => undefined);
      }
      await done;
    },
  };
}
