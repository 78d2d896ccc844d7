// Starting: where it listens, what it is told, and what it says when it cannot.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { folder, run, Server } from './client.mjs';

/** Sockets that listen, by the inodes of a process: "0100007F:1F90". */
function listening(pid) {
  const inodes = new Set(execFileSync('sh', ['-c', `ls -l /proc/${pid}/fd`], { encoding: 'utf8' }).match(/socket:\[(\d+)/g));
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((path) => {
    try { return readFileSync(path, 'utf8').split('\n').slice(1); } catch { return []; }
  }).map((line) => line.trim().split(/\s+/)).filter((row) => row[3] === '0A' && inodes.has(`socket:[${row[9]}`)).map((row) => row[1]);
}

test('N10: it listens exactly where it was told to', async () => {
  const server = await Server.start();
  const port = server.port.toString(16).toUpperCase().padStart(4, '0');
  assert.deepEqual(listening(server.pid), [`0100007F:${port}`]);
  const elsewhere = Object.values(networkInterfaces()).flat().find(({ family, internal }) => family === 'IPv4' && !internal);
  if (elsewhere) {
    const failed = await new Promise((done) => connect(server.port, elsewhere.address)
      .on('error', () => done(true)).on('connect', () => done(false)));
    assert.ok(failed, `${elsewhere.address} is open`);
  }
  assert.equal(await server.stop(), 0);
});

const hasSix = Object.values(networkInterfaces()).flat().some(({ address }) => address === '::1');

test('N10: it listens on IPv6, and on several addresses', { skip: !hasSix && 'no IPv6 here' }, async () => {
  const server = await Server.start({ listen: '[::1]:0, 127.0.0.1:0' });
  assert.match(server.url, /^http:\/\/\[::1\]:\d+$/);
  assert.equal(listening(server.pid).length, 2);
  assert.equal((await server.ask('/healthz')).status, 200);
  const socket = await server.socket({ host: `[::1]:${server.port}`, headers: { Origin: server.url } });
  assert.equal(socket.status, 101);
  await socket.end();
  assert.equal(await server.stop(), 0);
});

test('N10: a port that is taken is told, with 75', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => taken.on('listening', done));
  const data = folder();
  const { port } = taken.address();
  const { code, stderr, stdout } = await run(['serve', '--listen', `127.0.0.1:${port}`, '--data', data.path]);
  assert.equal(code, 75);
  assert.match(stderr, new RegExp(`127\\.0\\.0\\.1:${port}: Address already in use`));
  assert.equal(stdout, '');
  taken.close();
  data.remove();
});

test('N10: an address that is not ours is told, with 75; one that is none, with 2', async () => {
  const data = folder();
  assert.equal((await run(['serve', '--listen', '203.0.113.7:0', '--data', data.path])).code, 75);
  for (const address of ['localhost:8080', '127.0.0.1', ':8080', '127.0.0.1:99999', '127.0.0.1:', '::1:80', '[127.0.0.1]:80', '127.0.0.1:8a']) {
    const { code, stderr } = await run(['serve', '--listen', address, '--data', data.path]);
    assert.equal(code, 2, address);
    assert.match(stderr, /is no address and port/);
  }
  data.remove();
});

test('two servers do not share a folder', async () => {
  const server = await Server.start();
  const { code, stderr } = await run(['serve', '--listen', '127.0.0.1:0', '--data', server.data]);
  assert.equal(code, 75);
  assert.ok(stderr.length > 0);
  assert.equal((await server.ask('/healthz')).status, 200);
  assert.equal(await server.stop(), 0);
});

test('settings come from a file, the environment and the words, the last one wins', async () => {
  const data = folder();
  const file = join(data.path, 'kring.conf');
  writeFileSync(file, '# settings of a test\n\nlisten = 127.0.0.1:1\nlog = warn\n  commands_per_second = 77  \n');
  const server = await Server.start({
    data: data.path,
    words: ['--config', file],
    env: { KRING_LISTEN: '127.0.0.1:2', KRING_PRESENCE_PER_SECOND: '7', KRING_BINARY: 'ignored' },
  });
  const socket = await server.socket();
  await socket.end();
  assert.doesNotMatch(server.stderr, / info /);
  assert.equal(await server.stop(), 0);
  data.remove();
});

test('the limits of a participant are those of the settings', async () => {
  const server = await Server.start({ env: { KRING_COMMANDS_PER_SECOND: '77', KRING_PRESENCE_PER_SECOND: '7' } });
  const { Socket } = await import('./client.mjs');
  const socket = new Socket(server);
  await socket.opened;
  const welcome = await socket.next('welcome');
  assert.deepEqual(welcome.limits, { command_bytes_max: 16384, commands_per_second: 77, presence_per_second: 7 });
  assert.equal(welcome.protocol, 1);
  assert.match(welcome.server, /^kring \d/);
  assert.ok(Math.abs(welcome.now - Date.now()) < 2000);
  await socket.end();
  assert.equal(await server.stop(), 0);
});

const wrong = [
  ['listn = 1', /line 2: there is no setting “listn”/],
  ['connections = many', /line 2: connections is a whole number/],
  ['connections = 0', /line 2: connections is a whole number/],
  ['making = perhaps', /line 2: making is auto, open or token/],
  ['log = loud', /line 2: log is debug/],
  ['just words', /line 2: a line is “key = value”/],
];
for (const [line, message] of wrong) {
  test(`a setting that is wrong is named with its line: ${line}`, async () => {
    const data = folder();
    const file = join(data.path, 'kring.conf');
    writeFileSync(file, `# first\n${line}\n`);
    const { code, stderr } = await run(['serve', '--listen', '127.0.0.1:0', '--data', data.path, '--config', file]);
    assert.equal(code, 2);
    assert.match(stderr, message);
    data.remove();
  });
}

test('wrong use ends with 2 and says how', async () => {
  for (const words of [[], ['dance'], ['serve'], ['serve', '--listen', '127.0.0.1:0'], ['serve', '--data'], ['serve', '--fast'],
    ['replay'], ['replay', 'room'], ['verify'], ['replay', 'a', 'b', '--data', '/tmp'], ['replay', 'a', '--data', '/tmp', '--at', 'x'],
    ['serve', '--config', '/nowhere/kring.conf']]) {
    const { code, stderr, stdout } = await run(words);
    assert.equal(code, 2, words.join(' '));
    assert.ok(stderr.length > 0);
    assert.equal(stdout, '');
  }
});

test('a setting of the environment that is wrong is named', async () => {
  const { code, stderr } = await run(['serve', '--listen', '127.0.0.1:0', '--data', '/tmp/x'], { env: { KRING_CONNECTIONS: '-4' } });
  assert.equal(code, 2);
  assert.match(stderr, /KRING_CONNECTIONS: connections is a whole number/);
});

test('help and version', async () => {
  const help = await run(['--help']);
  assert.equal(help.code, 0);
  assert.match(help.stdout, /kring serve --listen/);
  const version = await run(['--version']);
  assert.equal(version.code, 0);
  assert.match(version.stdout, /^kring \d+\.\d+\.\d+\n$/);
});
