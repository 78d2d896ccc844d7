// HTTP itself: strict, bounded, patient with nobody; files and the headers that every answer has.

import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib';
import { folder, Server, wait } from './client.mjs';

let server;
let web;
const script = `console.log(${JSON.stringify('x'.repeat(300_000))});`;

before(async () => {
  web = folder();
  mkdirSync(join(web.path, 'a'));
  writeFileSync(join(web.path, 'index.html'), '<!doctype html><title>start</title>');
  writeFileSync(join(web.path, 'room.html'), '<!doctype html><title>room</title>');
  writeFileSync(join(web.path, 'replay.html'), '<!doctype html><title>replay</title>');
  writeFileSync(join(web.path, 'a/app.js'), script);
  writeFileSync(join(web.path, 'a/app.js.br'), brotliCompressSync(script));
  writeFileSync(join(web.path, 'a/app.js.gz'), gzipSync(script));
  writeFileSync(join(web.path, '.hidden'), 'secret');
  server = await Server.start({ words: ['--web', web.path] });
});
after(async () => {
  await server.stop();
  web.remove();
});

const host = () => `Host: 127.0.0.1:${server.port}\r\n`;
const get = (path, more = '') => `GET ${path} HTTP/1.1\r\n${host()}${more}\r\n`;
const last = 'Connection: close\r\n';
const status = (text) => Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]);
const statuses = (text) => [...text.matchAll(/HTTP\/1\.1 (\d+) /g)].map((found) => Number(found[1]));

// ---- files

test('pages stand behind their addresses', async () => {
  for (const [path, title] of [['/', 'start'], ['/r/abcdefghijklmnopqrstuv', 'room'], ['/r/abcdefghijklmnopqrstuv/replay', 'replay']]) {
    const page = await server.ask(path);
    assert.equal(page.status, 200);
    assert.match(page.text, new RegExp(title));
    assert.equal(page.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.equal(page.headers.get('cache-control'), 'no-cache');
  }
});

test('files come compressed for whoever can read it, and are kept for ever', async () => {
  const raw = async (encoding) => {
    const { text } = await server.raw(get('/a/app.js', `Accept-Encoding: ${encoding}\r\n${last}`), { ms: 3000 });
    const cut = text.indexOf('\r\n\r\n');
    return { head: text.slice(0, cut), body: Buffer.from(text.slice(cut + 4), 'latin1') };
  };
  const brotli = await raw('gzip, deflate, br');
  assert.match(brotli.head, /content-encoding: br/i);
  assert.match(brotli.head, /cache-control: public, max-age=31536000, immutable/i);
  assert.match(brotli.head, /vary: accept-encoding/i);
  assert.equal(brotliDecompressSync(brotli.body).toString(), script);
  const plain = await raw('identity');
  assert.doesNotMatch(plain.head, /content-encoding/i);
  assert.equal(plain.body.toString(), script);
});

test('a file that did not change is not sent again', async () => {
  const first = await server.ask('/');
  const tag = first.headers.get('etag');
  assert.match(tag, /^"[0-9a-f]{16}"$/);
  const second = await server.ask('/', { headers: { 'if-none-match': tag } });
  assert.equal(second.status, 304);
  assert.equal(second.text, '');
  assert.equal((await server.ask('/', { headers: { 'if-none-match': '"other"' } })).status, 200);
});

test('HEAD has the headers of GET and no body', async () => {
  const { text } = await server.raw(`HEAD /a/app.js HTTP/1.1\r\n${host()}${last}\r\n`);
  assert.match(text, new RegExp(`content-length: ${script.length}`, 'i'));
  assert.ok(text.endsWith('\r\n\r\n'));
  const health = await server.raw(`HEAD /healthz HTTP/1.1\r\n${host()}${last}\r\n`);
  assert.equal(status(health.text), 200);
  assert.ok(health.text.endsWith('\r\n\r\n'));
});

test('N17: no path leads out of the folder', async () => {
  for (const path of ['/../etc/passwd', '/a/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fetc/passwd', '/a/..%5c..%5cetc',
    '//etc/passwd', '/.hidden', '/a/.hidden', '/a%00.js', '/./index.html', '/a/app.js.br', '/a', '/a/', '/etc/passwd', '/%252e%252e/etc']) {
    const { text } = await server.raw(get(path, last));
    assert.ok([400, 404].includes(status(text)), `${path}: ${text.slice(0, 40)}`);
    assert.doesNotMatch(text, /root:|secret/);
  }
});

test('N17: files take no other method', async () => {
  const { text } = await server.raw(`DELETE / HTTP/1.1\r\n${host()}${last}\r\n`);
  assert.equal(status(text), 405);
  assert.match(text, /allow: GET, HEAD/i);
});

test('N17: every answer has the policy', async () => {
  for (const path of ['/', '/a/app.js', '/nothing', '/healthz', '/api/nothing', '/api/limits', '/ws']) {
    const { headers } = await server.ask(path);
    const policy = headers.get('content-security-policy');
    for (const part of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self' data: blob:",
      "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"])
      assert.ok(policy.includes(part), `${path}: ${part}`);
    assert.doesNotMatch(policy, /unsafe|\*|http:/);
    for (const [name, value] of [['x-content-type-options', 'nosniff'], ['referrer-policy', 'no-referrer'], ['x-robots-tag', 'noindex'],
      ['cross-origin-opener-policy', 'same-origin'], ['cross-origin-embedder-policy', 'require-corp'],
      ['cross-origin-resource-policy', 'same-origin'], ['x-frame-options', 'DENY']])
      assert.equal(headers.get(name), value, `${path}: ${name}`);
    assert.ok(headers.get('permissions-policy').includes('camera=()'));
    assert.ok(headers.get('strict-transport-security').includes('max-age=63072000'));
  }
  assert.equal((await server.ask('/api/limits')).headers.get('cache-control'), 'no-store');
});

