import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '../../src/model/id.ts';
import type { Colour } from '../../src/protocol/catalogue.ts';
import { FakeClock, settled } from '../support/clock.ts';
import { aNote, aRound } from '../support/records.ts';
import { DummyServer, FAIR, ROOM } from '../support/server.ts';
import { aBrowser, Tab } from '../support/tab.ts';

async function inRoom(more: { seed?: number; browser?: ReturnType<typeof aBrowser> } = {}) {
  const clock = new FakeClock(more.seed ?? 1);
  const server = new DummyServer(clock);
  const tab = new Tab(server, more.browser);
  await clock.advance(200);
  return { clock, server, tab };
}

const add = (tab: Tab, text: string, colour: Colour = 'sun') => {
  const id = newId();
  return { id, answer: tab.client.do('item.add', { id, text, x: 10, y: 20, colour }) };
};

test('joining brings the records of room and journey, the people, and who I am', async () => {
  const { tab, server } = await inRoom();
  assert.equal(tab.connection.state, 'live');
  assert.equal(tab.me?.name, 'Ada');
  assert.equal(tab.me?.role, 'participant');
  assert.ok(tab.rights.has('item.add'));
  assert.deepEqual(tab.board.snapshot(), server.truth());
  assert.equal(tab.board.count('journey'), 1);
  assert.deepEqual(
    tab.client.roster.list().map(({ name, present }) => [name, present]),
    [['Ada', true]],
  );
});

test('a note is on the board before the server has heard of it, and saved when it has answered', async () => {
  const { tab, server, clock } = await inRoom();
  const note = add(tab, 'Trust');
  assert.equal(tab.board.getAs('item', note.id)?.text, 'Trust');
  assert.ok(tab.board.isPending(note.id));
  assert.equal(tab.connection.pending, 1);
  await clock.advance(100);
  assert.equal(await note.answer, 'done');
  assert.equal(tab.connection.pending, 0);
  assert.ok(!tab.board.isPending(note.id));
  assert.deepEqual(tab.board.snapshot(), server.truth());
});

test('nothing flickers while an answer comes, in whatever order and frames', async () => {
  for (let seed = 1; seed <= 40; seed++) {
    const { tab, clock } = await inRoom({ seed });
    const note = add(tab, 'Trust');
    await clock.advance(100);
    const shown: number[] = [];
    tab.board.subscribe(() => shown.push(tab.board.getAs('item', note.id)?.x ?? NaN));
    void tab.client.do('item.move', { moves: [{ item: note.id, x: 500, y: 20 }] });
    await clock.advance(1);
    void tab.client.do('item.move', { moves: [{ item: note.id, x: 600, y: 20 }] });
    await clock.advance(3000);
    const steps = shown.filter((x, place) => x !== shown[place - 1]);
    assert.deepEqual(steps, [500, 600], `seed ${seed}`);
  }
});

test('a driver appears in one piece, although its halves live in two streams', async () => {
  for (let seed = 1; seed <= 40; seed++) {
    const { tab, clock, server } = await inRoom({ seed });
    const note = add(tab, 'Trust');
    await clock.advance(100);
    const wrong: string[] = [];
    const id = newId();
    void tab.client.do('driver.add', { id, from: note.id, senses: ['factor'] });
    tab.board.subscribe(() => {
      const item = tab.board.getAs('item', note.id);
      const driver = tab.board.getAs('driver', item?.driver);
      if (item?.kind !== 'driver' || driver?.text !== 'Trust') wrong.push(JSON.stringify([item, driver]));
    });
    await clock.advance(3000);
    assert.deepEqual(wrong, [], `seed ${seed}`);
    assert.deepEqual(tab.board.snapshot(), server.truth());
    assert.equal(tab.connection.pending, 0);
  }
});

test('a refusal takes the echo back, tells why, and takes along what was meant for it', async () => {
  const { tab, clock } = await inRoom();
  const note = add(tab, 'refuse me');
  const edit = tab.client.do('item.edit', { item: note.id, text: 'better' });
  const other = add(tab, 'fine');
  assert.equal(tab.board.getAs('item', note.id)?.text, 'better');
  await clock.advance(200);
  assert.deepEqual(await note.answer, { code: 'board_full', text: { en: 'No.', nl: 'Nee.' } });
  assert.notEqual(await edit, 'done');
  assert.equal(await other.answer, 'done');
  assert.equal(tab.board.get(note.id), undefined);
  assert.equal(tab.toasts.length, 1);
  assert.equal(tab.connection.pending, 0);
});

