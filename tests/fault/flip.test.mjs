// Bit rot: `kring verify` finds each of a thousand single flipped bits in the records of a log that a real server wrote, and the
// damaged room alone is refused. Bits are flipped in the file itself, where known content of event rows stands.

import assert from 'node:assert/strict';
import { chmodSync, closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { folder, newId, run, Server } from './client.mjs';

const header_bytes = 14;
const hash_bytes = 32;
const flips = Number(process.env.KRING_FLIPS ?? 1000);

/** A folder with the log of a workshop, at rest: everything in one file, nothing in the write-ahead log. */
async function workshop(data) {
  const server = await Server.start({ data: data.path });
  const made = await server.journey({ title: 'Rotten' });
  const other = await server.journey({ title: 'Sound' });
  const ada = await server.join(made.room, made.secrets.facilitator);
  const texts = [];
  for (let i = 0; i < 60; i++) {
    const item = newId();
    texts.push(`planted ${newId()} ${i}`);
    ada.say({ m: 'do', op: newId(), verb: 'item.add', id: item, text: texts[i], x: i, y: 2 * i });
    const done = await ada.do('item.move', { moves: [{ item, x: 5 * i, y: 7 }] });
    assert.equal(done.m, 'done');
  }
  await ada.end();
  const { text } = await server.ask(`/api/rooms/${made.room}/events?limit=1000`, { bearer: made.secrets.facilitator });
  const events = text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  assert.equal(await server.stop(), 0);
  return { ...made, other, texts, events };
}

/** Every place where the bytes of `word` stand. */
function placesOf(file, word) {
  const places = [];
  for (let at = file.indexOf(word); at >= 0; at = file.indexOf(word, at + 1)) places.push(at);
  return places;
}

/** Where the JSON object that begins there ends; -1 when it is not in one piece. No string in it holds a brace. */
function endOfObject(file, at) {
  for (let i = at, depth = 0; i < file.length; i++) {
    if (file[i] === 0x7b) depth++;
    if (file[i] !== 0x7d || --depth > 0) continue;
    try { JSON.parse(file.toString('utf8', at, i + 1)); } catch { return -1; }
    return i + 1;
  }
  return -1;
}

/** Where rows of events stand. A row is its stream, seq, at, verb, by, phase, hat, op, salt, payload and hash, one after the other, behind
 *  a header of their types; it is found by its verb and its author. A few of the longest lie in pieces and are left out. */
function rowsOf(file, { room, events }) {
  const rows = new Map();
  for (const { verb, by } of events) {
    for (const at of placesOf(file, verb + (by ?? ''))) {
      const start = file.lastIndexOf(room, at);
      const payload = file.indexOf('{"', at);
      const end = endOfObject(file, payload);
      if (start >= 0 && at - start < 40 && payload > at && payload - at < 140 && end > 0) rows.set(start - header_bytes, end + hash_bytes);
    }
  }
  return [...rows];
}

/** A copy of the folder in which bits can be turned. */
class Copy {
  constructor(file) {
    this.folder = folder();
    this.path = this.folder.path;
    this.file = file;
    chmodSync(this.path, 0o700);
    writeFileSync(join(this.path, 'kring.db'), file, { mode: 0o600 });
  }

  turn(at, bit) {
    const disk = openSync(join(this.path, 'kring.db'), 'r+');
    writeSync(disk, Buffer.from([this.file[at] ^ (1 << bit)]), 0, 1, at);
    closeSync(disk);
  }

  turnBack(at) {
    const disk = openSync(join(this.path, 'kring.db'), 'r+');
    writeSync(disk, this.file, at, 1, at);
    closeSync(disk);
  }
}

const drawn = (limit) => Math.floor(Math.random() * limit);

async function flipSome(file, rows, count, missed) {
  const copy = new Copy(file);
  assert.equal((await run(['verify', '--data', copy.path])).code, 0);
  for (let i = 0; i < count; i++) {
    const [start, end] = rows[drawn(rows.length)];
    const at = start + drawn(end - start);
    const bit = drawn(8);
    copy.turn(at, bit);
    const { code, signal, stdout, stderr } = await run(['verify', '--data', copy.path]);
    if (code !== 1 || !/^DAMAGED /m.test(stdout)) missed.push({ at, bit, inRow: at - start, ofRow: end - start, code, signal, stdout, stderr });
    copy.turnBack(at);
  }
  assert.equal((await run(['verify', '--data', copy.path])).code, 0);
  copy.folder.remove();
}

test(`G26: ${flips} changed bits in records are found, one by one`, async () => {
  const data = folder();
  const begun = Date.now();
  const made = await workshop(data);
  const file = readFileSync(join(data.path, 'kring.db'));
  data.remove();
  const rows = rowsOf(file, made);
  assert.ok(rows.length >= made.events.length - 3, `${rows.length} rows of ${made.events.length} events found in the file`);
  const missed = [];
  const half = Math.ceil(flips / 2);
  await Promise.all([flipSome(file, rows, half, missed), flipSome(file, rows, flips - half, missed)]);
  console.log(JSON.stringify({ flips, rows: rows.length, missed: missed.length, seconds: (Date.now() - begun) / 1000 }));
  assert.deepEqual(missed.slice(0, 5), []);
});

test('G26: a damaged room is refused alone', async () => {
  const data = folder();
  const made = await workshop(data);
  const file = readFileSync(join(data.path, 'kring.db'));
  data.remove();
  const copy = new Copy(file);
  const [place] = placesOf(file, made.texts[7]);
  copy.turn(place + 5, 0);
  const { stdout } = await run(['verify', '--data', copy.path]);
  assert.match(stdout, new RegExp(`^DAMAGED +${made.room}`, 'm'));
  assert.match(stdout, new RegExp(`^fine +${made.other.room}`, 'm'));
  const server = await Server.start({ data: copy.path });
  const socket = await server.socket();
  socket.say({ m: 'join', stream: made.room, key: made.secrets.facilitator, name: 'Ada' });
  assert.equal((await socket.next('refused')).code, 'room_damaged');
  await socket.end();
  const other = await server.join(made.other.room, made.other.secrets.facilitator);
  assert.equal((await other.do('item.add', { text: 'sound', x: 1, y: 1 })).m, 'done');
  await other.end();
  assert.equal(await server.stop(), 0);
  copy.folder.remove();
});