// ---- requests

test('N16: one connection carries one request after another', async () => {
  const { text } = await server.raw(get('/healthz') + get('/readyz') + get('/healthz', last));
  assert.deepEqual(statuses(text), [200, 200, 200]);
});

test('N16: a client that stops sending still gets its answer', async () => {
  const { text } = await server.raw(get('/a/app.js'), { end: true, ms: 3000 });
  assert.equal(status(text), 200);
  assert.ok(text.endsWith(script));
});

test('N16: HTTP/1.0 is answered and closed', async () => {
  const { text, closed } = await server.raw('GET /healthz HTTP/1.0\r\n\r\n');
  assert.equal(status(text), 200);
  assert.ok(closed);
});

test('N16: a request that could be read in two ways is refused, and what follows it is not read', async () => {
  const smuggled = get('/api/limits');
  const bad = [
    [`POST /api/journeys HTTP/1.1\r\n${host()}Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
    [`POST /api/journeys HTTP/1.1\r\n${host()}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 501],
    [`POST /api/journeys HTTP/1.1\r\n${host()}Content-Length: 5\r\nContent-Length: 0\r\n\r\n`, 400],
    [`POST /api/journeys HTTP/1.1\r\n${host()}Content-Length: -1\r\n\r\n`, 400],
    [`POST /api/journeys HTTP/1.1\r\n${host()}\r\n`, 411],
    [`GET / HTTP/1.1\r\n${host()}${host()}\r\n`, 400],
    ['GET / HTTP/1.1\r\n\r\n', 400],
    [`GET / HTTP/1.1\n${host()}\n`, 400],
    [`GET / HTTP/1.1\r\n${host()} folded\r\n\r\n`, 400],
    [`GET / HTTP/1.1\r\n${host()}a : b\r\n\r\n`, 400],
    [`GET http://evil.example/ HTTP/1.1\r\n${host()}\r\n`, 400],
    [`CONNECT evil.example:443 HTTP/1.1\r\n${host()}\r\n`, 400],
    [`GET / HTTP/3.0\r\n${host()}\r\n`, 505],
    ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', 400],
    [`GET /${'a'.repeat(9000)} HTTP/1.1\r\n${host()}\r\n`, 431],
    [`GET / HTTP/1.1\r\n${host()}${'a: b\r\n'.repeat(100)}\r\n`, 431],
  ];
  for (const [bytes, expected] of bad) {
    const { text, closed } = await server.raw(bytes + smuggled, { ms: 3000 });
    assert.deepEqual(statuses(text), [expected], bytes.slice(0, 60));
    assert.ok(closed, bytes.slice(0, 60));
    assert.doesNotMatch(text, /command_bytes_max/);
  }
});