test('what is done offline is shown, counted, and sent in order when the connection is back', async () => {
  const { tab, server, clock } = await inRoom();
  server.up = false;
  server.cut();
  await clock.advance(10);
  assert.equal(tab.connection.state, 'offline');
  assert.ok(tab.connection.retryAt !== undefined && tab.connection.retryAt > clock.now());
  const note = add(tab, 'one');
  void tab.client.do('item.edit', { item: note.id, text: 'two' });
  void tab.client.do('item.withdraw', { items: [note.id] });
  assert.equal(tab.connection.pending, 3);
  assert.equal(tab.connection.oldestPendingAt, clock.now());
  server.up = true;
  await clock.advance(60_000);
  assert.equal(tab.connection.state, 'live');
  assert.deepEqual(
    server.heard.map(({ verb }) => verb),
    ['item.add', 'item.edit', 'item.withdraw'],
  );
  assert.equal(tab.connection.pending, 0);
  assert.deepEqual(tab.board.snapshot(), server.truth());
});

test('an act whose answer was lost is sent again under the same op and happens once', async () => {
  for (let seed = 1; seed <= 30; seed++) {
    const { tab, server, clock } = await inRoom({ seed });
    const note = add(tab, 'once');
    await clock.advance(seed % 15);
    server.cut();
    await clock.advance(60_000);
    assert.equal(await note.answer, 'done');
    assert.equal(new Set(server.heard.map(({ op }) => op)).size, 1);
    assert.equal(
      server.streams.room.log.filter((event) => event.verb === 'item.add').length,
      1,
      `seed ${seed}`,
    );
    assert.equal(tab.connection.pending, 0);
  }
});

test('a reload keeps who I am and what was not sent, and needs no link', async () => {
  const browser = aBrowser();
  const { tab, server, clock } = await inRoom({ browser });
  const me = tab.me?.id;
  server.up = false;
  server.cut();
  await clock.advance(10);
  const note = add(tab, 'kept');
  await settled();
  tab.client.leave();
  server.up = true;
  const again = new Tab(server, browser, {});
  await clock.advance(1);
  assert.equal(again.board.getAs('item', note.id)?.text, 'kept', 'shown before the server answers');
  assert.equal(again.connection.pending, 1);
  await clock.advance(500);
  assert.equal(again.me?.id, me);
  assert.equal(again.me?.name, 'Ada');
  assert.equal(again.connection.pending, 0);
  assert.deepEqual(again.board.snapshot(), server.truth());
  assert.deepEqual(await browser.outbox.load(ROOM), []);
  assert.equal(server.people.size, 1);
});

test('what somebody else left behind in this browser is not sent under my name', async () => {
  const browser = aBrowser();
  const { server, clock } = await inRoom();
  await browser.outbox.keep(ROOM, {
    op: newId(),
    person: 'somebody',
    verb: 'item.add',
    fields: { id: newId(), text: 'theirs', x: 0, y: 0 },
    at: 0,
  });
  const tab = new Tab(server, browser, { key: 'guest', name: 'Bo' });
  await clock.advance(500);
  assert.equal(tab.connection.pending, 0);
  assert.equal(server.heard.length, 0);
  assert.equal(tab.toasts.length, 1);
  assert.deepEqual(await browser.outbox.load(ROOM), []);
});

test('two links of one room in one browser are two people, and each keeps what is theirs', async () => {
  const browser = aBrowser();
  const { tab, server, clock } = await inRoom({ browser });
  server.up = false;
  server.cut();
  await clock.advance(10);
  const note = add(tab, 'mine');
  await settled();
  tab.client.leave();
  server.up = true;
  const host = new Tab(server, browser, { key: 'host', name: 'Hanna' });
  await clock.advance(500);
  assert.equal(host.me?.role, 'facilitator');
  assert.equal(server.heard.length, 0);
  assert.deepEqual(host.toasts, []);
  const again = new Tab(server, browser, { key: 'guest' });
  await clock.advance(500);
  assert.equal(again.me?.id, tab.me?.id);
  assert.equal(server.board.getAs('item', note.id)?.by, tab.me?.id);
  assert.equal(server.people.size, 2);
});

test('votes and what a facilitator decides are not kept for later', async () => {
  const { tab, server, clock } = await inRoom();
  server.up = false;
  server.cut();
  await clock.advance(10);
  const vote = await tab.client.do('vote.cast', { round: 'r', option: 'n', dots: 1 });
  const start = await tab.client.do('phase.start', { phase: 'phase-sealed' });
  for (const answer of [vote, start]) assert.equal(answer === 'done' ? answer : answer.code, 'offline');
  assert.equal(tab.connection.pending, 0);
  assert.deepEqual(await tab.browser.outbox.load(ROOM), []);
});

