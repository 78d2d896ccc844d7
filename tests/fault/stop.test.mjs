// Stopping: what was accepted is kept, everybody is told, and the program ends as it should, also when somebody makes it hard.

import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { test } from 'node:test';
import { folder, newId, Server, until, wait } from './client.mjs';

const lines = (text) => text.split('\n').filter(Boolean).map((line) => JSON.parse(line));

async function start(t, options = {}) {
  const server = await Server.start(options);
  t.after(() => server.stop('SIGKILL'));
  return server;
}

/** People who go on adding notes, each with a ledger of what was answered. */
async function busyRoom(server, count) {
  const room = await server.journey();
  const people = await Promise.all(Array.from({ length: count }, (_, i) =>
    server.join(room.room, room.secrets.participant, `Person ${i}`)));
  const sent = new Set();
  let going = true;
  const work = people.map(async (person) => {
    while (going && person.closeCode === null && !person.gone) {
      const op = newId();
      sent.add(op);
      person.say({ m: 'do', op, verb: 'item.add', text: op, x: 0, y: 0 });
      await wait(40);
    }
  });
  return {
    room,
    people,
    sent,
    stop: async () => { going = false; await Promise.all(work); },
    answers: () => people.flatMap(({ messages }) => messages.filter(({ m }) => m === 'done' || m === 'refused')),
  };
}

/** What the log of a folder holds of a room: the texts of its notes with their seq. */
async function logOf(t, data, room) {
  const server = await start(t, { data });
  const events = lines((await server.ask(`/api/rooms/${room.room}/events`, { bearer: room.secrets.facilitator })).text);
  assert.equal(await server.stop(), 0);
  assert.deepEqual(events.map(({ seq }) => seq), events.map((_, i) => i + 1), 'one sequence without gaps');
  return new Map(events.filter(({ verb }) => verb === 'item.add').map(({ seq, changes }) => [changes[0][1].text, seq]));
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
  test(`N14: ${signal} under load loses nothing that was acknowledged`, { timeout: 60_000 }, async (t) => {
    const data = folder();
    t.after(() => data.remove());
    const server = await start(t, { data: data.path });
    const busy = await busyRoom(server, 20);
    await wait(1000);
    const begun = Date.now();
    assert.equal(await server.stop(signal), 0);
    assert.ok(Date.now() - begun < 10_000, `${Date.now() - begun} ms`);
    await busy.stop();
    for (const person of busy.people) {
      assert.equal(await person.closed(), 1012);
      assert.ok(person.messages.some(({ m, code }) => m === 'notice' && code === 'restarting'));
    }
    const log = await logOf(t, data.path, busy.room);
    const answers = busy.answers();
    const done = answers.filter(({ m }) => m === 'done');
    assert.ok(done.length > 10, `${done.length}`);
    for (const { op, seq } of done) assert.equal(log.get(op), seq, 'acknowledged, and in the log at that place');
    for (const { op, code } of answers.filter(({ m }) => m === 'refused')) {
      assert.equal(code, 'restarting');
      assert.ok(!log.has(op), 'refused, and not in the log');
    }
    for (const op of log.keys()) assert.ok(busy.sent.has(op));
  });
}

test('N14: a client comes back after a restart and goes on where it was', { timeout: 60_000 }, async (t) => {
  const data = folder();
  t.after(() => data.remove());
  const first = await start(t, { data: data.path });
  const room = await first.journey();
  const ada = await first.join(room.room, room.secrets.participant, 'Ada');
  const { seq } = await ada.do('item.add', { text: 'Before', x: 0, y: 0 });
  const { resume, id } = ada.you;
  assert.equal(await first.stop(), 0);
  const second = await start(t, { data: data.path });
  const back = await second.socket();
  const joined = await back.join(room.room, undefined, 'Ada', { resume, have: seq, key: undefined, name: undefined });
  assert.equal(joined.you.id, id);
  assert.equal((await back.do('item.add', { text: 'After', x: 0, y: 0 })).m, 'done');
  assert.equal(await second.stop(), 0);
});

test('N14: an idle server stops at once', async (t) => {
  const server = await start(t);
  const begun = Date.now();
  assert.equal(await server.stop(), 0);
  assert.ok(Date.now() - begun < 1000, `${Date.now() - begun} ms`);
});

