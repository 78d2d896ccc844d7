import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Presence } from '../../src/sync/presence.ts';
import { FakeClock } from '../support/clock.ts';
import { DummyServer } from '../support/server.ts';
import { aBrowser, Tab } from '../support/tab.ts';

test('a moving pointer is told at most twenty times a second, and its last place is told', async () => {
  const clock = new FakeClock();
  const sent: number[] = [];
  const presence = new Presence(clock, (message) => {
    sent.push(message.x);
    return true;
  });
  for (let x = 1; x <= 1000; x++) {
    presence.here(x, 0);
    await clock.advance(1);
  }
  await clock.advance(1000);
  assert.ok(sent.length <= 21, `${sent.length} messages`);
  assert.ok(sent.length >= 15);
  assert.equal(sent.at(-1), 1000);
});

test('a pointer that rests is not told again, unless what it does changes', async () => {
  const clock = new FakeClock();
  let sent = 0;
  const presence = new Presence(clock, () => {
    sent += 1;
    return true;
  });
  for (let turn = 0; turn < 10; turn++) {
    presence.here(5.2, 5.4);
    await clock.advance(200);
  }
  assert.equal(sent, 1);
  presence.here(5, 5, { typing: 'n' });
  await clock.advance(200);
  assert.equal(sent, 2);
});

test('others see the pointer and what it drags, and it goes with its person', async () => {
  const clock = new FakeClock();
  const server = new DummyServer(clock);
  const ada = new Tab(server, aBrowser(), { key: 'guest', name: 'Ada' });
  const bo = new Tab(server, aBrowser(), { key: 'guest', name: 'Bo' });
  await clock.advance(300);
  const changed: string[] = [];
  bo.client.presence.subscribe((ids) => changed.push(...ids));
  ada.client.presence.here(10, 20, { drag: 'n' });
  await clock.advance(100);
  const id = ada.me?.id ?? '';
  const { at: _at, ...pointer } = bo.client.presence.pointers.get(id) ?? {};
  assert.deepEqual(pointer, { id, x: 10, y: 20, drag: 'n' });
  assert.equal(ada.client.presence.pointers.size, 0, 'one does not see oneself');
  ada.client.leave();
  await clock.advance(100);
  assert.equal(bo.client.presence.pointers.size, 0);
  assert.deepEqual(changed, [id, id]);
});

test('in a sealed phase the pointers go', async () => {
  const clock = new FakeClock();
  const server = new DummyServer(clock);
  const ada = new Tab(server, aBrowser(), { key: 'host', name: 'Ada' });
  const bo = new Tab(server, aBrowser(), { key: 'guest', name: 'Bo' });
  await clock.advance(300);
  ada.client.presence.here(10, 20);
  await clock.advance(100);
  assert.equal(bo.client.presence.pointers.size, 1);
  void ada.client.do('phase.start', { phase: 'phase-sealed' });
  await clock.advance(100);
  assert.equal(bo.client.presence.pointers.size, 0);
});

test('after a reconnect my pointer is told again', async () => {
  const clock = new FakeClock();
  const server = new DummyServer(clock);
  const ada = new Tab(server, aBrowser(), { key: 'guest', name: 'Ada' });
  const bo = new Tab(server, aBrowser(), { key: 'guest', name: 'Bo' });
  await clock.advance(300);
  ada.client.presence.here(10, 20);
  await clock.advance(100);
  server.cut(1006, ada.me?.id);
  await clock.advance(10);
  assert.equal(bo.client.presence.pointers.size, 0);
  await clock.advance(60_000);
  assert.equal(bo.client.presence.pointers.size, 1);
});
