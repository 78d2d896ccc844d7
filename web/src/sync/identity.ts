/**
 * What this browser remembers of rooms: who I am there, so that a reload or tomorrow's visit needs no name again, and
 * the list of recent rooms. Secrets stay in local storage and memory; they never reach an address with a query.
 */
import type { Role } from '../protocol/catalogue.ts';

/** One remembered room. */
export interface RecentRoom {
  room: string;
  title: string;
  role?: Role;
  /** Who I am there. */
  person?: string;
  /** My name there. */
  name?: string;
  /** When I was last there, ms since 1970 by this device. */
  at: number;
  /** The secret of the link that I came with. */
  key?: string;
  /** The token by which I come back as the same person. */
  resume?: string;
}

/** The part of local storage that is used. */
export interface Storage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const STORAGE_KEY = 'kring.rooms';
const ENTRIES_MAX = 30;

export class Identity {
  /**
   * `storage` may be missing or fail, as in some private windows: then rooms are remembered until the page goes. `tab` is
   * storage of this tab alone, so that two tabs of one room stay who they are across a reload.
   */
  constructor(
    private readonly storage: Storage | null,
    private readonly tab: Storage | null = null,
  ) {}

  private fallback: RecentRoom[] = [];

  /** Remembered rooms, the latest first, each once. */
  rooms(): RecentRoom[] {
    const seen = new Set<string>();
    return this.entries().filter(({ room }) => !seen.has(room) && seen.add(room));
  }

  /** Who I was in a room when I came with this key; without one, in this tab, else when I was last there. */
  room(id: string, key?: string): RecentRoom | undefined {
    const entries = this.entries().filter((entry) => entry.room === id);
    if (key !== undefined) return entries.find((entry) => entry.key === key);
    const tabKey = this.keyOfTab(id);
    return entries.find((entry) => entry.key === tabKey) ?? entries[0];
  }

  /** This tab is in a room with this key. */
  enter(id: string, key: string | undefined): void {
    try {
      if (key !== undefined) this.tab?.setItem(`${STORAGE_KEY}.${id}`, key);
    } catch {
      // The latest visit is remembered all the same.
    }
  }

  /** Whether somebody is remembered as having been here. */
  knows(person: string): boolean {
    return this.entries().some((entry) => entry.person === person);
  }

  /**
   * Adds to what is known of a room: of who came with `known.key`, else of the latest visit. Each link is an identity of
   * its own, so that a facilitator can look through a participant's. A field given as undefined is forgotten.
   */
  remember(id: string, known: { [K in keyof RecentRoom]?: RecentRoom[K] | undefined }): void {
    const entries = this.entries();
    const before =
      entries.find((entry) => entry.room === id && entry.key === known.key) ??
      entries.find((entry) => entry.room === id && (known.key === undefined || entry.key === undefined));
    const merged = Object.entries({ ...before, ...known, room: id }).filter(
      ([, value]) => value !== undefined,
    );
    // Only optional fields can have been left out: room, title and at are always there.
    const entry = { title: '', at: 0, ...Object.fromEntries(merged) } as RecentRoom;
    this.write([entry, ...entries.filter((other) => other !== before)]);
  }

  /** Forgets a room and everybody that I was there. */
  forget(id: string): void {
    this.write(this.entries().filter((entry) => entry.room !== id));
  }

  private keyOfTab(id: string): string | undefined {
    try {
      return this.tab?.getItem(`${STORAGE_KEY}.${id}`) ?? undefined;
    } catch {
      return undefined;
    }
  }

  private entries(): RecentRoom[] {
    try {
      const text = this.storage?.getItem(STORAGE_KEY);
      if (text === undefined) return [...this.fallback];
      const value: unknown = JSON.parse(text ?? '[]');
      return Array.isArray(value) ? value.filter(isRecentRoom).sort((a, b) => b.at - a.at) : [];
    } catch {
      return [...this.fallback];
    }
  }

  private write(entries: RecentRoom[]): void {
    this.fallback = entries.sort((a, b) => b.at - a.at).slice(0, ENTRIES_MAX);
    try {
      this.storage?.setItem(STORAGE_KEY, JSON.stringify(this.fallback));
    } catch {
      // Full or forbidden: what matters is that this page goes on.
    }
  }
}

function isRecentRoom(value: unknown): value is RecentRoom {
  if (typeof value !== 'object' || value === null) return false;
  const room = value as Partial<Record<keyof RecentRoom, unknown>>;
  return typeof room.room === 'string' && typeof room.title === 'string' && typeof room.at === 'number';
}

/** The memory of this browser and this tab. */
export function browserIdentity(): Identity {
  return new Identity(
    storageOf(() => localStorage),
    storageOf(() => sessionStorage),
  );
}

function storageOf(get: () => Storage): Storage | null {
  try {
    return get();
  } catch {
    return null;
  }
}
