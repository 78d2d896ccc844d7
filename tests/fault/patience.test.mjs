// Silence: pings keep a connection alive, and one that answers none is given up.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Server, until } from './client.mjs';

let server;
let room;
before(async () => {
  server = await Server.start();
  room = await server.journey();
});
after(() => server.stop());

describe('N4: silence', { concurrency: true, timeout: 90_000 }, () => {
  test('N4: a silent connection is pinged, and stays while it answers', async () => {
    const ada = await server.join(room.room, room.secrets.participant, 'Ada');
    await until(() => ada.pings >= 2, 'two pings', 80_000);
    assert.equal((await ada.do('item.add', { text: 'Still here', x: 0, y: 0 })).m, 'done');
    await ada.end();
  });

  test('N4: a connection that answers no ping is given up after a minute', async () => {
    const mute = await server.join(room.room, room.secrets.participant, 'Mute');
    mute.autoPong = false;
    const begun = Date.now();
    await until(() => mute.gone || mute.closeCode !== null, 'a close', 80_000);
    assert.ok(mute.pings >= 1);
    const waited = Date.now() - begun;
    assert.ok(waited > 55_000 && waited < 75_000, `${waited} ms`);
  });

  test('N12: a follower of a quiet log hears that it goes on', async () => {
    const followed = await server.follow(`/api/rooms/${room.room}/events?after=1000000`, room.secrets.observer);
    await until(() => followed.text.includes(': still here'), 'a heartbeat', 30_000);
    followed.end();
  });
});
