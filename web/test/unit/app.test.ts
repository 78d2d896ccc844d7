import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as intents from '../../src/app/intents.ts';
import { can, isMine } from '../../src/app/rights.ts';
import { type Me, openRoom } from '../../src/app/store.ts';
import { BoardModel } from '../../src/model/board.ts';
import {
  type BoardRecord,
  type Commands,
  LIMITS,
  type PhaseRecord,
  type Verb,
} from '../../src/protocol/catalogue.ts';
import { Identity } from '../../src/sync/identity.ts';
import { FakeClock, settled } from '../support/clock.ts';
import { aDriver, aNote, aPhase, aRound, aZone } from '../support/records.ts';
import { DummyServer, ROOM } from '../support/server.ts';
import { aBrowser } from '../support/tab.ts';

function openTab(server: DummyServer, key = 'host') {
  const browser = aBrowser();
  return openRoom(
    { room: ROOM, key, name: 'Hanna', language: 'nl' },
    {
      url: 'ws://test/ws',
      dial: server.dial,
      clock: server.clock,
      outbox: browser.outbox,
      identity: new Identity(browser.storage),
    },
  );
}

test('the signals of a session follow the room', async () => {
  const clock = new FakeClock();
  const server = new DummyServer(clock);
  const session = openTab(server);
  assert.equal(session.connection.value.state, 'connecting');
  await clock.advance(300);
  assert.equal(session.connection.value.state, 'live');
  assert.equal(session.me.value?.name, 'Hanna');
  assert.equal(session.room.value?.id, ROOM);
  assert.equal(session.journey.value?.type, 'journey');
  assert.deepEqual(
    session.phases.value.map(({ id }) => id),
    ['phase-open', 'phase-sealed'],
  );
  const before = session.zones.value;
  server.act('vote.open', [['put', aRound('r', ['a', 'b'])]]);
  await clock.advance(100);
  assert.equal(session.rounds.value[0]?.state, 'open');
  assert.equal(session.zones.value, before, 'what did not change is not told again');
  server.act('zone.add', [['put', aZone('z', 0, 0, 9, 9)]]);
  await clock.advance(100);
  assert.equal(session.zones.value.length, 1);
  server.act('zone.remove', [['drop', 'z']]);
  await clock.advance(100);
  assert.equal(session.zones.value.length, 0);
  assert.equal(session.person(session.me.value?.id)?.present, true);
  assert.equal(session.person(undefined), undefined);
  session.leave();
});

test('a refusal leaves one toast, however often it comes, and toasts can be taken away', async () => {
  const clock = new FakeClock();
  const server = new DummyServer(clock);
  const session = openTab(server);
  await clock.advance(300);
  intents.addNote(session, { x: 0, y: 0 }, 'refuse me');
  intents.addNote(session, { x: 0, y: 0 }, 'refuse me');
  await clock.advance(300);
  assert.equal(session.toasts.value.length, 1);
  assert.equal(session.toasts.value[0]?.kind, 'refused');
  session.dismiss(session.toasts.value[0]?.id ?? 0);
  assert.deepEqual(session.toasts.value, []);
  session.leave();
});

test('intents choose ids that can be used at once, and whole coordinates', async () => {
  const clock = new FakeClock();
  const server = new DummyServer(clock);
  const session = openTab(server);
  await clock.advance(300);
  const note = intents.addNote(session, { x: 1.6, y: -2.4 }, 'Trust', 'mint');
  const other = intents.addNote(session, { x: 400, y: 0 }, 'Time');
  const link = intents.addLink(session, note.id, other.id, 'plus', { strength: 'strong' });
  const driver = intents.makeDriver(session, note.id, ['factor'], { unit: '€' });
  const placed = intents.addDriver(session, { x: 0, y: 300 }, 'Cost', ['lever'], { tier: 'aim' });
  void intents.recolour(session, [other.id], 'rose');
  await settled();
  const shown = session.board.getAs('item', note.id);
  assert.deepEqual([shown?.x, shown?.y], [2, -2]);
  await clock.advance(2000);
  for (const answer of [note.answer, other.answer, link.answer, driver.answer, placed.answer]) {
    assert.equal(await answer, 'done');
  }
  assert.equal(server.board.getAs('link', link.id)?.strength, 'strong');
  assert.equal(server.board.getAs('driver', driver.id)?.unit, '€');
  assert.equal(server.board.getAs('item', placed.item)?.driver, placed.id);
  assert.equal(server.board.getAs('item', other.id)?.colour, 'rose');
  session.leave();
});

test('even the largest move fits into messages of the size that the server takes', async () => {
  const board = new BoardModel((run) => run());
  board.applyChanges([['put', aZone('z'.repeat(22), -1_000_000, -1_000_000, 2_000_000, 2_000_000)]]);
  const acts: Commands['item.move'][] = [];
  const session = {
    board,
    do<V extends Verb>(verb: V, fields: Commands[V]) {
      assert.ok(
        JSON.stringify({ m: 'do', op: 'o'.repeat(22), verb, hat: 'voice', ...fields }).length <
          LIMITS.command_bytes_max,
      );
      if ('moves' in fields) acts.push(fields);
      return Promise.resolve('done' as const);
    },
  };
  const moves = Array.from({ length: 500 }, () => ({ item: 'i'.repeat(22), x: -999_999, y: -999_999 }));
  assert.equal(await intents.moveItems(session, moves), 'done');
  assert.equal(acts.flatMap((act) => act.moves).length, 500);
});

