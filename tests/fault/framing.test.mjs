// RFC 6455, frame by frame: what is right works in every cut, what is wrong closes with the code that the standard names.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BINARY, CLOSE, frame, newId, PING, PONG, Server, TEXT, until, wait } from './client.mjs';

let server;
let made;

before(async () => {
  server = await Server.start();
  made = await server.journey();
});
after(() => server.stop());

const join = () => server.join(made.room, made.secrets.participant, 'Ada');
const add = (text = 'Trust') => {
  const op = newId();
  return { op, bytes: Buffer.from(JSON.stringify({ m: 'do', op, verb: 'item.add', text, x: 0, y: 0 })) };
};

/** A message of exactly so many bytes; white space is part of JSON. */
function padded(size) {
  const { op, bytes } = add();
  return { op, bytes: Buffer.concat([bytes, Buffer.alloc(size - bytes.length, 0x20)]) };
}

async function accepted(socket, op) {
  const answer = await socket.answer(op);
  assert.equal(answer.m, 'done', JSON.stringify(answer));
}

// ---- lengths

for (const size of [125 + 0, 126, 127, 200, 1023, 1024, 1025, 4096, 16383, 16384]) {
  test(`N7: a message of ${size} bytes is read`, async () => {
    const socket = await join();
    const { op, bytes } = padded(Math.max(size, add().bytes.length));
    socket.bytes(frame(TEXT, bytes));
    await accepted(socket, op);
    await socket.end();
  });
}

for (const size of [16385, 65535, 65536, 200_000]) {
  test(`N7: a message of ${size} bytes is closed with 1009`, async () => {
    const socket = await join();
    socket.bytes(frame(TEXT, padded(size).bytes));
    assert.equal(await socket.closed(), 1009);
  });
}

test('N7: a length of 2^63 closes the connection', async () => {
  const socket = await join();
  socket.bytes(frame(TEXT, 'x', { size: 2 ** 63 }));
  await socket.closed();
});

test('N7: a length that never comes keeps nobody else waiting', async () => {
  const socket = await join();
  socket.bytes(frame(TEXT, '{"m":', { size: 10_000 }));
  const other = await join();
  const { op, bytes } = add();
  other.bytes(frame(TEXT, bytes));
  await accepted(other, op);
  await Promise.all([socket.end(), other.end()]);
});

test('N7: an empty text message is answered', async () => {
  const socket = await join();
  socket.bytes(frame(TEXT, ''));
  assert.equal((await socket.next('error')).code, 'json_invalid');
  await socket.end();
});

// ---- fragments

test('N7: a message in pieces is one message', async () => {
  const socket = await join();
  const { op, bytes } = add();
  socket.bytes(frame(TEXT, bytes.subarray(0, 10), { final: false }));
  socket.bytes(frame(0, bytes.subarray(10, 11), { final: false }));
  socket.bytes(frame(0, '', { final: false }));
  socket.bytes(frame(0, bytes.subarray(11)));
  await accepted(socket, op);
  await socket.end();
});

test('N7: a message that comes byte by byte is read', async () => {
  const socket = await join();
  const { op, bytes } = add();
  for (const byte of frame(TEXT, bytes)) {
    socket.bytes(Buffer.from([byte]));
    if (Math.random() < 0.2) await wait(1);
  }
  await accepted(socket, op);
  await socket.end();
});

test('N7: many messages in one write are all answered', async () => {
  const socket = await join();
  const all = Array.from({ length: 50 }, () => add());
  socket.bytes(Buffer.concat(all.map(({ bytes }) => frame(TEXT, bytes))));
  for (const { op } of all) await accepted(socket, op);
  await socket.end();
});

test('N7: a ping between pieces is answered, and the message goes on', async () => {
  const socket = await join();
  const { op, bytes } = add();
  socket.bytes(frame(TEXT, bytes.subarray(0, 20), { final: false }));
  socket.bytes(frame(PING, 'still there?'));
  await until(() => socket.pongs.includes('still there?'), 'a pong');
  socket.bytes(frame(0, bytes.subarray(20)));
  await accepted(socket, op);
  await socket.end();
});

