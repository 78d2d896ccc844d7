// A server of its own for each test, a WebSocket on a bare socket (RFC 6455, so that frames can be wrong on purpose), and
// plain HTTP. Nothing here knows what is right: the tests do.

import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const binary = process.env.KRING_BINARY ?? join(root, 'build/release/kring');

export const newId = () => randomBytes(16).toString('base64url');
export const wait = (ms) => new Promise((done) => setTimeout(done, ms));

/** Tries until it holds, or fails with what it was about. */
export async function until(holds, what, ms = 5000) {
  const end = Date.now() + ms;
  for (;;) {
    const value = await holds();
    if (value) return value;
    if (Date.now() > end) throw new Error(`not in time: ${what}`);
    await wait(10);
  }
}

// ---- servers

export const cleanEnvironment = (extra = {}) => ({ PATH: process.env.PATH, HOME: process.env.HOME, ...extra });

/** Runs the program to its end. */
export function run(words, { env = {}, input } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(binary, words, { env: cleanEnvironment(env) });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (data) => { output.stdout += data; });
    child.stderr.on('data', (data) => { output.stderr += data; });
    child.on('error', fail);
    child.on('close', (code, signal) => done({ code, signal, ...output }));
    child.stdin.on("error", () => {});
    child.stdin.end(input ?? "");
  });
}

