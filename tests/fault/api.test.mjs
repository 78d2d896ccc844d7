// The HTTP API against the whole program: what tests/unit/session holds without a network is looked at once with it.

import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { newId, Server, until, wait } from './client.mjs';

let server;
let made;
before(async () => {
  server = await Server.start();
  made = await server.journey({ groups: ['Crews', 'Owners'] });
});
after(() => server.stop());

const lines = (text) => text.split('\n').filter(Boolean).map((line) => JSON.parse(line));

test('a journey is made with three links', async () => {
  assert.match(made.journey, /^[A-Za-z0-9_-]{22}$/);
  assert.equal(made.room.slice(0, 8), made.journey.slice(0, 8));
  for (const role of ['facilitator', 'participant', 'observer'])
    assert.match(made.links[role], new RegExp(`^${server.url}/r/${made.room}#[A-Za-z0-9_-]{22}$`));
  assert.equal(new Set(Object.values(made.links)).size, 3);
});

test('a journey is made with each method', async () => {
  const methods = (await server.ask('/api/methods')).json;
  assert.ok(methods.length >= 1);
  for (const method of methods) {
    const plan = await server.ask('/api/journeys', { body: { title: 'By method', method: method.id } });
    assert.equal(plan.status, 201, `${method.id}: ${plan.text}`);
  }
});

test('a room is shown at its door', async () => {
  for (const role of ['facilitator', 'participant', 'observer']) {
    const { status, json } = await server.ask(`/api/rooms/${made.room}`, { bearer: made.secrets[role] });
    assert.equal(status, 200);
    assert.equal(json.role, role);
    assert.equal(json.journey, made.journey);
    assert.equal(json.title, 'Trust between partners');
    assert.equal(json.language, 'en');
    assert.equal(json.min_group, 5);
    assert.deepEqual(json.groups.map(({ name }) => name), ['Crews', 'Owners']);
    assert.equal(json.people, 0);
  }
});

test('N11: secrets count in the header only', async () => {
  const secret = made.secrets.facilitator;
  for (const path of [`/api/rooms/${made.room}?key=${secret}`, `/api/rooms/${made.room}?access_token=${secret}`])
    assert.equal((await server.ask(path)).status, 401);
  const basic = await server.ask(`/api/rooms/${made.room}`, { headers: { authorization: `Basic ${secret}` } });
  assert.equal(basic.status, 401);
  const cookie = await server.ask(`/api/rooms/${made.room}`, { headers: { cookie: `key=${secret}` } });
  assert.equal(cookie.status, 401);
  assert.equal((await server.ask(`/api/rooms/${made.room}`, { headers: { authorization: `bearer ${secret}` } })).status, 200);
});

test('N11: no secret is in the log of the server', () => {
  for (const secret of Object.values(made.secrets)) assert.ok(!server.stderr.includes(secret));
});

test('N13: commands are done over HTTP, and everybody sees them', async () => {
  const ada = await server.join(made.room, made.secrets.participant, 'Ada');
  const op = newId();
  const body = [{ op, verb: 'item.add', text: 'By HTTP', x: 1, y: 2 }, { op: newId(), verb: 'item.edit', item: newId(), text: 'x' }];
  const { status, json } = await server.ask(`/api/rooms/${made.room}/do`, { bearer: ada.you.resume, body });
  assert.equal(status, 200);
  assert.equal(json.results[0].op, op);
  assert.equal(json.results[1].code, 'item_unknown');
  assert.ok(json.results[1].text.nl.length > 0);
  const seen = await ada.next('events');
  assert.equal(seen.events[0].seq, json.results[0].seq);
  const again = await server.ask(`/api/rooms/${made.room}/do`, { bearer: ada.you.resume, body: body[0] });
  assert.equal(again.json.results[0].seq, json.results[0].seq, 'the same op, the same answer');
  await ada.end();
});

test('N12: the log tells what a live viewer of the role saw', async () => {
  const watcher = await server.join(made.room, made.secrets.observer, 'Olga');
  const ada = await server.join(made.room, made.secrets.participant, 'Ada');
  const since = (await server.ask(`/api/rooms/${made.room}/snapshot`, { bearer: made.secrets.observer })).json.seq;
  watcher.messages.length = 0;
  for (let i = 0; i < 5; i++) await ada.do('item.add', { text: `Note ${i}`, x: i, y: i });
  await until(() => watcher.messages.filter((m) => m.m === 'events').flatMap((m) => m.events).length >= 5, 'events');
  const live = watcher.messages.filter((m) => m.m === 'events').flatMap((m) => m.events);
  const told = lines((await server.ask(`/api/rooms/${made.room}/events?after=${since}`, { bearer: made.secrets.observer })).text);
  assert.deepEqual(told, live);
  const own = lines((await server.ask(`/api/rooms/${made.room}/events?after=${since}`, { bearer: ada.you.resume })).text);
  assert.ok(own.every(({ op }) => op !== undefined));
  assert.ok(told.every(({ op }) => op === undefined));
  await Promise.all([watcher.end(), ada.end()]);
});

test('N12: the log folded is the snapshot, at every moment', async () => {
  const bearer = made.secrets.facilitator;
  const events = lines((await server.ask(`/api/rooms/${made.room}/events`, { bearer })).text);
  const board = new Map();
  for (const event of events) {
    for (const [kind, what, fields] of event.changes) {
      if (kind === 'put') board.set(what.id, what);
      else if (kind === 'drop') board.delete(what);
      else {
        const record = { ...board.get(what), ...fields };
        for (const [name, value] of Object.entries(record)) if (value === null) delete record[name];
        board.set(what, record);
      }
    }
    const then = (await server.ask(`/api/rooms/${made.room}/snapshot?at=${event.seq}`, { bearer })).json;
    assert.equal(then.seq, event.seq);
    assert.deepEqual(new Map(then.records.map((record) => [record.id, record])), board);
  }
});

