/** Pointers: where others are and where I am. Never stored, may be lost, bounded by the people in the room. */

import { LIMITS } from '../protocol/catalogue.ts';
import type { ClientMessage, WirePointer } from '../protocol/codec.ts';
import type { Clock } from './clock.ts';

/** Where somebody else's pointer is, in board units; `at` is when that arrived here, ms since 1970 by this device. */
export interface Pointer extends WirePointer {
  at: number;
}

/** What I say of my own pointer beside its place. */
export interface HereDetails {
  /** The part of the board on my screen: x, y, width, height in board units. */
  view?: readonly [number, number, number, number];
  /** The item that I drag. */
  drag?: string;
  /** The item in which I type. */
  typing?: string;
}

type Here = Extract<ClientMessage, { m: 'here' }>;

/** A little slower than the server allows, so that an uneven timer costs nothing. */
const HERE_MS = Math.ceil(1000 / LIMITS.presence_per_second) + 5;

export class Presence {
  readonly pointers: ReadonlyMap<string, Pointer>;
  private readonly known = new Map<string, Pointer>();
  private readonly listeners = new Set<(changed: ReadonlySet<string>) => void>();
  private wanted: Here | null = null;
  private sent = '';
  private sentAt = -Infinity;
  private waiting = false;

  /** `send` returns false when a message cannot leave now. */
  constructor(
    private readonly clock: Clock,
    private readonly send: (message: Here) => boolean,
  ) {
    this.pointers = this.known;
  }

  subscribe(listener: (changed: ReadonlySet<string>) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Says where my pointer is. May be called for each pointer event: it is sent at most 20 times a second, on change. */
  here(x: number, y: number, details: HereDetails = {}): void {
    const here: Here = { m: 'here', x: Math.round(x), y: Math.round(y) };
    if (details.view !== undefined) here.view = details.view.map(Math.round);
    if (details.drag !== undefined) here.drag = details.drag;
    if (details.typing !== undefined) here.typing = details.typing;
    this.wanted = here;
    this.sendLater();
  }

  /** Pointers of others moved. */
  there(at: readonly WirePointer[], me: string | undefined): void {
    const changed = new Set<string>();
    const now = this.clock.now();
    for (const pointer of at) {
      if (pointer.id === me) continue;
      this.known.set(pointer.id, { ...pointer, at: now });
      changed.add(pointer.id);
    }
    this.tell(changed);
  }

  /** People left: their pointers go. */
  left(people: Iterable<string>): void {
    const changed = new Set<string>();
    for (const id of people) if (this.known.delete(id)) changed.add(id);
    this.tell(changed);
  }

  /** The connection is new: others do not know yet where I am, nor I where they are. */
  reset(): void {
    this.sent = '';
    this.hide();
    if (this.wanted !== null) this.sendLater();
  }

  /** All pointers go: in a sealed phase nobody is to see who writes. */
  hide(): void {
    this.left([...this.known.keys()]);
  }

  private sendLater(): void {
    if (this.waiting) return;
    const wait = this.sentAt + HERE_MS - this.clock.now();
    if (wait <= 0) {
      this.sendNow();
      return;
    }
    this.waiting = true;
    this.clock.after(wait, () => {
      this.waiting = false;
      this.sendNow();
    });
  }

  private sendNow(): void {
    if (this.wanted === null) return;
    const text = JSON.stringify(this.wanted);
    if (text === this.sent || !this.send(this.wanted)) return;
    this.sent = text;
    this.sentAt = this.clock.now();
  }

  private tell(changed: ReadonlySet<string>): void {
    if (changed.size === 0) return;
    for (const listener of this.listeners) listener(changed);
  }
}
