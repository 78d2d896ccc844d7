import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '../../src/model/id.ts';
import type { BoardRecord } from '../../src/protocol/catalogue.ts';
import { FakeClock } from '../support/clock.ts';
import { aNote, aRound, aZone } from '../support/records.ts';
import { DummyServer, FAIR, ROOM } from '../support/server.ts';
import { aBrowser, Tab } from '../support/tab.ts';

/** What everybody sees alike: ballots of secret rounds and sealed cards are left out. */
const common = (records: readonly BoardRecord[]) =>
  records.filter(
    (record) => record.type !== 'ballot' && !(record.type === 'item' && record.phase === 'phase-sealed'),
  );

const STORM = { latencyMs: 30, slowDown: 0.1, eventsFirst: 0.5, twice: 0.2, snapshot: 0.3 };

function pick<T>(clock: FakeClock, list: readonly T[]): T | undefined {
  return list[Math.floor(clock.random() * list.length)];
}

/** One random act of one person, on something that this person sees. */
function actAtRandom(tab: Tab, clock: FakeClock, step: number): void {
  const items = [...tab.board.all('item')];
  const item = pick(clock, items)?.id;
  const other = pick(clock, items)?.id;
  const link = pick(clock, [...tab.board.all('link')])?.id;
  const x = Math.floor(clock.random() * 1000);
  const kind = Math.floor(clock.random() * 10);
  if (item === undefined || other === undefined || kind < 3) {
    const text = clock.random() < 0.1 ? 'refuse me' : `note ${step}`;
    void tab.client.do('item.add', { id: newId(), text, x, y: 0 });
  } else if (kind === 3) void tab.client.do('item.edit', { item, text: `edit ${step}` });
  else if (kind === 4) {
    const moves =
      item === other
        ? [{ item, x, y: x }]
        : [
            { item, x, y: x },
            { item: other, x: x + 1, y: x },
          ];
    void tab.client.do('item.move', { moves });
  } else if (kind === 5) void tab.client.do('item.withdraw', { items: [item] });
  else if (kind === 6) void tab.client.do('item.recolour', { items: [item], colour: 'mint' });
  else if (kind === 7)
    void tab.client.do('link.add', { id: newId(), from: item, to: other, kind: 'relates' });
  else if (kind === 8 && link !== undefined) void tab.client.do('link.remove', { link });
  else void tab.client.do('driver.add', { id: newId(), from: item, senses: ['factor'] });
}

test('in any weather all tabs end with what the server has, each act having happened once', async () => {
  for (let seed = 1; seed <= 20; seed++) {
    const clock = new FakeClock(seed);
    const server = new DummyServer(clock, STORM);
    server.act('zone.add', [['put', aZone('z', 0, -100, 500, 400)]]);
    const tabs = ['Ada', 'Bo', 'Cy'].map((name) => new Tab(server, aBrowser(), { key: 'guest', name }));
    await clock.advance(1000);
    for (let step = 0; step < 60; step++) {
      const tab = tabs[Math.floor(clock.random() * tabs.length)] as Tab;
      actAtRandom(tab, clock, step);
      if (clock.random() < 0.05) server.cut();
      if (clock.random() < 0.05) server.cut(1012, tab.me?.id);
      await clock.advance(clock.random() * 200);
    }
    server.weather = FAIR;
    await clock.advance(120_000);
    for (const tab of tabs) {
      assert.equal(tab.connection.pending, 0, `seed ${seed}`);
      assert.deepEqual(common(tab.board.snapshot()), common(server.truth()), `seed ${seed}`);
      assert.deepEqual(await tab.browser.outbox.load(ROOM), []);
    }
    const adds = server.streams.room.log.filter((event) => event.verb === 'item.add');
    const added = adds.flatMap((event) => event.changes.map((change) => change[0] === 'put' && change[1].id));
    assert.equal(new Set(added).size, added.length, `seed ${seed}: nothing was added twice`);
  }
});

test('in any weather secret dots end as they were last set, and nobody else ever sees one', async () => {
  for (let seed = 1; seed <= 12; seed++) {
    const clock = new FakeClock(seed);
    const server = new DummyServer(clock, STORM);
    server.act('vote.open', [
      ['put', aNote('a')],
      ['put', aNote('b')],
      ['put', aRound('r', ['a', 'b'], { dots: 99, max_per_option: 99 })],
    ]);
    const tabs = ['Ada', 'Bo'].map((name) => new Tab(server, aBrowser(), { key: 'guest', name }));
    await clock.advance(1000);
    const last = new Map<string, number>();
    for (let step = 1; step <= 20; step++) {
      const tab = tabs[step % 2] as Tab;
      const option = clock.random() < 0.5 ? 'a' : 'b';
      const answer = tab.client.do('vote.cast', { round: 'r', option, dots: step });
      void answer.then((end) => {
        if (end === 'done') last.set(`${tab.me?.id} ${option}`, step);
      });
      if (clock.random() < 0.1) server.cut();
      await clock.advance(clock.random() * 400);
    }
    server.weather = FAIR;
    await clock.advance(120_000);
    for (const tab of tabs) {
      const ballots = [...tab.board.all('ballot')];
      assert.ok(ballots.every((ballot) => ballot.by === tab.me?.id));
      assert.ok(ballots.length <= 1);
      const shown = new Map(
        ballots.flatMap(({ by, dots }) => dots.map((entry) => [`${by} ${entry.option}`, entry.dots])),
      );
      const mine = new Map([...last].filter(([key]) => key.startsWith(`${tab.me?.id} `)));
      assert.deepEqual([...shown].sort(), [...mine].sort(), `seed ${seed}`);
    }
  }
});

test('a tab that is thrown away at any moment leaves nothing undone', async () => {
  for (let seed = 1; seed <= 12; seed++) {
    const clock = new FakeClock(seed);
    const server = new DummyServer(clock, { ...STORM, slowDown: 0 });
    const browser = aBrowser();
    let tab = new Tab(server, browser);
    await clock.advance(1000);
    const wanted: string[] = [];
    for (let step = 0; step < 12; step++) {
      const id = newId();
      wanted.push(id);
      void tab.client.do('item.add', { id, text: `${step}`, x: 0, y: 0 });
      void tab.client.do('item.edit', { item: id, text: `${step}!` });
      await clock.advance(clock.random() * 60);
      if (clock.random() < 0.4) {
        tab.client.leave();
        tab = new Tab(server, browser, {});
        await clock.advance(clock.random() * 500);
      }
    }
    await clock.advance(120_000);
    const texts = wanted.map((id) => server.board.getAs('item', id)?.text);
    assert.deepEqual(
      texts,
      wanted.map((_, step) => `${step}!`),
      `seed ${seed}`,
    );
    assert.equal(server.streams.room.log.filter((event) => event.verb === 'item.add').length, wanted.length);
    assert.equal(tab.connection.pending, 0);
    assert.equal(server.people.size, 1);
  }
});