test('N7: pieces that are too large together are closed with 1009', async () => {
  const socket = await join();
  for (let i = 0; i < 20; i++) socket.bytes(frame(i === 0 ? TEXT : 0, ' '.repeat(1000), { final: false }));
  assert.equal(await socket.closed(), 1009);
});

test('N7: a piece that continues nothing is closed with 1002', async () => {
  const socket = await join();
  socket.bytes(frame(0, 'x'));
  assert.equal(await socket.closed(), 1002);
});

test('N7: a new message before the old one has ended is closed with 1002', async () => {
  const socket = await join();
  socket.bytes(frame(TEXT, '{"m"', { final: false }));
  socket.bytes(frame(TEXT, '{}'));
  assert.equal(await socket.closed(), 1002);
});

// ---- what is no text

test('N7: a binary message is closed with 1003', async () => {
  const socket = await join();
  socket.bytes(frame(BINARY, add().bytes));
  assert.equal(await socket.closed(), 1003);
});

test('N7: a binary message in pieces is closed with 1003', async () => {
  const socket = await join();
  socket.bytes(frame(BINARY, 'abc', { final: false }));
  assert.equal(await socket.closed(), 1003);
});

const notUtf8 = [
  ['a stray continuation', [0x80]],
  ['an overlong slash', [0xc0, 0xaf]],
  ['an overlong zero', [0xe0, 0x80, 0x80]],
  ['a surrogate', [0xed, 0xa0, 0x80]],
  ['beyond the last code point', [0xf4, 0x90, 0x80, 0x80]],
  ['five bytes', [0xf8, 0x88, 0x80, 0x80, 0x80]],
  ['a byte that is never used', [0xff]],
];
for (const [what, bytes] of notUtf8) {
  test(`N7: text with ${what} is closed with 1007`, async () => {
    const socket = await join();
    socket.bytes(frame(TEXT, Buffer.concat([Buffer.from('{"m":"'), Buffer.from(bytes), Buffer.from('"}')])));
    assert.equal(await socket.closed(), 1007);
  });
}

test('N7: text that ends within a character is closed with 1007', async () => {
  const socket = await join();
  socket.bytes(frame(TEXT, Buffer.from([0x7b, 0xe2, 0x82])));
  assert.equal(await socket.closed(), 1007);
});

test('N7: a character that is cut by a fragment is whole', async () => {
  const socket = await join();
  const { op, bytes } = add('€ 𝄞 é');
  const cut = bytes.indexOf(Buffer.from('𝄞')) + 2;
  socket.bytes(frame(TEXT, bytes.subarray(0, cut), { final: false }));
  socket.bytes(frame(0, bytes.subarray(cut)));
  await accepted(socket, op);
  await socket.end();
});

// ---- reserved things

for (const reserved of [1, 2, 4, 7]) {
  test(`N9: reserved bits ${reserved} are closed with 1002`, async () => {
    const socket = await join();
    socket.bytes(frame(TEXT, '{}', { reserved }));
    assert.equal(await socket.closed(), 1002);
  });
}

for (const opcode of [3, 4, 5, 6, 7, 11, 12, 13, 14, 15]) {
  test(`N7: opcode ${opcode} is closed with 1002`, async () => {
    const socket = await join();
    socket.bytes(frame(opcode, ''));
    assert.equal(await socket.closed(), 1002);
  });
}

// ---- control frames

test('N7: pings are answered with what they held', async () => {
  const socket = await join();
  socket.bytes(frame(PING, 'a'.repeat(125)));
  await until(() => socket.pongs.includes('a'.repeat(125)), 'a pong');
  socket.bytes(frame(PING, ''));
  await until(() => socket.pongs.includes(''), 'an empty pong');
  await socket.end();
});

test('N7: a pong that nobody asked for does no harm', async () => {
  const socket = await join();
  socket.bytes(frame(PONG, 'hello'));
  const { op, bytes } = add();
  socket.bytes(frame(TEXT, bytes));
  await accepted(socket, op);
  await socket.end();
});

test('N7: a ping of more than 125 bytes ends the connection', async () => {
  const socket = await join();
  socket.bytes(frame(PING, 'a'.repeat(126)));
  await socket.closed();
});

