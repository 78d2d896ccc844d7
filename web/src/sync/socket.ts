/**
 * One WebSocket that comes back. It knows frames and close codes, nothing of rooms.
 *
 *   idle --start--> opening --open--> open --close--> waiting --time--> opening
 *     any --stop or a final close code--> over
 *
 * Messages that are sent in one turn of the event loop travel in as few frames as the server's limit allows.
 */

import { LIMITS } from '../protocol/catalogue.ts';
import { type ClientMessage, decodeFrame, encodeFrame, type ServerMessage } from '../protocol/codec.ts';
import type { Clock } from './clock.ts';

export const SUBPROTOCOL = 'kring.1';

/** An open or opening connection. */
export interface Wire {
  /** Bytes that have not left this device. */
  readonly bufferedAmount: number;
  send(text: string): void;
  close(code: number): void;
}

/** What happens on a connection. Nothing comes after `closed`. */
export interface WireEvents {
  opened(): void;
  received(text: string): void;
  closed(code: number): void;
}

/** Opens a connection to an address. */
export type Dial = (url: string, subprotocol: string, events: WireEvents) => Wire;

/** Opens a WebSocket of the browser. */
export const browserDial: Dial = (url, subprotocol, events) => {
  const socket = new WebSocket(url, subprotocol);
  socket.onopen = () => events.opened();
  socket.onclose = (event) => events.closed(event.code);
  socket.onmessage = (event: MessageEvent<unknown>) => {
    if (typeof event.data === 'string') events.received(event.data);
  };
  return socket;
};

export interface SocketEvents {
  /** The connection is open: say who you are. */
  opened(): void;
  /** Messages came, those of one frame together. `problems` counts what could not be read. */
  received(messages: readonly ServerMessage[], problems: number): void;
  /** The connection is gone; it is tried again at `retryAt` (ms since 1970), or never when that is null. */
  closed(code: number, retryAt: number | null): void;
}

/** After these there is no use in coming back by oneself: removed, open elsewhere, unknown, too old or too new. */
const FINAL_CODES: ReadonlySet<number> = new Set([4001, 4002, 4003, 4010]);
const WAIT_MS_MIN = 500;
const WAIT_MS_MAX = 30_000;
const FIRST_WAIT_MS_MAX = 2_000;
const FRAME_BYTES_MAX = LIMITS.command_bytes_max - 512;
const FRAME_MESSAGES_MAX = 40;
const encoder = new TextEncoder();

export class Socket {
  private state: 'idle' | 'opening' | 'open' | 'waiting' | 'over' = 'idle';
  private wire: Wire | null = null;
  private attempts = 0;
  private call = 0;
  private cancelWait: (() => void) | null = null;
  private queue: ClientMessage[] = [];
  private flushing = false;

  constructor(
    private readonly url: string,
    private readonly dial: Dial,
    private readonly clock: Clock,
    private readonly events: SocketEvents,
  ) {}

  start(): void {
    if (this.state === 'idle') this.open();
  }

  /** Closes for good. */
  stop(): void {
    this.state = 'over';
    this.forget(1000);
  }

  /** Gives up this connection and makes another one at once: it seems dead. */
  restart(): void {
    if (this.state === 'over' || this.state === 'idle') return;
    this.forget(4000);
    this.open();
  }

  /** Gives up this connection and waits before the next: the server is not ready. */
  retryLater(): void {
    if (this.state !== 'open' && this.state !== 'opening') return;
    this.forget(4000);
    this.lost(4000);
  }

  /** Tries again now instead of at the end of the wait. */
  retryNow(): void {
    if (this.state !== 'waiting') return;
    this.cancelWait?.();
    this.open();
  }

  /** The connection works: the next loss begins with a short wait again. */
  settled(): void {
    this.attempts = 0;
  }

  /** Sends a message soon; it is lost when the connection is not open. */
  send(message: ClientMessage): void {
    if (this.state !== 'open') return;
    this.queue.push(message);
    if (this.flushing) return;
    this.flushing = true;
    queueMicrotask(() => this.flush());
  }

  /** True while what was sent has not left this device: presence is better dropped then. */
  get congested(): boolean {
    return (this.wire?.bufferedAmount ?? 0) > 65_536;
  }

  private open(): void {
    this.state = 'opening';
    this.cancelWait = null;
    this.call += 1;
    const call = this.call;
    // A connection that was given up may still speak: only the latest is heard.
    const heard = (run: () => void) => {
      if (call === this.call) run();
    };
    try {
      this.wire = this.dial(this.url, SUBPROTOCOL, {
        opened: () => heard(() => this.opened()),
        received: (text) => heard(() => this.received(text)),
        closed: (code) => heard(() => this.lost(code)),
      });
    } catch {
      this.lost(1006);
    }
  }

  private opened(): void {
    this.state = 'open';
    this.queue = [];
    this.events.opened();
  }

  private received(text: string): void {
    const frame = decodeFrame(text);
    this.events.received(frame.messages, frame.problems.length);
  }

  private lost(code: number): void {
    this.wire = null;
    if (FINAL_CODES.has(code)) {
      this.state = 'over';
      this.events.closed(code, null);
      return;
    }
    // Full jitter, so that a restarted server is not met by everybody in the same moment.
    const ceiling = Math.min(WAIT_MS_MAX, FIRST_WAIT_MS_MAX * 2 ** this.attempts);
    const wait = WAIT_MS_MIN + this.clock.random() * (ceiling - WAIT_MS_MIN);
    this.attempts = Math.min(this.attempts + 1, 10);
    this.state = 'waiting';
    this.cancelWait = this.clock.after(wait, () => this.open());
    this.events.closed(code, this.clock.now() + wait);
  }

  private forget(code: number): void {
    this.cancelWait?.();
    this.cancelWait = null;
    this.call += 1;
    this.queue = [];
    this.wire?.close(code);
    this.wire = null;
  }

  private flush(): void {
    this.flushing = false;
    const messages = this.queue;
    this.queue = [];
    if (this.wire === null || this.state !== 'open') return;
    for (const frame of frames(messages)) this.wire.send(frame);
  }
}

/** Packs messages into frames that the server takes, in order. */
function frames(messages: readonly ClientMessage[]): string[] {
  const packed: string[] = [];
  let batch: ClientMessage[] = [];
  let bytes = 2;
  for (const message of messages) {
    const size = encoder.encode(encodeFrame([message])).length + 1;
    if (batch.length > 0 && (bytes + size > FRAME_BYTES_MAX / 2 || batch.length >= FRAME_MESSAGES_MAX)) {
      packed.push(encodeFrame(batch));
      batch = [];
      bytes = 2;
    }
    batch.push(message);
    bytes += size;
  }
  if (batch.length > 0) packed.push(encodeFrame(batch));
  return packed;
}