test('N12: a log is followed live', async () => {
  const followed = await server.follow(`/api/rooms/${made.room}/events`, made.secrets.observer);
  assert.equal(followed.type, 'text/event-stream');
  await until(() => /"verb":"room\.open"/.test(followed.text), 'the first event');
  const ada = await server.join(made.room, made.secrets.participant, 'Ada');
  await ada.do('item.add', { text: 'Followed', x: 0, y: 0 });
  await until(() => followed.text.includes('Followed'), 'a live event');
  assert.match(followed.text, /id: \d+\ndata: \{"seq":/);
  followed.end();
  await ada.end();
});

test('N12: a room exported is a file of lines', async () => {
  const bearer = made.secrets.facilitator;
  const file = await server.ask(`/api/rooms/${made.room}/export/ndjson`, { bearer });
  assert.match(file.headers.get('content-disposition'), /attachment/);
  assert.equal(file.text, (await server.ask(`/api/rooms/${made.room}/events`, { bearer })).text);
  const other = await server.ask(`/api/rooms/${made.room}/export/docx`, { bearer });
  assert.equal(other.status, 404);
  assert.equal(other.json.code, 'format_unknown');
});

test('a problem is told as RFC 9457 says, in the language that was asked for', async () => {
  const { status, headers, json } = await server.ask('/api/nothing', { headers: { 'accept-language': 'nl' } });
  assert.equal(status, 404);
  assert.equal(headers.get('content-type'), 'application/problem+json');
  assert.equal(headers.get('content-language'), 'nl');
  assert.deepEqual(json, { status: 404, code: 'not_found', title: 'Not Found', detail: 'Op dit adres is niets.' });
});

test('figures are in the form of OpenMetrics', async () => {
  const { text, headers } = await server.ask('/metrics');
  assert.match(headers.get('content-type'), /^application\/openmetrics-text/);
  assert.ok(text.endsWith('# EOF\n'));
  for (const line of text.trimEnd().split('\n')) assert.match(line, /^(# (TYPE|HELP|EOF)|kring_[a-z_]+(\{code="[a-z_]+"\})? -?\d+$)/);
  assert.match(text, /kring_commands_total \d+/);
});

test('N11: on a server that others can reach, making needs the token of the operator', async () => {
  const careful = await Server.start({ env: { KRING_MAKING: 'token' } });
  const path = join(careful.data, 'admin-token');
  const token = readFileSync(path, 'utf8').trim();
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.equal(careful.stderr.split(token).length, 2, 'shown once');
  const make = (bearer) => careful.ask('/api/journeys', { body: { title: 'Mine' }, bearer });
  for (const bearer of [undefined, 'wrong', token.slice(1), `${token}x`]) {
    const { status, json } = await make(bearer);
    assert.equal(status, 403);
    assert.equal(json.code, 'making_not_allowed');
  }
  assert.equal((await make(token)).status, 201);
  assert.equal((await careful.ask('/metrics', { headers: { 'x-forwarded-for': '192.0.2.1' } })).status, 401);
  assert.equal((await careful.ask('/metrics', { bearer: token, headers: { 'x-forwarded-for': '192.0.2.1' } })).status, 200);
  careful.child.kill('SIGTERM');
  await careful.ended;
  const again = await Server.start({ data: careful.data, env: { KRING_MAKING: 'token' } });
  assert.ok(!again.stderr.includes(token), 'and not again');
  assert.equal((await again.ask('/api/journeys', { body: { title: 'Mine' }, bearer: token })).status, 201);
  await again.stop();
  careful.own.remove();
});

test('N11: what comes through a proxy does not come from this machine', async () => {
  const { status, json } = await server.ask('/api/journeys', { body: { title: 'Mine' }, headers: { 'x-forwarded-for': '192.0.2.1' } });
  assert.equal(status, 403);
  assert.equal(json.code, 'making_not_allowed');
});

test('N2: wrong secrets are answered alike, and slowed down by address', async () => {
  const careful = await Server.start({ env: { KRING_PROXIES: '127.0.0.1', KRING_MAKING: 'open' } });
  const ask = (path, bearer, from) => careful.ask(path, { bearer, headers: { 'x-forwarded-for': `203.0.113.99, ${from}` } });
  const room = newId();
  const seen = new Set();
  for (let i = 0; i < 30; i++) {
    const { status, text } = await ask(`/api/rooms/${i % 2 ? room : newId()}`, newId(), '192.0.2.1');
    assert.equal(status, 404);
    seen.add(text);
  }
  assert.equal(seen.size, 1);
  const { status, json, headers } = await ask(`/api/rooms/${room}`, newId(), '192.0.2.1');
  assert.equal(status, 429);
  assert.equal(json.code, 'slow_down');
  assert.ok(Number(headers.get('retry-after')) >= 1);
  assert.equal((await ask(`/api/rooms/${room}`, newId(), '192.0.2.2')).status, 404, 'others are not slowed down');
  await wait(2100);
  assert.equal((await ask(`/api/rooms/${room}`, newId(), '192.0.2.1')).status, 404, 'one every two seconds');
  await careful.stop();
});