test('N7: a ping in pieces ends the connection', async () => {
  const socket = await join();
  socket.bytes(frame(PING, 'a', { final: false }));
  await socket.closed();
});

for (const code of [1000, 1001, 3000, 4999]) {
  test(`N7: a close with ${code} is answered alike`, async () => {
    const socket = await join();
    const payload = Buffer.alloc(2);
    payload.writeUInt16BE(code);
    socket.bytes(frame(CLOSE, payload));
    assert.equal(await socket.closed(), code);
  });
}

test('N7: a close without a code is answered', async () => {
  const socket = await join();
  socket.bytes(frame(CLOSE, ''));
  await socket.closed();
});

for (const code of [0, 999, 1004, 1005, 1006, 1015]) {
  test(`N7: a close with ${code}, which nobody may send, ends the connection`, async () => {
    const socket = await join();
    const payload = Buffer.alloc(2);
    payload.writeUInt16BE(code);
    socket.bytes(frame(CLOSE, payload));
    await socket.closed();
  });
}

test('N7: nothing after a close is read', async () => {
  const socket = await join();
  const { op, bytes } = add();
  const payload = Buffer.from([0x03, 0xe8]);
  socket.bytes(Buffer.concat([frame(CLOSE, payload), frame(TEXT, bytes)]));
  assert.equal(await socket.closed(), 1000);
  await socket.over;
  assert.ok(!socket.messages.some((message) => message.op === op));
});

// ---- the handshake

test('N9: the handshake names the subprotocol and no extension', async () => {
  const socket = await server.socket({ headers: { 'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits' } });
  assert.equal(socket.status, 101);
  assert.match(socket.head, new RegExp(`sec-websocket-accept: ${socket.accepts.replace(/[+/]/g, '\\$&')}`, 'i'));
  assert.match(socket.head, /sec-websocket-protocol: kring\.1/i);
  assert.doesNotMatch(socket.head, /extensions/i);
  await socket.end();
});

test('N9: a compressed message is refused as a broken frame', async () => {
  const socket = await server.socket({ headers: { 'Sec-WebSocket-Extensions': 'permessage-deflate' } });
  socket.bytes(frame(TEXT, Buffer.from('aa56ca2f5000', 'hex'), { reserved: 4 }));
  assert.equal(await socket.closed(), 1002);
});

const refusals = [
  ['without a subprotocol', { 'Sec-WebSocket-Protocol': null }, 400],
  ['with another subprotocol', { 'Sec-WebSocket-Protocol': 'kring.2' }, 400],
  ['with a subprotocol that looks alike', { 'Sec-WebSocket-Protocol': 'kring.11, KRING.1x' }, 400],
  ['with another version', { 'Sec-WebSocket-Version': '8' }, 426],
  ['without a version', { 'Sec-WebSocket-Version': null }, 426],
  ['without a key', { 'Sec-WebSocket-Key': null }, 400],
  ['with a key that is none', { 'Sec-WebSocket-Key': 'x' }, 400],
  ['for h2c', { Upgrade: 'h2c', 'HTTP2-Settings': 'AAMAAABkAAQAAP__' }, 426],
  ['for something unknown', { Upgrade: 'spdy/3' }, 426],
  ['for several things', { Upgrade: 'websocket, h2c' }, 426],
  ['without a connection header', { Connection: null }, 426],
  ['without a host', { Host: null }, 400],
];
for (const [what, headers, status] of refusals) {
  test(`N8: a handshake ${what} gets ${status}`, async () => {
    const socket = await server.socket({ headers });
    assert.equal(socket.status, status);
    await socket.end();
  });
}

test('N8: one of several subprotocols is ours', async () => {
  const socket = await server.socket({ headers: { 'Sec-WebSocket-Protocol': 'chat, kring.1' } });
  assert.equal(socket.status, 101);
  await socket.end();
});

test('N8: only /ws is a WebSocket', async () => {
  for (const path of ['/', '/ws/', '/api/limits', '/other']) {
    const socket = await server.socket({ path });
    assert.notEqual(socket.status, 101, path);
    await socket.end();
  }
  const routed = await server.socket({ path: `/ws?room=${made.room}` });
  assert.equal(routed.status, 101, 'the room is a hint for proxies');
  await routed.end();
});