test('N14: readers who take nothing, half requests and followers do not keep it from stopping', { timeout: 60_000 }, async (t) => {
  const server = await start(t);
  const room = await server.journey();
  const stalled = await Promise.all(Array.from({ length: 5 }, (_, i) => server.join(room.room, room.secrets.participant, `P${i}`)));
  for (const person of stalled) person.stream.pause();
  const silent = await Promise.all(Array.from({ length: 5 }, () => server.socket()));
  const half = Array.from({ length: 5 }, () => {
    const socket = connect(server.port, server.host);
    socket.on('error', () => {});
    socket.write('POST /api/journeys HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{"title"');
    return socket;
  });
  const follower = fetch(`${server.url}/api/rooms/${room.room}/events`, {
    headers: { authorization: `Bearer ${room.secrets.observer}`, accept: 'text/event-stream' },
  }).then((response) => response.text());
  await wait(500);
  const begun = Date.now();
  assert.equal(await server.stop(), 0);
  assert.ok(Date.now() - begun < 10_000, `${Date.now() - begun} ms`);
  assert.match(await follower, /room\.open/, 'a follower hears a proper end');
  for (const socket of silent) assert.equal(await socket.closed(), 1012);
  for (const socket of [...half]) socket.destroy();
  await Promise.all(stalled.map((person) => person.end()));
});

test('N14: while it stops nobody new is let in', { timeout: 60_000 }, async (t) => {
  const server = await start(t);
  const room = await server.journey();
  const stalled = await server.join(room.room, room.secrets.participant, 'Stalled');
  stalled.autoPong = false;
  stalled.stream.pause();
  server.child.kill('SIGTERM');
  await until(() => /stop\.begin/.test(server.stderr), 'the beginning of the end');
  const refused = await new Promise((done) => connect(server.port, server.host).on('error', () => done(true)).on('connect', () => done(false)));
  assert.ok(refused, 'the door is closed');
  assert.equal(await server.stop(), 0);
  await stalled.end();
});

test('N14: a second signal makes it hurry', { timeout: 60_000 }, async (t) => {
  const server = await start(t);
  const room = await server.journey();
  const stalled = await Promise.all(Array.from({ length: 3 }, (_, i) => server.join(room.room, room.secrets.participant, `P${i}`)));
  for (const person of stalled) person.stream.pause();
  server.child.kill('SIGTERM');
  await until(() => /stop\.telling/.test(server.stderr), 'the goodbye');
  const begun = Date.now();
  assert.equal(await server.stop('SIGTERM'), 0);
  assert.ok(Date.now() - begun < 1000, `${Date.now() - begun} ms`);
  await Promise.all(stalled.map((person) => person.end()));
});

test('N15: when the disk takes no more, everybody is told and the process ends with 75 within a second', { timeout: 60_000 }, async (t) => {
  const data = folder();
  t.after(() => data.remove());
  // No file may grow beyond 2 MB: writing fails as on a full disk.
  const server = await start(t, { data: data.path, wrap: ['sh', '-c', 'ulimit -f 4000; exec "$0" "$@"'] });
  const busy = await busyRoom(server, 10);
  const watcher = await server.join(busy.room.room, busy.room.secrets.observer, 'Olga');
  let told = 0;
  watcher.stream.on('data', () => {
    if (!told && watcher.messages.some(({ m, code }) => m === 'notice' && code === 'read_only')) told = Date.now();
  });
  const code = await server.ended;
  const ended = Date.now();
  await busy.stop();
  assert.equal(code, 75, server.stderr);
  assert.ok(told > 0, 'told');
  assert.ok(ended - told < 1000, `${ended - told} ms`);
  assert.match(server.stderr, /error disk\.failed /);
  for (const person of busy.people) assert.ok(person.messages.some(({ m, code: why }) => m === 'notice' && why === 'read_only'));
  const log = await logOf(t, data.path, busy.room);
  const done = busy.answers().filter(({ m }) => m === 'done');
  assert.ok(done.length > 10);
  for (const { op, seq } of done) assert.equal(log.get(op), seq, 'acknowledged, and in the log at that place');
});

test('N14: a killed server keeps what it acknowledged', { timeout: 60_000 }, async (t) => {
  const data = folder();
  t.after(() => data.remove());
  const server = await start(t, { data: data.path });
  const busy = await busyRoom(server, 10);
  await wait(700);
  await server.stop('SIGKILL');
  await busy.stop();
  const log = await logOf(t, data.path, busy.room);
  const done = busy.answers().filter(({ m }) => m === 'done');
  assert.ok(done.length > 10);
  for (const { op, seq } of done) assert.equal(log.get(op), seq);
});
