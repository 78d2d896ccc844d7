/** The ways into rooms: making a journey, looking at a room before coming in, and the rooms this browser remembers. */
import type { Colour, Language, Role, WordsShape } from '../protocol/catalogue.ts';
import { type Fetch, HttpProblem, request } from '../sync/http.ts';
import { browserIdentity, type RecentRoom } from '../sync/identity.ts';

export { HttpProblem } from '../sync/http.ts';
export type { RecentRoom } from '../sync/identity.ts';

/** What to make. `groups` are names; with groups, `min_group` is 5 unless `policy` says otherwise. */
export interface NewJourney {
  title: string;
  language?: Language;
  purpose?: string;
  question?: string;
  method?: string;
  groups?: string[];
  policy?: { min_group?: number };
}

/** What was made: ids, and one link for each role, each with its secret behind the `#`. */
export interface MadeJourney {
  journey: string;
  room: string;
  links: Record<Role, string>;
}

/** A room as seen from the door, with the secret of a link. */
export interface RoomAtDoor {
  room: string;
  journey: string;
  title: string;
  question?: string;
  language: Language;
  role: Role;
  /** Figures never speak for fewer people than this. */
  min_group: number;
  groups: { id: string; name: string; colour: Colour }[];
  /** How many people are in the room now. */
  people: number;
}

/** A co-creation method that a room can be made with. There is more in it than is listed here. */
export interface Method {
  id: string;
  title: WordsShape;
  purpose: WordsShape;
  /** About how long it takes in all. */
  minutes: number;
  /** Smallest and largest number of people that it suits. */
  group_size: [number, number];
  phases: { name: WordsShape; minutes: number }[];
}

/** Makes a journey with its first room. Throws `HttpProblem`; `making_not_allowed` asks for the admin token. */
export async function makeJourney(
  wanted: NewJourney,
  more: { adminToken?: string; language?: Language } = {},
  fetch: Fetch = browserFetch,
): Promise<MadeJourney> {
  const response = await request(fetch, location.origin, {
    path: '/api/journeys',
    body: wanted,
    ...(more.adminToken === undefined ? {} : { bearer: more.adminToken }),
    ...(more.language === undefined ? {} : { language: more.language }),
  });
  return (await response.json()) as MadeJourney;
}

/** Looks at a room from the door. Throws `HttpProblem`: `room_unknown` when the secret opens nothing. */
export async function lookAtRoom(
  room: string,
  key: string,
  language: Language,
  fetch: Fetch = browserFetch,
): Promise<RoomAtDoor> {
  const path = `/api/rooms/${encodeURIComponent(room)}`;
  const response = await request(fetch, location.origin, { path, bearer: key, language });
  return (await response.json()) as RoomAtDoor;
}

/** The methods that this server offers. Throws `HttpProblem`. */
export async function listMethods(fetch: Fetch = browserFetch): Promise<Method[]> {
  const response = await request(fetch, location.origin, { path: '/api/methods' });
  return (await response.json()) as Method[];
}

/** Reads a link or what people paste: `…/r/ROOM#SECRET` or `ROOM#SECRET`. Null when it is neither. */
export function readLink(text: string): { room: string; key: string } | null {
  const found = /(?:^|\/r\/)([A-Za-z0-9_-]{22})#([A-Za-z0-9_-]{8,64})\s*$/.exec(text.trim());
  return found?.[1] === undefined || found[2] === undefined ? null : { room: found[1], key: found[2] };
}

/** Rooms that this browser remembers, the latest first. */
export function recentRooms(): RecentRoom[] {
  return browserIdentity().rooms();
}

/** What this browser remembers of one room, or of who came in by this link of it; undefined when nothing. */
export function recentRoom(room: string, key?: string): RecentRoom | undefined {
  return browserIdentity().room(room, key);
}

/** Keeps a room in mind before it is entered, such as one just made. */
export function rememberRoom(room: string, known: Partial<Omit<RecentRoom, 'room'>>): void {
  browserIdentity().remember(room, known);
}

/** Forgets a room, its secret and who I was there. */
export function forgetRoom(room: string): void {
  browserIdentity().forget(room);
}

const browserFetch: Fetch = (url, init) => fetch(url, init);

/** True when a failed request was refused for this reason. */
export function isProblem(problem: unknown, code: string): boolean {
  return problem instanceof HttpProblem && problem.code === code;
}