test('cards that nobody else sees are changed apart from what everybody sees', async () => {
  const clock = new FakeClock();
  const server = new DummyServer(clock);
  const session = openTab(server);
  await clock.advance(300);
  const note = intents.addNote(session, { x: 0, y: 0 }, 'seen');
  await clock.advance(100);
  void intents.startPhase(session, 'phase-sealed');
  await clock.advance(100);
  const card = intents.addNote(session, { x: 0, y: 0 }, 'card');
  await clock.advance(100);
  const both = [note.id, card.id];
  const before = server.heard.length;
  void intents.recolour(session, both, 'mint');
  void intents.moveItems(
    session,
    both.map((item) => ({ item, x: 50, y: 50 })),
  );
  void intents.withdraw(session, both);
  await clock.advance(300);
  const restored = intents.restore(session, both);
  await clock.advance(300);
  assert.equal(await restored, 'done');
  assert.equal(server.heard.length - before, 8);
  assert.equal(session.board.getAs('item', card.id)?.state, 'sealed');
  assert.equal(session.board.getAs('item', note.id)?.state, 'published');
  session.leave();
});

const all: Verb[] = [
  'item.add',
  'item.edit',
  'item.move',
  'item.withdraw',
  'vote.cast',
  'driver.sense_set',
  'link.add',
];

function sessionOf(
  me: Me,
  phase: PhaseRecord,
  records: readonly BoardRecord[],
  rights: readonly Verb[] = all,
) {
  const board = new BoardModel((run) => run());
  board.applyChanges(records.map((record) => ['put', record]));
  return { board, me: { value: me }, rights: { value: new Set(rights) }, phases: { value: [phase] } };
}

const ada: Me = { id: 'ada', role: 'participant', name: 'Ada' };
const hanna: Me = { id: 'hanna', role: 'facilitator', name: 'Hanna' };
const open = aPhase('p', 0, { state: 'running' });

test('what is mine I may change, what others made only a facilitator or an opened phase may', () => {
  const records = [
    aNote('mine', { by: 'ada' }),
    aNote('theirs', { by: 'bo' }),
    aNote('card', { state: 'sealed' }),
  ];
  const session = sessionOf(ada, open, records);
  assert.ok(can(session, 'item.edit', 'mine') && can(session, 'item.edit', 'card'));
  assert.ok(!can(session, 'item.edit', 'theirs') && !can(session, 'item.move', 'theirs'));
  assert.ok(can(session, 'link.add', 'theirs'), 'one may connect what others made');
  assert.ok(can(session, 'item.add', 'not there yet'));
  assert.ok(!can(session, 'phase.start'));
  const opened = sessionOf(ada, { ...open, may: ['write', 'move_any'] }, records);
  assert.ok(can(opened, 'item.move', 'theirs') && !can(opened, 'item.edit', 'theirs'));
  assert.ok(can(sessionOf(hanna, open, records), 'item.edit', 'theirs'));
  assert.ok(!can({ ...session, me: { value: null } }, 'item.add'));
});

test('a motive is changed by its holder alone, also by no facilitator', () => {
  const motive = aDriver('d', { senses: ['motive'], holder: 'ada', by: 'hanna' });
  const records = [motive, aNote('n', { kind: 'driver', driver: 'd', by: 'hanna' })];
  assert.ok(can(sessionOf(ada, open, records), 'item.edit', 'n'));
  assert.ok(!can(sessionOf(hanna, open, records), 'item.edit', 'n'));
  assert.ok(!can(sessionOf(hanna, open, records), 'driver.sense_set', 'd'));
  assert.ok(
    can(sessionOf(hanna, open, records), 'item.move', 'n'),
    'its place on the board is another matter',
  );
  const ours = [{ ...motive, holder: 'group' }, ...records.slice(1)];
  assert.ok(can(sessionOf({ ...ada, group: 'group' }, open, ours), 'item.edit', 'n'));
});

test('facilitators vote when they belong to a group, or when nobody does', () => {
  const group = { type: 'group', id: 'g', name: 'G', colour: 'sky' } as const;
  assert.ok(can(sessionOf(hanna, open, []), 'vote.cast'));
  assert.ok(!can(sessionOf(hanna, open, [group]), 'vote.cast'));
  assert.ok(can(sessionOf({ ...hanna, group: 'g' }, open, [group]), 'vote.cast'));
  assert.ok(can(sessionOf(ada, open, [group]), 'vote.cast'));
});

test('mine is what I made, I myself, and my cards', () => {
  const session = sessionOf(ada, open, []);
  assert.ok(isMine(session, { type: 'person', id: 'ada', role: 'participant', joined_at: 0 }));
  assert.ok(!isMine(session, { type: 'person', id: 'bo', role: 'participant', joined_at: 0 }));
  assert.ok(!isMine(session, open));
});