export function folder() {
  const path = mkdtempSync(join(tmpdir(), 'kring-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export class Server {
  /** Starts one and waits until it listens. */
  static async start({ data, words = [], env = {}, listen = '127.0.0.1:0', wrap = [] } = {}) {
    const own = data === undefined ? folder() : null;
    const server = new Server();
    server.own = own;
    server.data = data ?? own.path;
    const all = [...wrap, binary, 'serve', '--listen', listen, '--data', server.data, ...words];
    server.child = spawn(all[0], all.slice(1), { env: cleanEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'] });
    server.stdout = '';
    server.stderr = '';
    server.child.stdout.on('data', (text) => { server.stdout += text; });
    server.child.stderr.on('data', (text) => { server.stderr += text; });
    server.ended = new Promise((done) => server.child.on('close', (code, signal) => {
      server.code = code;
      server.signal = signal;
      done(code);
    }));
    await until(() => /listening on (\S+)/.test(server.stdout) || server.code !== undefined, 'listening', 30_000);
    if (server.code !== undefined) throw new Error(`the server ended with ${server.code}: ${server.stderr}`);
    server.url = /listening on (\S+)/.exec(server.stdout)[1];
    const { hostname, port } = new URL(server.url);
    server.host = hostname.replace(/^\[|\]$/g, '');
    server.port = Number(port);
    return server;
  }

  get pid() {
    return this.child.pid;
  }

  /** SIGTERM, and how it ended. */
  async stop(signal = 'SIGTERM') {
    if (this.code === undefined && this.signal == null) this.child.kill(signal);
    await this.ended;
    this.own?.remove();
    return this.code;
  }

  // ---- HTTP

  /** The answer with its text, and its JSON if it is some. */
  async ask(path, { method, bearer, body, headers = {} } = {}) {
    const response = await fetch(this.url + path, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { ...(bearer ? { authorization: `Bearer ${bearer}` } : {}), ...headers },
      body: typeof body === 'object' ? JSON.stringify(body) : body,
      redirect: 'manual',
    });
    const text = await response.text();
    let json;
    try { json = JSON.parse(text); } catch { json = undefined; }
    return { status: response.status, headers: response.headers, text, json };
  }

  /** Follows a log as it grows (server-sent events): what came so far, and an end. */
  async follow(path, bearer) {
    const asked = get(`${this.url}${path}`, { headers: { authorization: `Bearer ${bearer}`, accept: 'text/event-stream' } });
    const response = await new Promise((done, fail) => asked.once('response', done).once('error', fail));
    const followed = { type: response.headers['content-type'], text: '', end: () => asked.destroy() };
    asked.on('error', () => {});
    response.on('error', () => {});
    response.setEncoding('utf8').on('data', (data) => { followed.text += data; });
    return followed;
  }

  /** A journey with its room, and the secrets of its links by role. */
  async journey(plan = {}) {
    const made = await this.ask('/api/journeys', { body: { title: 'Trust between partners', ...plan } });
    if (made.status !== 201) throw new Error(`no journey: ${made.status} ${made.text}`);
    const secrets = Object.fromEntries(Object.entries(made.json.links).map(([role, link]) => [role, link.split('#')[1]]));
    return { ...made.json, secrets };
  }

  /** Bytes as they are, and all that comes back until the server closes or `ms` have passed. */
  raw(bytes, { ms = 1000, end = false } = {}) {
    return new Promise((done) => {
      const socket = connect(this.port, this.host);
      const chunks = [];
      let closed = false;
      const finish = () => {
        socket.destroy();
        done({ text: Buffer.concat(chunks).toString('latin1'), closed });
      };
      const timer = setTimeout(finish, ms);
      socket.on('data', (chunk) => chunks.push(chunk));
      socket.on('error', () => {});
      socket.on('close', () => { closed = true; clearTimeout(timer); finish(); });
      socket.on('connect', () => (end ? socket.end(bytes) : socket.write(bytes)));
    });
  }

  // ---- WebSockets

  /** A WebSocket that was let in, past its `welcome`. */
  async socket(options = {}) {
    const socket = new Socket(this, options);
    await socket.opened;
    if (socket.status !== 101) return socket;
    await socket.next('welcome');
    return socket;
  }

  /** Somebody in a room, up to date. */
  async join(room, key, name = 'Ada', more = {}) {
    const socket = await this.socket();
    await socket.join(room, key, name, more);
    return socket;
  }
}

// ---- frames

export const TEXT = 1;
export const BINARY = 2;
export const CLOSE = 8;
export const PING = 9;
export const PONG = 10;

/** One frame; everything about it can be set, right or wrong. */
export function frame(opcode, payload = '', { final = true, mask = true, reserved = 0, size } = {}) {
  const data = Buffer.from(payload);
  const length = size ?? data.length;
  const head = [(final ? 0x80 : 0) | (reserved << 4) | opcode];
  const bit = mask ? 0x80 : 0;
  if (length < 126) head.push(bit | length);
  else if (length < 65536) head.push(bit | 126, length >> 8, length & 255);
  else {
    const long = Buffer.alloc(8);
    long.writeBigUInt64BE(BigInt(length));
    head.push(bit | 127, ...long);
  }
  if (!mask) return Buffer.concat([Buffer.from(head), data]);
  const key = randomBytes(4);
  const masked = Buffer.from(data);
  for (let i = 0; i < masked.length; i++) masked[i] ^= key[i % 4];
  return Buffer.concat([Buffer.from(head), key, masked]);
}

export const handshake = (port, { path = '/ws', host, headers = {}, key = randomBytes(16).toString('base64') } = {}) => {
  const all = {
    Host: host ?? `127.0.0.1:${port}`,
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Key': key,
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Protocol': 'kring.1',
    ...headers,
  };
  const lines = Object.entries(all).filter(([, value]) => value !== null).map(([name, value]) => `${name}: ${value}`);
  return `GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
};

export class Socket {
  /** options: those of `handshake`; `autoPong: false` leaves pings unanswered. */
  constructor(server, options = {}) {
    this.messages = [];
    this.pongs = [];
    this.pings = 0;
    this.buffer = Buffer.alloc(0);
    this.parts = [];
    this.closeCode = null; // of the close frame that came
    this.gone = false;     // the socket is closed
    this.autoPong = options.autoPong ?? true;
    this.key = options.key ?? randomBytes(16).toString('base64');
    this.stream = connect({ port: server.port, host: server.host, ...(options.from ? { localAddress: options.from } : {}) });
    this.stream.setNoDelay(true);
    this.stream.on('error', () => {});
    this.stream.on('data', (data) => this.take(data));
    this.over = new Promise((done) => this.stream.on('close', () => { this.gone = true; done(); }));
    this.opened = Promise.race([new Promise((done) => { this.open = done; }), this.over]);
    this.stream.write(handshake(server.port, { ...options, key: this.key }));
  }

  take(data) {
    this.buffer = Buffer.concat([this.buffer, data]);
    if (this.status === undefined && !this.takeHead()) return;
    if (this.status === 101) while (this.takeFrame());
  }

  takeHead() {
    const end = this.buffer.indexOf('\r\n\r\n');
    if (end < 0) return false;
    this.head = this.buffer.subarray(0, end).toString('latin1');
    this.buffer = this.buffer.subarray(end + 4);
    this.status = Number(/^HTTP\/1\.1 (\d+)/.exec(this.head)?.[1]);
    this.accepts = createHash('sha1').update(`${this.key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
    this.open();
    return true;
  }

  takeFrame() {
    const b = this.buffer;
    if (b.length < 2) return false;
    let size = b[1] & 127;
    let at = 2;
    if (size === 126) {
      if (b.length < 4) return false;
      size = b.readUInt16BE(2);
      at = 4;
    } else if (size === 127) {
      if (b.length < 10) return false;
      size = Number(b.readBigUInt64BE(2));
      at = 10;
    }
    if (b.length < at + size) return false;
    const payload = b.subarray(at, at + size);
    this.buffer = b.subarray(at + size);
    this.takePayload(b[0] & 15, (b[0] & 128) !== 0, payload);
    return true;
  }

  takePayload(opcode, final, payload) {
    if (opcode === CLOSE) {
      this.closeCode = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
      if (!this.gone) this.stream.end(frame(CLOSE, payload.subarray(0, 2)));
    } else if (opcode === PING) {
      this.pings++;
      if (this.autoPong) this.stream.write(frame(PONG, payload));
    } else if (opcode === PONG) {
      this.pongs.push(payload.toString());
    } else {
      this.parts.push(Buffer.from(payload));
      if (!final) return;
      const value = JSON.parse(Buffer.concat(this.parts).toString('utf8'));
      this.parts = [];
      this.messages.push(...(Array.isArray(value) ? value : [value]));
    }
  }

  // ---- speaking

  bytes(data) {
    this.stream.write(data);
  }

  say(...messages) {
    this.bytes(frame(TEXT, JSON.stringify(messages.length === 1 ? messages[0] : messages)));
  }

  text(text) {
    this.bytes(frame(TEXT, text));
  }

  /** Does something and waits for its answer: `done` or `refused`. */
  async do(verb, fields = {}, { op = newId(), ...more } = {}) {
    this.say({ m: 'do', op, verb, ...more, ...fields });
    return this.answer(op);
  }

  answer(op) {
    return this.find((message) => message.op === op && (message.m === 'done' || message.m === 'refused'), `an answer to ${op}`);
  }

  async join(room, key, name = 'Ada', more = {}) {
    this.say({ m: 'join', stream: room, key, name, language: 'en', ...more });
    const joined = await this.find((message) => message.m === 'joined' || message.m === 'refused', 'joined');
    if (joined.m === 'refused') throw new Error(`not joined: ${joined.code}`);
    this.room = room;
    this.you = joined.you;
    await this.next('people');
    return joined;
  }

  // ---- listening

  /** The first message that fits, taken out; what came before it stays. */
  find(fits, what, ms = 5000) {
    return until(() => {
      const place = this.messages.findIndex(fits);
      if (place >= 0) return this.messages.splice(place, 1)[0];
      if (this.gone) throw new Error(`closed (${this.closeCode}) while waiting for ${what}`);
      return null;
    }, what, ms);
  }

  next(kind, ms) {
    return this.find((message) => message.m === kind, kind, ms);
  }

  /** The close code; null when the socket ended without one. */
  async closed(ms = 8000) {
    await until(() => this.gone || this.closeCode !== null, 'a close', ms);
    return this.closeCode;
  }

  end() {
    this.stream.destroy();
    return this.over;
  }
}
