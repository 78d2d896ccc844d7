/**
 * Acts that the server has not answered yet, kept in IndexedDB so that they survive a reload or a dead battery. Each
 * is sent again with the op that it had, in the order in which it was done; the server answers the same op once.
 *
 * Votes and what a facilitator decides are never kept: their moment may be over.
 */
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
  /** The phase in which it was done, and since when that ran. What was done in a sealed phase is not sent outside of it. */
  phase?: { id: string; since: number; sealed: boolean };
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
