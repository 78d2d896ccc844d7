import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import {
  type ClientMessage,
  decodeFrame,
  encodeFrame,
  type ServerMessage,
} from '../../src/protocol/codec.ts';
import { aNote } from '../support/records.ts';

const text = { en: 'No.', nl: 'Nee.' };

test('what the codec writes it reads again', () => {
  const messages: ServerMessage[] = [
    { m: 'welcome', protocol: 1, server: 'kring 0.1.0', now: 5 },
    {
      m: 'joined',
      stream: 'R',
      seq: 3,
      you: { id: 'P', role: 'observer', rights: ['item.add'] },
      records: [aNote('n')],
    },
    { m: 'records', stream: 'R', records: [aNote('n')], last: true },
    {
      m: 'events',
      stream: 'R',
      events: [{ seq: 1, at: 2, verb: 'x.y', by: 'P', hat: 'host', changes: [['drop', 'n']] }],
    },
    { m: 'done', op: 'o', seq: null },
    { m: 'refused', op: 'o', code: 'slow_down', text, filter: 'phase', retry_ms: 50 },
    {
      m: 'people',
      stream: 'R',
      joined: [{ id: 'P', name: 'Ada', role: 'observer' }],
      left: ['Q'],
      changed: [{ id: 'S', group: null }],
    },
    {
      m: 'there',
      stream: 'R',
      at: [
        { id: 'P', x: 1, y: 2 },
        { id: 'Q', x: 1, y: 2, typing: 'n' },
      ],
    },
    { m: 'rights', stream: 'R', allow: ['vote.cast'] },
    { m: 'progress', stream: 'R', phase: 'p', done: 7, of: 12 },
    { m: 'notice', code: 'resync', text },
    { m: 'error', code: 'json_invalid', text },
  ];
  assert.deepEqual(decodeFrame(encodeFrame(messages)), { messages, problems: [] });
  const first = messages.slice(0, 1);
  assert.deepEqual(decodeFrame(encodeFrame(first)).messages, first, 'a message alone is no list');
});

test('what a newer server may add is passed over', () => {
  const frame = decodeFrame(
    JSON.stringify([
      { m: 'fireworks' },
      { m: 'constructor' },
      { m: 'done', op: 'o', seq: 1, mood: 'good' },
      { m: 'records', stream: 'R', records: [{ id: 'x', type: 'hologram' }, aNote('n')] },
      {
        m: 'events',
        stream: 'R',
        events: [{ seq: 1, at: 2, verb: 'a.b', changes: [['put', { id: 'x', type: 'hologram' }]] }],
      },
    ]),
  );
  assert.deepEqual(frame.problems, []);
  assert.deepEqual(
    frame.messages.map(({ m }) => m),
    ['done', 'records', 'events'],
  );
  const records = frame.messages[1];
  assert.ok(records?.m === 'records' && records.records.length === 1);
});

test('what is misshapen harms nothing but itself', () => {
  const bad = [
    { m: 'done' },
    { m: 'done', op: 'o', seq: 1.5 },
    { m: 'events', stream: 'R', events: [{ seq: 1, at: 2, verb: 'v', changes: [['swap', 'a']] }] },
    { m: 'records', stream: 'R', records: [{ type: 'item' }] },
    { m: 'joined', stream: 'R', seq: 1, you: { id: 'P', role: 'emperor', rights: [] } },
    { m: 'there', stream: 'R', at: [['P', 'x', 1]] },
    { m: 'refused', code: 'failed', text: 'No.' },
    {},
    null,
    5,
  ];
  const frame = decodeFrame(JSON.stringify([...bad, { m: 'done', op: 'o', seq: 1 }]));
  assert.equal(frame.problems.length, bad.length);
  assert.deepEqual(frame.messages, [{ m: 'done', op: 'o', seq: 1 }]);
  assert.equal(decodeFrame('{"m":').problems.length, 1);
  assert.equal(decodeFrame('').problems.length, 1);
});

const folder = `${TREE}/protocol/vectors`;
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.jsonl')) : [];
const isClients = (m: unknown) => ['join', 'do', 'here', 'leave'].includes(String(m));

test('both languages read and write the same lines', {
  skip: files.length === 0 && 'there are no vectors',
}, () => {
  let read = 0;
  for (const file of files) {
    for (const line of readFileSync(`${folder}/${file}`, 'utf8').split('\n')) {
      if (line.trim() === '') continue;
      const vector = JSON.parse(line) as { name: string; message: { m: string }; written?: boolean };
      const written = vector.written !== false;
      read += 1;
      if (isClients(vector.message.m)) {
        const text = encodeFrame([vector.message as ClientMessage]);
        if (written) assert.ok(line.endsWith(`"message":${text}}`), `${file}: ${vector.name}`);
        continue;
      }
      const frame = decodeFrame(JSON.stringify(vector.message));
      assert.deepEqual(frame.problems, [], `${file}: ${vector.name}`);
      assert.equal(frame.messages.length, 1, `${file}: ${vector.name}`);
      if (written)
        assert.deepEqual(JSON.parse(encodeFrame(frame.messages)), vector.message, `${file}: ${vector.name}`);
    }
  }
  assert.ok(read > 50);
});
