/**
 * Acts that the server has not answered yet, kept in IndexedDB so that they survive a reload or a dead battery. Each
 * is sent again with the op that it had, in the order in which it was done; the server answers the same op once.
 *
 * Votes and what a facilitator decides are never kept: their moment may be over.
 */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Commands, Hat, Verb } from '../protocol/catalogue.ts';

/** An act as it is kept. */
export interface KeptAct {
  op: string;
  /** The person who did it: nobody else's connection sends it. */
  person: string;
  verb: Verb;
  fields: Commands[Verb];
  hat?: Hat;
  /** When it was done, ms since 1970 by this device. */
  at: number;
  /** The sealed phase in which it was done: outside of it, it is not sent. */
  sealedIn?: string;
}

/** Where acts are kept. Nothing here fails: an act that cannot be kept is still sent while the page lives. */
export interface Outbox {
  /** All acts of one room, the oldest first. */
  load(room: string): Promise<KeptAct[]>;
  keep(room: string, act: KeptAct): Promise<void>;
  remove(room: string, op: string): Promise<void>;
}

/** How many acts of one room may wait for their answer. */
export const WAITING_ACTS_MAX = 500;

interface Schema extends DBSchema {
  acts: { key: number; value: KeptAct & { room: string }; indexes: { room: string; op: string } };
}

/** Keeps acts in this browser; in memory where there is no IndexedDB, as in some private windows. */
export function browserOutbox(): Outbox {
  let opened: Promise<IDBPDatabase<Schema> | null> | null = null;
  const database = () => {
    opened ??= openOutbox().catch(() => null);
    return opened;
  };
  return {
    async load(room) {
      const db = await database();
      const found = await db?.getAllFromIndex('acts', 'room', room).catch(() => []);
      return (found ?? []).slice(0, WAITING_ACTS_MAX).map(({ room: _room, ...act }) => act);
    },
    async keep(room, act) {
      const db = await database();
      await db?.add('acts', { ...act, room }).catch(() => undefined);
    },
    async remove(room, op) {
      const db = await database();
      if (db === null) return;
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

/** Keeps acts as long as this object lives. */
export function memoryOutbox(): Outbox {
  const rooms = new Map<string, KeptAct[]>();
  return {
    load: (room) => Promise.resolve([...(rooms.get(room) ?? [])]),
    keep(room, act) {
      rooms.set(room, [...(rooms.get(room) ?? []), act]);
      return Promise.resolve();
    },
    remove(room, op) {
      rooms.set(
        room,
        (rooms.get(room) ?? []).filter((act) => act.op !== op),
      );
      return Promise.resolve();
    },
  };
}

function openOutbox(): Promise<IDBPDatabase<Schema>> {
  return openDB<Schema>('kring', 1, {
    upgrade(db) {
      const store = db.createObjectStore('acts', { autoIncrement: true });
      store.createIndex('room', 'room');
      store.createIndex('op', 'op');
    },
  });
}