test('a secret ballot shows to its voter only, keeps its dots across a reload, and goes at the close', async () => {
  const { tab, server, clock } = await inRoom();
  server.act('vote.open', [
    ['put', aNote('a')],
    ['put', aNote('b')],
    ['put', aRound('r', ['a', 'b'])],
  ]);
  const other = new Tab(server);
  await clock.advance(200);
  const shown: number[] = [];
  const dots = (of: Tab) => [...of.board.all('ballot')].flatMap((ballot) => ballot.dots);
  tab.board.subscribe(() => shown.push(dots(tab).reduce((sum, entry) => sum + entry.dots, 0)));
  void tab.client.do('vote.cast', { round: 'r', option: 'a', dots: 1 });
  void tab.client.do('vote.cast', { round: 'r', option: 'a', dots: 2 });
  void tab.client.do('vote.cast', { round: 'r', option: 'b', dots: 1 });
  await clock.advance(500);
  assert.deepEqual([...new Set(shown)], [3], 'no dot blinks');
  assert.deepEqual(dots(tab), [
    { option: 'a', dots: 2 },
    { option: 'b', dots: 1 },
  ]);
  assert.equal([...tab.board.all('ballot')].length, 1);
  assert.deepEqual(dots(other), []);
  tab.client.leave();
  const again = new Tab(server, tab.browser, {});
  await clock.advance(500);
  assert.equal(dots(again).length, 2);
  server.closeRound('r');
  await clock.advance(500);
  assert.deepEqual(dots(again), []);
});

test('cards of a sealed phase are mine until they are revealed under other ids', async () => {
  const { tab, server, clock } = await inRoom();
  const host = new Tab(server, aBrowser(), { key: 'host', name: 'Hanna' });
  await clock.advance(200);
  assert.equal(await answered(clock, host.client.do('phase.start', { phase: 'phase-sealed' })), 'done');
  const card = add(tab, 'secret');
  const gone = add(tab, 'gone');
  void tab.client.do('item.withdraw', { items: [gone.id] });
  await clock.advance(500);
  assert.equal(tab.board.getAs('item', card.id)?.state, 'sealed');
  assert.equal(tab.board.getAs('item', gone.id)?.state, 'withdrawn');
  assert.equal(host.board.count('item'), 0);
  assert.equal(tab.connection.pending, 0);
  await answered(clock, host.client.do('phase.start', { phase: 'phase-open' }));
  for (const board of [tab.board, host.board]) {
    const items = [...board.all('item')];
    assert.equal(items.length, 1);
    assert.equal(items[0]?.text, 'secret');
    assert.notEqual(items[0]?.id, card.id);
    assert.equal(items[0]?.by, undefined);
  }
});

test('a card that was written offline is not sent once its sealed phase is over', async () => {
  const { tab, server, clock } = await inRoom();
  const host = new Tab(server, aBrowser(), { key: 'host', name: 'Hanna' });
  await clock.advance(200);
  await answered(clock, host.client.do('phase.start', { phase: 'phase-sealed' }));
  server.cut(1006, tab.me?.id);
  await clock.advance(1);
  const card = add(tab, 'secret');
  void host.client.do('phase.start', { phase: 'phase-open' });
  await clock.advance(60_000);
  const answer = await card.answer;
  assert.equal(answer === 'done' ? answer : answer.code, 'phase_not_allowed');
  assert.ok(!server.heard.some(({ verb }) => verb === 'item.add'));
  assert.equal(tab.connection.pending, 0);
});

/** Starts a phase; resolves when the server has, and nobody else knows yet. */
async function startBehindTheirBacks(
  host: Tab,
  server: DummyServer,
  clock: FakeClock,
  phase: string,
): Promise<void> {
  const before = server.heard.length;
  void host.client.do('phase.start', { phase });
  for (let ms = 0; server.heard.length === before && ms < 1000; ms++) await clock.advance(1);
}

test('a card on its way when its sealed phase ends is refused, and its text given back', async () => {
  const { tab, server, clock } = await inRoom();
  const host = new Tab(server, aBrowser(), { key: 'host', name: 'Hanna' });
  await clock.advance(200);
  await answered(clock, host.client.do('phase.start', { phase: 'phase-sealed' }));
  await clock.advance(200);
  await startBehindTheirBacks(host, server, clock, 'phase-open');
  const card = add(tab, 'secret');
  await clock.advance(2000);
  const answer = await card.answer;
  assert.ok(answer !== 'done' && answer.code === 'phase_not_allowed' && answer.text.en.includes('secret'));
  assert.equal(host.board.count('item'), 0);
});

