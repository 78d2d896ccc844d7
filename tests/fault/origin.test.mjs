// Pages of other sites: refused with a status before anything is upgraded or done.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Server } from './client.mjs';

let server;
before(async () => {
  server = await Server.start({ env: { KRING_ORIGINS: 'https://boards.example.org, http://other.example:8080', KRING_MAKING: 'open' } });
});
after(() => server.stop());

const open = async (headers, host) => {
  const socket = await server.socket({ headers, ...(host ? { host } : {}) });
  const { status, head } = socket;
  await socket.end();
  return { status, head };
};

const foreign = (port) => [
  'https://evil.example',
  'null',
  '',
  'http://127.0.0.1',
  `http://127.0.0.1:${port + 1}`,
  `https://127.0.0.1:${port}0`,
  `http://127.0.0.1.evil.example:${port}`,
  `http://evil-127.0.0.1:${port}`,
  `http://127.0.0.1:${port}.evil.example`,
  `http://127.0.0.1:${port}@evil.example`,
  `http://user@127.0.0.1:${port}`,
  `http://localhost:${port}`,
  `http://127.0.0.1:${port}/`,
  `http://evil.example/127.0.0.1:${port}`,
  `http://evil.example#127.0.0.1:${port}`,
  'file://',
  'chrome-extension://abcdefghijklmnop',
  'http://boards.example.org',
  'https://boards.example.org.evil.example',
  'https://xboards.example.org',
  'https://boards.example.org:8443',
  'http://other.example',
];

test('N8: no other page opens a WebSocket: 403 before the upgrade', async () => {
  for (const origin of foreign(server.port)) {
    const { status, head } = await open({ Origin: origin });
    assert.equal(status, 403, origin);
    assert.doesNotMatch(head, /upgrade: websocket/i);
  }
});

test('N8: an Origin that is said twice is refused', async () => {
  const { text } = await server.raw(
    `GET /ws HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nOrigin: http://127.0.0.1:${server.port}\r\nOrigin: https://evil.example\r\n` +
    'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n' +
    'Sec-WebSocket-Protocol: kring.1\r\n\r\n');
  assert.match(text, /^HTTP\/1\.1 400 /);
});

test('N8: our own pages and those of the settings open one, and so does what is no page', async () => {
  const { port } = server;
  for (const [headers, host] of [
    [{ Origin: `http://127.0.0.1:${port}` }],
    [{ Origin: `http://localhost:${port}` }, `localhost:${port}`],
    [{ Origin: 'https://board.example' }, 'board.example'],
    [{ Origin: 'https://board.example' }, 'board.example:443'],
    [{ Origin: 'https://boards.example.org' }],
    [{ Origin: 'HTTPS://BOARDS.example.org' }],
    [{ Origin: 'http://other.example:8080' }],
    [{}],
  ]) {
    assert.equal((await open(headers, host)).status, 101, JSON.stringify([headers, host]));
  }
});

test('N8: no other page posts to the API', async () => {
  const before = (await server.ask('/metrics')).text;
  for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1']) {
    const answer = await server.ask('/api/journeys', { body: { title: 'Mine' }, headers: { origin } });
    assert.equal(answer.status, 403, origin);
    assert.equal(answer.json.code, 'origin_not_allowed');
  }
  const rooms = (text) => /kring_rooms (\d+)/.exec(text)[1];
  assert.equal(rooms((await server.ask('/metrics')).text), rooms(before));
  assert.equal((await server.ask('/api/journeys', { body: { title: 'Ours' }, headers: { origin: server.url } })).status, 201);
});
