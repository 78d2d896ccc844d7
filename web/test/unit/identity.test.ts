import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLink } from '../../src/app/doors.ts';
import { newId } from '../../src/model/id.ts';
import { Identity } from '../../src/sync/identity.ts';
import { aBrowser } from '../support/tab.ts';

test('ids are 22 URL-safe characters and do not repeat', () => {
  const ids = new Set(Array.from({ length: 2000 }, newId));
  assert.equal(ids.size, 2000);
  for (const id of ids) assert.match(id, /^[A-Za-z0-9_-]{22}$/);
});

test('a room is remembered with what is added to it, the latest first', () => {
  const identity = new Identity(aBrowser().storage);
  identity.remember('a', { title: 'A', at: 1, key: 'secret', name: 'Ada' });
  identity.remember('b', { title: 'B', at: 2 });
  identity.remember('a', { at: 3, resume: 'token' });
  assert.deepEqual(identity.rooms(), [
    { room: 'a', title: 'A', at: 3, key: 'secret', name: 'Ada', resume: 'token' },
    { room: 'b', title: 'B', at: 2 },
  ]);
  identity.remember('a', { resume: undefined });
  assert.equal(identity.room('a')?.resume, undefined);
  identity.forget('a');
  assert.deepEqual(
    identity.rooms().map(({ room }) => room),
    ['b'],
  );
});

test('each link is an identity of its own, and the latest counts', () => {
  const identity = new Identity(aBrowser().storage);
  identity.remember('a', { title: 'A' });
  identity.remember('a', { key: 'host', person: 'p1', resume: 't1', at: 1 });
  identity.remember('a', { key: 'guest', person: 'p2', resume: 't2', at: 2 });
  assert.equal(identity.room('a')?.person, 'p2');
  assert.deepEqual(identity.room('a', 'host'), {
    room: 'a',
    title: 'A',
    key: 'host',
    person: 'p1',
    resume: 't1',
    at: 1,
  });
  assert.equal(identity.room('a', 'other'), undefined);
  assert.equal(identity.rooms().length, 1);
  assert.ok(identity.knows('p1') && identity.knows('p2') && !identity.knows('p3'));
  identity.forget('a');
  assert.deepEqual(identity.rooms(), []);
});

test('two tabs of one room stay who they are across a reload', () => {
  const { storage } = aBrowser();
  const tabs = ['host', 'guest'].map((key, place) => {
    const tab = aBrowser().storage;
    const identity = new Identity(storage, tab);
    identity.remember('a', { key, person: key, at: place });
    identity.enter('a', key);
    return tab;
  });
  for (const [place, key] of ['host', 'guest'].entries()) {
    assert.equal(new Identity(storage, tabs[place]).room('a')?.person, key);
  }
  assert.equal(
    new Identity(storage, aBrowser().storage).room('a')?.person,
    'guest',
    'a new tab is who was last here',
  );
});

test('only so many rooms are remembered', () => {
  const identity = new Identity(aBrowser().storage);
  for (let place = 0; place < 50; place++) identity.remember(`r${place}`, { title: 'R', at: place });
  assert.equal(identity.rooms().length, 30);
  assert.equal(identity.rooms()[0]?.room, 'r49');
});

test('storage that is forbidden, full or spoiled costs the memory and nothing else', () => {
  const forbidden = {
    getItem: () => {
      throw new Error('forbidden');
    },
    setItem: () => {
      throw new Error('full');
    },
  };
  for (const storage of [forbidden, null]) {
    const identity = new Identity(storage);
    identity.remember('a', { title: 'A', at: 1 });
    assert.equal(identity.room('a')?.title, 'A');
  }
  const browser = aBrowser();
  browser.storage.items.set('kring.rooms', '{"not":"a list"}');
  assert.deepEqual(new Identity(browser.storage).rooms(), []);
  browser.storage.items.set('kring.rooms', '[1, null, {"room":5}, {"room":"a","title":"A","at":1}]');
  assert.equal(new Identity(browser.storage).rooms().length, 1);
  browser.storage.items.set('kring.rooms', 'nonsense');
  assert.deepEqual(new Identity(browser.storage).rooms(), []);
});

test('a link is read in whole or in part, and nothing else is', () => {
  const room = newId();
  const key = newId();
  const expected = { room, key };
  assert.deepEqual(readLink(`https://example.org/r/${room}#${key}`), expected);
  assert.deepEqual(readLink(`  ${room}#${key}\n`), expected);
  for (const text of ['', room, `${room}#`, `https://example.org/r/${room}`, `x/${room}#${key}`, 'hello']) {
    assert.equal(readLink(text), null, text);
  }
});
