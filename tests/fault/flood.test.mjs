// Too much: of commands, of presence, of bytes, of connections; and readers that take too little.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { frame, newId, Server, TEXT, until, wait } from './client.mjs';

let server;
let made;
before(async () => {
  server = await Server.start();
  made = await server.journey();
});
after(() => server.stop());

/** A server of a test's own, which goes with it. */
async function start(t, env = {}) {
  const own = await Server.start({ env });
  t.after(() => own.stop());
  return own;
}


const person = (name = 'Ada', on = server, room = made) => on.join(room.room, room.secrets.participant, name);
const note = (text = 'Trust', op = newId()) => ({ m: 'do', op, verb: 'item.add', text, x: 0, y: 0 });
const figure = async (name, on = server) => Number(new RegExp(`kring_${name} (\\d+)`).exec((await on.ask('/metrics')).text)[1]);
const memory = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);

test('N3: 120 commands at once are done, more are told to slow down, and a minute of it ends with 1008', async () => {
  const ada = await person();
  await wait(1200); // the join took a token
  const answers = async (count) => {
    const ops = Array.from({ length: count }, () => newId());
    for (const op of ops) ada.say(note('Trust', op));
    return Promise.all(ops.map((op) => ada.answer(op)));
  };
  const first = await answers(120);
  assert.equal(first.filter(({ m }) => m === 'done').length, 120);
  const begun = Date.now();
  const more = await answers(100);
  const slow = more.filter(({ code }) => code === 'slow_down');
  const refilled = 30 * ((Date.now() - begun) / 1000 + 1);
  assert.ok(slow.length >= 100 - refilled, `${slow.length}`);
  assert.ok(slow.length > 0);
  assert.ok(slow.every(({ retry_ms }) => retry_ms >= 1 && retry_ms <= 1000));
  await wait(200);
  assert.equal((await ada.do('item.add', { text: 'Later', x: 0, y: 0 })).m, 'done');
  for (let i = 0; i < 400 && ada.closeCode === null; i++) ada.say(note());
  assert.equal(await ada.closed(), 1008);
});

test('N3: garbage is counted like commands', async () => {
  const ada = await person();
  for (let i = 0; i < 500; i++) ada.text('{"m":"dance"}');
  assert.equal(await ada.closed(), 1008);
});

test('N3: presence beyond its rate is dropped in silence', async () => {
  const [ada, ben] = [await person('Ada'), await person('Ben')];
  const before = await figure('presence_dropped_total');
  for (let i = 0; i < 200; i++) ada.say({ m: 'here', x: i, y: i });
  assert.equal((await ada.do('item.add', { text: 'Still here', x: 0, y: 0 })).m, 'done');
  assert.ok(await figure('presence_dropped_total') - before >= 150);
  assert.ok(!ada.messages.some(({ m }) => m === 'error' || m === 'refused'));
  await until(() => ben.messages.some(({ m }) => m === 'there'), 'a pointer');
  await Promise.all([ada.end(), ben.end()]);
});

test('N3: a flood of bytes ends with 1008, and neighbours hardly notice', async () => {
  const [ada, ben] = [await person('Ada'), await person('Ben')];
  const worst = [];
  const flood = (async () => {
    const bytes = Buffer.concat(Array.from({ length: 100 }, () => frame(TEXT, '{"m":"here","x":1,"y":1}')));
    while (!ada.gone && ada.closeCode === null) {
      if (!ada.stream.write(bytes)) await Promise.race([new Promise((done) => ada.stream.once('drain', done)), ada.over, wait(50)]);
      await wait(0);
    }
  })();
  for (let i = 0; i < 20; i++) {
    const begun = performance.now();
    await ben.do('item.add', { text: 'Neighbour', x: 0, y: 0 });
    worst.push(performance.now() - begun);
  }
  await flood;
  assert.equal(await ada.closed(), 1008);
  assert.ok(Math.max(...worst) < 500, `${Math.max(...worst)} ms`);
  await ben.end();
});

test('N4: who does not join within five seconds is closed', async () => {
  const begun = Date.now();
  const socket = await server.socket();
  assert.equal(await socket.closed(), 1008);
  const waited = Date.now() - begun;
  assert.ok(waited >= 4900 && waited < 8000, `${waited} ms`);
});

test('N2: thirty wrong secrets, and the address has to wait', async (t) => {
  const careful = await start(t);
  const room = await careful.journey();
  for (let i = 0; i < 30; i++) {
    const socket = await careful.socket({ from: '127.0.0.2' });
    socket.say({ m: 'join', stream: room.room, key: newId(), name: 'Eve' });
    assert.equal(await socket.closed(), 4003);
  }
  const right = await careful.socket({ from: '127.0.0.2' });
  right.say({ m: 'join', stream: room.room, key: room.secrets.participant, name: 'Eve' });
  const answer = await right.next('refused');
  assert.equal(answer.code, 'slow_down');
  assert.ok(answer.retry_ms > 0);
  assert.equal(await right.closed(), 1008);
  const elsewhere = await person('Ada', careful, room);
  await elsewhere.end();
});

test('N18: beyond the caps a caller gets 503 at once', async (t) => {
  const small = await start(t, { KRING_CONNECTIONS: '12', KRING_CONNECTIONS_PER_ADDRESS: '5' });
  const room = await small.journey();
  await wait(50);
  const open = [];
  for (const from of ['127.0.0.2', '127.0.0.3']) {
    for (let i = 0; i < 5; i++) open.push(await small.socket({ from }));
    const turnedAway = await small.socket({ from });
    assert.equal(turnedAway.status, 503, from);
  }
  const statuses = [];
  for (let i = 4; i < 10; i++) {
    const socket = await small.socket({ from: `127.0.0.${i}` });
    statuses.push(socket.status);
    if (socket.status === 101) open.push(socket);
  }
  assert.ok(statuses.includes(503), `${statuses}`);
  await Promise.all(open.map((socket) => socket.end()));
  await until(async () => await figure('connections', small) <= 2, 'everybody is counted out');
  const late = await small.join(room.room, room.secrets.participant);
  await late.end();
  assert.equal(await small.stop(), 0);
});

