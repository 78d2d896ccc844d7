/** The outbox of a browser, whose code comes in its own time. */
import { memoryOutbox, type Outbox } from './outbox.ts';

/**
 * Keeps acts in this browser; in memory when there is no IndexedDB, as in some private windows. Nothing waits for it:
 * the room is joined meanwhile.
 */
export function browserOutbox(): Outbox {
  let opened: Promise<Outbox> | null = null;
  const outbox = () => {
    opened ??= import('./outbox_store.ts').then(({ openOutbox }) => openOutbox()).catch(() => memoryOutbox());
    return opened;
  };
  return {
    load: async (room) => (await outbox()).load(room),
    keep: async (room, act) => (await outbox()).keep(room, act),
    remove: async (room, op) => (await outbox()).remove(room, op),
  };
}
