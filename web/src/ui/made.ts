/** The links of rooms that were made in this browser: nobody else has all three, and the server keeps only hashes. */
import { ROLE, type Role } from '../protocol/catalogue.ts';

const memory = 'kring.made';
const ROOMS_MAX = 30;

export type Links = Record<Role, string>;

interface MadeRoom {
  room: string;
  links: Links;
}

function all(): MadeRoom[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(memory) ?? '[]');
    return Array.isArray(value) ? value.filter(isMadeRoom) : [];
  } catch {
    return [];
  }
}

/** The three links of a room, if it was made here. */
export function madeLinks(room: string): Links | undefined {
  return all().find((made) => made.room === room)?.links;
}

export function keepLinks(room: string, links: Links): void {
  try {
    const rooms = [{ room, links }, ...all().filter((made) => made.room !== room)].slice(0, ROOMS_MAX);
    localStorage.setItem(memory, JSON.stringify(rooms));
  } catch {
    // The page that shows them says that they must be copied now.
  }
}

function isMadeRoom(value: unknown): value is MadeRoom {
  if (typeof value !== 'object' || value === null) return false;
  const { room, links } = value as { room?: unknown; links?: unknown };
  if (typeof room !== 'string' || typeof links !== 'object' || links === null) return false;
  return ROLE.every((role) => typeof (links as Record<string, unknown>)[role] === 'string');
}