// ---- slow readers

const raised = { KRING_COMMANDS_PER_SECOND: '5000', KRING_COMMANDS_BURST: '20000', KRING_BYTES_PER_SECOND: '100000000', KRING_ROOM_COMMANDS_PER_SECOND: '5000' };
const big = 'x'.repeat(1000);

/** Adds so many notes, in step with the answers. */
async function addNotes(socket, count) {
  for (let i = 0; i < count; i += 50) {
    const ops = Array.from({ length: 50 }, () => newId());
    for (const op of ops) socket.say(note(big, op));
    for (const op of ops) assert.equal((await socket.answer(op)).m, 'done');
  }
}

const eventsOf = (socket) => socket.messages.filter(({ m }) => m === 'events').flatMap(({ events }) => events);

test('N5: a slow reader is told to resync, and misses nothing', { timeout: 60_000 }, async (t) => {
  const loud = await start(t, raised);
  const room = await loud.journey();
  const ada = await person('Ada', loud, room);
  const slow = await person('Slow', loud, room);
  const { resume } = slow.you;
  slow.stream.pause();
  const before = memory(loud.pid);
  // What the kernel holds for a socket is less than a megabyte; then the outbox fills. In less than the ten seconds of 1013.
  for (let i = 0; i < 4; i++) await addNotes(ada, 500);
  assert.ok(memory(loud.pid) - before < 150_000, `${memory(loud.pid) - before} kB more`);
  slow.stream.resume();
  await slow.find(({ m, code }) => m === 'notice' && code === 'resync', 'resync', 20_000);
  const seen = eventsOf(slow);
  const have = seen.at(-1)?.seq ?? 0;
  slow.messages.length = 0;
  slow.say({ m: 'join', stream: room.room, resume, language: 'en', have });
  const joined = await slow.next('joined', 20_000);
  assert.equal(joined.you.id, slow.you.id);
  await slow.next('people', 20_000);
  const records = slow.messages.filter(({ m }) => m === 'records').flatMap((message) => message.records);
  const notes = new Set([...seen, ...eventsOf(slow)].flatMap(({ changes }) => changes)
    .filter(([kind, record]) => kind === 'put' && record.type === 'item').map(([, { id }]) => id));
  for (const record of records) if (record.type === 'item') notes.add(record.id);
  assert.equal(notes.size, 2000);
  const seqs = seen.map(({ seq }) => seq);
  assert.deepEqual(seqs, [...seqs].sort((a, b) => a - b));
  assert.equal(new Set(seqs).size, seqs.length, 'each event once');
  assert.equal((await slow.do('item.add', { text: 'Back', x: 0, y: 0 })).m, 'done');
  assert.ok(await figure('resyncs_total', loud) >= 1);
  await Promise.all([ada.end(), slow.end()]);
  assert.equal(await loud.stop(), 0);
});

test('N5: readers who take nothing at all are closed, and others do not wait for them', { timeout: 90_000 }, async (t) => {
  const loud = await start(t, raised);
  const room = await loud.journey();
  const ada = await person('Ada', loud, room);
  const quick = await Promise.all(Array.from({ length: 5 }, (_, i) => person(`Quick ${i}`, loud, room)));
  const stalled = await Promise.all(Array.from({ length: 20 }, (_, i) => person(`Stalled ${i}`, loud, room)));
  for (const socket of stalled) socket.stream.pause();
  const before = memory(loud.pid);
  const times = [];
  for (let i = 0; i < 60; i++) {
    const begun = performance.now();
    await addNotes(ada, 100);
    times.push(performance.now() - begun);
  }
  const grown = memory(loud.pid) - before;
  assert.ok(grown < 150_000, `${grown} kB more`);
  // One whose kernel found room for the notice `resync` is closed because it did not come back, any other with 1013. How many of
  // which kind there are is the kernel's affair; that each of the twenty is one of them is not.
  await until(async () => await figure('sockets', loud) === 6, 'all that take nothing are closed', 40_000);
  assert.ok(await figure('too_slow_total', loud) + await figure('resyncs_total', loud) >= stalled.length);
  for (const socket of quick) {
    await until(() => eventsOf(socket).filter(({ verb }) => verb === 'item.add').length === 6000, 'all events');
    assert.equal(socket.closeCode, null);
  }
  await Promise.all([...stalled, ...quick, ada].map((socket) => socket.end()));
  assert.equal(await loud.stop(), 0);
});

test('N5: the snapshot of a large room does not count against who joins', { timeout: 60_000 }, async (t) => {
  const loud = await start(t, raised);
  const room = await loud.journey();
  const ada = await person('Ada', loud, room);
  await addNotes(ada, 3000);
  const late = await loud.socket();
  late.stream.pause();
  late.say({ m: 'join', stream: room.room, key: room.secrets.participant, name: 'Late', language: 'en' });
  await wait(1000);
  late.stream.resume();
  await late.next('joined');
  await late.next('people');
  const records = late.messages.filter(({ m }) => m === 'records').flatMap((message) => message.records);
  assert.equal(records.filter(({ type }) => type === 'item').length, 3000);
  assert.equal(await figure('resyncs_total', loud), 0);
  await Promise.all([ada.end(), late.end()]);
  assert.equal(await loud.stop(), 0);
});
