/** What the client reports of itself to whoever shows it. */
import type { Filter, RefusalCode, Role, WordsShape } from '../protocol/catalogue.ts';

/** A "no" of the server, or one that this client says by itself (`offline`, `queue_full`). */
export interface Refusal {
  code: RefusalCode | 'offline' | 'queue_full';
  text: WordsShape;
  filter?: Filter;
}

/** How an act ended. */
export type Answer = 'done' | Refusal;

/** Who I am in this room. */
export interface Me {
  id: string;
  role: Role;
  name: string;
  group?: string;
}

/** Somebody whose name is known: present now, or absent and the author of something. */
export interface Person {
  id: string;
  name: string;
  role: Role;
  group?: string;
  present: boolean;
}

/**
 * How things are with the connection. `pending` is the number of acts without an answer: "Saved" is true only at 0.
 *
 * States: `connecting` for the first time; `live`; `offline`, tried again at `retryAt`; `refused`, see `refusal`;
 * `removed` from the room by somebody; `outdated`, the page must be loaded again. The last three are final.
 */
export interface Connection {
  state: 'connecting' | 'live' | 'offline' | 'refused' | 'removed' | 'outdated';
  pending: number;
  /** When the oldest unanswered act was done, ms since 1970 by this device. */
  oldestPendingAt?: number;
  /** When the next attempt to connect is made, ms since 1970 by this device. */
  retryAt?: number;
  refusal?: Refusal;
}

/** A short message for the person: an act was undone, the server says something, or this client does. */
export interface Toast {
  id: number;
  kind: 'refused' | 'notice' | 'problem';
  text: WordsShape;
}

/** How far a secret round or a sealed phase is: how many of the people have begun. */
export interface Progress {
  done: number;
  of: number;
}
