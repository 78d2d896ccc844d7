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
const ROOMS_MAX = 30;

export class Identity {
  /** `storage` may be missing or fail, as in some private windows: then rooms are remembered until the page goes. */
  constructor(private readonly storage: Storage | null) {}

  private fallback: RecentRoom[] = [];

  /** Remembered rooms, the latest first. */
  rooms(): RecentRoom[] {
    try {
      const text = this.storage?.getItem(STORAGE_KEY);
      if (text === undefined) return [...this.fallback];
      const value: unknown = JSON.parse(text ?? '[]');
      return Array.isArray(value) ? value.filter(isRecentRoom).sort((a, b) => b.at - a.at) : [];
    } catch {
      return [...this.fallback];
    }
  }

  room(id: string): RecentRoom | undefined {
    return this.rooms().find((room) => room.room === id);
  }

  /** Adds to what is known of a room. A field that is given as undefined is forgotten. */
  remember(id: string, known: { [K in keyof RecentRoom]?: RecentRoom[K] | undefined }): void {
    const before: RecentRoom = this.room(id) ?? { room: id, title: '', at: 0 };
    const merged = Object.entries({ ...before, ...known, room: id }).filter(
      ([, value]) => value !== undefined,
    );
    // Only optional fields can have been left out: room, title and at are always there.
    const room = { title: '', at: 0, ...Object.fromEntries(merged) } as RecentRoom;
    this.write([room, ...this.rooms().filter((other) => other.room !== id)].slice(0, ROOMS_MAX));
  }

  forget(id: string): void {
    this.write(this.rooms().filter((room) => room.room !== id));
  }

  private write(rooms: RecentRoom[]): void {
    this.fallback = rooms;
    try {
      this.storage?.setItem(STORAGE_KEY, JSON.stringify(rooms));
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

/** The local storage of this browser; null where it is forbidden. */
export function browserStorage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
