/**
 * A WebSocket client of text frames over a plain TCP connection, for tests: Node 18 has none. It knows what the server
 * sends (unfragmented or fragmented text, ping, close) and nothing else.
 */
import { createHash, randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { Dial, Wire, WireEvents } from '../../src/sync/socket.ts';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Opens a connection to ws://HOST:PORT/… . A handshake that is refused ends with the code 1006. */
export const nodeDial: Dial = (url, subprotocol, events) => new NodeSocket(new URL(url), subprotocol, events);

class NodeSocket implements Wire {
  private readonly socket: Socket;
  private readonly key = randomBytes(16).toString('base64');
  private rest = Buffer.alloc(0);
  private upgraded = false;
  private code = 1006;
  private over = false;
  private parts: Buffer[] = [];

  constructor(
    url: URL,
    subprotocol: string,
    private readonly events: WireEvents,
  ) {
    this.socket = connect(Number(url.port), url.hostname, () => {
      const lines = [
        `GET ${url.pathname}${url.search} HTTP/1.1`,
        `Host: ${url.host}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        `Origin: http://${url.host}`,
        'Sec-WebSocket-Version: 13',
        `Sec-WebSocket-Key: ${this.key}`,
        `Sec-WebSocket-Protocol: ${subprotocol}`,
      ];
      this.socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    });
    this.socket.on('data', (bytes) => this.read(bytes));
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => this.end());
  }

  get bufferedAmount(): number {
    return this.socket.writableLength;
  }

  send(text: string): void {
    this.write(1, Buffer.from(text));
  }

  close(code: number): void {
    const payload = Buffer.alloc(2);
    payload.writeUInt16BE(code);
    this.write(8, payload);
    this.socket.end();
  }

  /** Breaks the connection without a word, as a dead network does. */
  tear(): void {
    this.socket.destroy();
  }

  private end(): void {
    if (this.over) return;
    this.over = true;
    this.events.closed(this.code);
  }

  private read(bytes: Buffer): void {
    this.rest = Buffer.concat([this.rest, bytes]);
    if (!this.upgraded && !this.upgrade()) return;
    for (let frame = this.next(); frame !== null; frame = this.next()) this.take(frame);
  }

  private upgrade(): boolean {
    const end = this.rest.indexOf('\r\n\r\n');
    if (end < 0) return false;
    const head = this.rest.subarray(0, end).toString();
    this.rest = this.rest.subarray(end + 4);
    const accept = createHash('sha1')
      .update(this.key + GUID)
      .digest('base64');
    this.upgraded = head.startsWith('HTTP/1.1 101') && head.includes(accept);
    if (this.upgraded) this.events.opened();
    else this.socket.destroy();
    return this.upgraded;
  }

  private next(): { last: boolean; kind: number; payload: Buffer } | null {
    const [first = 0, second = 0] = this.rest;
    if (this.rest.length < 2) return null;
    let size = second & 127;
    let at = 2;
    if (size === 126) {
      if (this.rest.length < 4) return null;
      size = this.rest.readUInt16BE(2);
      at = 4;
    } else if (size === 127) {
      if (this.rest.length < 10) return null;
      size = Number(this.rest.readBigUInt64BE(2));
      at = 10;
    }
    if (this.rest.length < at + size) return null;
    const payload = this.rest.subarray(at, at + size);
    this.rest = this.rest.subarray(at + size);
    return { last: (first & 128) !== 0, kind: first & 15, payload };
  }

  private take(frame: { last: boolean; kind: number; payload: Buffer }): void {
    if (frame.kind === 9) this.write(10, frame.payload);
    else if (frame.kind === 8) {
      this.code = frame.payload.length >= 2 ? frame.payload.readUInt16BE(0) : 1005;
      this.socket.end();
    } else if (frame.kind <= 1) {
      this.parts.push(frame.payload);
      if (!frame.last) return;
      const text = Buffer.concat(this.parts).toString();
      this.parts = [];
      this.events.received(text);
    }
  }

  private write(kind: number, payload: Buffer): void {
    const mask = randomBytes(4);
    const head = Buffer.alloc(payload.length < 126 ? 2 : payload.length < 65536 ? 4 : 10);
    head[0] = 128 | kind;
    if (head.length === 2) head[1] = 128 | payload.length;
    else if (head.length === 4) {
      head[1] = 128 | 126;
      head.writeUInt16BE(payload.length, 2);
    } else {
      head[1] = 128 | 127;
      head.writeBigUInt64BE(BigInt(payload.length), 2);
    }
    const masked = Buffer.from(payload.map((byte, place) => byte ^ (mask[place % 4] ?? 0)));
    this.socket.write(Buffer.concat([head, mask, masked]));
  }
}