test('N16: a body that is too large is refused before it is read', async () => {
  const { text } = await server.raw(`POST /api/journeys HTTP/1.1\r\n${host()}Content-Length: 65537\r\n\r\n${'x'.repeat(65537)}`, { ms: 3000 });
  assert.equal(status(text), 413);
  assert.match(text, /"code":"too_large"/);
  const huge = await server.raw(`POST /api/journeys HTTP/1.1\r\n${host()}Content-Length: 99999999999\r\n\r\n`, { ms: 3000 });
  assert.equal(status(huge.text), 413);
});

test('N16: a body may wait to be asked for', async () => {
  const body = JSON.stringify({ title: 'Expected' });
  const socket = connect(server.port, server.host);
  let text = '';
  socket.on('data', (data) => { text += data; });
  socket.write(`POST /api/journeys HTTP/1.1\r\n${host()}Content-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`);
  await wait(200);
  assert.match(text, /^HTTP\/1\.1 100 Continue\r\n\r\n$/);
  socket.write(body);
  await wait(300);
  assert.deepEqual(statuses(text), [100, 201]);
  socket.destroy();
});

test('N16: a body that comes in small pieces is one body', async () => {
  const body = JSON.stringify({ title: 'Slowly' });
  const socket = connect(server.port, server.host);
  let text = '';
  socket.on('data', (data) => { text += data; });
  const bytes = `POST /api/journeys HTTP/1.1\r\n${host()}Content-Length: ${body.length}\r\n\r\n${body}${get('/healthz')}`;
  for (let i = 0; i < bytes.length; i += 7) {
    socket.write(bytes.slice(i, i + 7));
    await wait(1);
  }
  await wait(300);
  assert.deepEqual(statuses(text), [201, 200]);
  socket.destroy();
});

test('N16: two hundred who send slowly keep nobody waiting, and are closed', async (t) => {
  const slow = await Promise.all(Array.from({ length: 200 }, () => new Promise((done) => {
    const socket = connect(server.port, server.host, () => done(socket));
    socket.on('error', () => {});
    socket.write('GET / HT');
  })));
  let open = slow.length;
  t.after(() => { for (const socket of slow) socket.destroy(); });
  for (const socket of slow) socket.on('close', () => { open -= 1; });
  const drip = setInterval(() => { for (const socket of slow) if (!socket.destroyed) socket.write('x'); }, 500);
  t.after(() => clearInterval(drip));
  const begun = Date.now();
  for (let i = 0; i < 20; i++) {
    const asked = Date.now();
    assert.equal((await server.ask('/healthz')).status, 200);
    assert.ok(Date.now() - asked < 1000, `${Date.now() - asked} ms`);
  }
  while (open > 0 && Date.now() - begun < 12_000) await wait(50);
  assert.equal(open, 0, 'all are closed within the deadline');
});

test('N16: a reader who takes nothing of a large file is closed', { timeout: 30_000 }, async (t) => {
  const socket = connect({ port: server.port, host: server.host, highWaterMark: 1024 });
  t.after(() => socket.destroy());
  socket.pause();
  socket.on('error', () => {});
  for (let i = 0; i < 30; i++) socket.write(get('/a/app.js'));
  await wait(11_500);
  const open = /kring_connections (\d+)/.exec((await server.ask('/metrics')).text)[1];
  assert.ok(Number(open) <= 3, `${open} connections are open`);
});