test('a note on its way when a sealed phase begins is written into that phase, once', async () => {
  const { tab, server, clock } = await inRoom();
  const host = new Tab(server, aBrowser(), { key: 'host', name: 'Hanna' });
  await clock.advance(200);
  await startBehindTheirBacks(host, server, clock, 'phase-sealed');
  const note = add(tab, 'hello');
  await clock.advance(2000);
  assert.equal(await note.answer, 'done');
  assert.equal(tab.board.getAs('item', note.id)?.state, 'sealed');
  assert.equal(host.board.count('item'), 0);
  assert.equal(tab.connection.pending, 0);
});

test('slow_down is obeyed, and order on one object is kept', async () => {
  for (let seed = 1; seed <= 30; seed++) {
    const { tab, server, clock } = await inRoom({ seed });
    server.weather = { ...FAIR, slowDown: 0.4 };
    const note = add(tab, '0');
    for (let step = 1; step <= 9; step++) void tab.client.do('item.edit', { item: note.id, text: `${step}` });
    await clock.advance(60_000);
    assert.equal(server.board.getAs('item', note.id)?.text, '9', `seed ${seed}`);
    assert.equal(tab.connection.pending, 0);
    assert.deepEqual(tab.toasts, []);
  }
});

test('many acts at once are paced below what the server allows', async () => {
  const { tab, server, clock } = await inRoom();
  for (let step = 0; step < 300; step++) add(tab, `${step}`);
  await clock.advance(1000);
  assert.ok(server.heard.length <= 130, `${server.heard.length} in the first second`);
  await clock.advance(10_000);
  assert.equal(server.heard.length, 300);
  assert.equal(tab.connection.pending, 0);
});

test('the outbox is bounded, and says so', async () => {
  const { tab, server, clock } = await inRoom();
  server.up = false;
  server.cut();
  await clock.advance(10);
  for (let step = 0; step < 500; step++) add(tab, `${step}`);
  const answer = await add(tab, 'one too many').answer;
  assert.equal(answer === 'done' ? answer : answer.code, 'queue_full');
  assert.equal(tab.connection.pending, 500);
});

test('an unknown secret is refused with the words of the server, and not tried again', async () => {
  const clock = new FakeClock();
  const server = new DummyServer(clock);
  const tab = new Tab(server, aBrowser(), { key: 'wrong', name: 'Ada' });
  await clock.advance(120_000);
  assert.equal(tab.connection.state, 'refused');
  assert.equal(tab.connection.refusal?.code, 'room_unknown');
  assert.deepEqual(tab.states, ['connecting', 'refused']);
});

test('a forgotten token falls back to the link', async () => {
  const { tab, server, clock } = await inRoom();
  tab.client.leave();
  server.people.clear();
  const again = new Tab(server, tab.browser, { name: 'Ada' });
  await clock.advance(1000);
  assert.equal(again.connection.state, 'live');
  assert.equal(server.people.size, 1);
});

test('somebody who was removed does not come back by themselves', async () => {
  const { tab, server, clock } = await inRoom();
  server.cut(4001);
  await clock.advance(120_000);
  assert.equal(tab.connection.state, 'removed');
});

test('after resync the client joins again on the same connection with what it has', async () => {
  const { tab, server, clock } = await inRoom();
  const note = add(tab, 'before');
  await clock.advance(100);
  server.resync();
  await clock.advance(20);
  void tab.client.do('item.edit', { item: note.id, text: 'after' });
  await clock.advance(3000);
  assert.equal(tab.connection.pending, 0);
  assert.equal(server.board.getAs('item', note.id)?.text, 'after');
  assert.deepEqual(tab.states, ['connecting', 'live']);
});

test('a connection that stays silent while an answer is due is given up', async () => {
  const { tab, server, clock } = await inRoom();
  const deaf = server.receive;
  server.receive = () => undefined;
  const note = add(tab, 'hello?');
  await clock.advance(20_000);
  server.receive = deaf;
  await clock.advance(30_000);
  assert.equal(await note.answer, 'done');
  assert.equal(tab.connection.state, 'live');
});

test('after waking up a dead connection is found out, and a living one is kept', async () => {
  const { tab, server, clock } = await inRoom();
  await clock.advance(60_000);
  tab.client.wake();
  await clock.advance(10_000);
  assert.deepEqual(tab.states, ['connecting', 'live']);
  const hears = server.receive;
  server.receive = () => undefined;
  tab.client.wake();
  await clock.advance(6000);
  server.receive = hears;
  await clock.advance(30_000);
  assert.deepEqual(tab.states, ['connecting', 'live', 'offline', 'live']);
});

async function answered<T>(clock: FakeClock, answer: Promise<T>): Promise<T> {
  await clock.advance(500);
  return answer;
}
