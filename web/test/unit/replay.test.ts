import assert from 'node:assert/strict';
import { test } from 'node:test';
import { replaySession } from '../../src/app/replay.ts';
import { BoardModel } from '../../src/model/board.ts';
import { newId } from '../../src/model/id.ts';
import type { WireEvent } from '../../src/protocol/codec.ts';
import { HttpProblem } from '../../src/sync/http.ts';
import { loadLog, mergeLogs, Replay } from '../../src/sync/replay.ts';
import { FakeClock, seededRandom } from '../support/clock.ts';
import { aNote, aPhase, aRound } from '../support/records.ts';
import { DummyServer } from '../support/server.ts';
import { aBrowser, Tab } from '../support/tab.ts';

/** A log of so many events about forty notes. */
function aLog(length: number): WireEvent[] {
  const random = seededRandom(7);
  return Array.from({ length }, (_, place) => {
    const id = `n${Math.floor(random() * 40)}`;
    const changes =
      random() < 0.3
        ? [['put', aNote(id)] as const]
        : random() < 0.1
          ? [['drop', id] as const]
          : [['patch', id, { x: place }] as const];
    return { seq: place + 1, at: place * 10, verb: 'item.move', changes };
  });
}

const after = (events: readonly WireEvent[]) => {
  const board = new BoardModel((run) => run());
  for (const event of events) board.applyChanges(event.changes);
  return board.snapshot();
};

test('replay of the logs ends where the live boards are', async () => {
  const clock = new FakeClock(3);
  const server = new DummyServer(clock);
  const tab = new Tab(server, aBrowser(), { key: 'host', name: 'Hanna' });
  await clock.advance(300);
  for (let step = 0; step < 20; step++) {
    const id = newId();
    void tab.client.do('item.add', { id, text: `${step}`, x: step, y: 0 });
    if (step % 3 === 0) void tab.client.do('driver.add', { id: newId(), from: id, senses: ['factor'] });
    if (step === 10) void tab.client.do('phase.start', { phase: 'phase-sealed' });
    if (step === 15) void tab.client.do('phase.start', { phase: 'phase-open' });
    await clock.advance(200);
  }
  await clock.advance(5000);
  const { room, journey } = server.streams;
  const replay = new Replay(mergeLogs(room.log, journey.log));
  replay.seek(replay.length);
  assert.deepEqual(replay.board.snapshot(), tab.board.snapshot());
  assert.deepEqual(replay.board.snapshot(), server.truth());
  assert.deepEqual(
    replay.marks.map(({ kind, subject }) => [kind, subject]),
    [
      ['join', tab.me?.id],
      ['phase', 'phase-sealed'],
      ['phase', 'phase-open'],
    ],
  );
});

test('any jump, back or forth, shows the same as going there step by step', () => {
  const log = aLog(3500);
  const replay = new Replay(mergeLogs(log, []));
  const random = seededRandom(11);
  const goals = [
    3500,
    0,
    999,
    1000,
    1001,
    2500,
    1,
    3499,
    ...Array.from({ length: 12 }, () => random() * 3500),
  ];
  for (const goal of goals) {
    replay.seek(goal);
    assert.equal(replay.position, Math.round(goal));
    assert.deepEqual(replay.board.snapshot(), after(log.slice(0, Math.round(goal))), `at ${goal}`);
  }
});

test('a goal outside of the story is brought back into it', () => {
  const replay = new Replay(mergeLogs(aLog(5), []));
  replay.seek(-3);
  assert.equal(replay.position, 0);
  assert.equal(replay.current, null);
  replay.seek(99);
  assert.equal(replay.position, 5);
  replay.seek(Number.NaN);
  assert.equal(replay.position, 0);
});

test('logs merge by time, the journey first, and never against the order of a stream', () => {
  const event = (seq: number, at: number): WireEvent => ({ seq, at, verb: 'v', changes: [] });
  const merged = mergeLogs(
    [event(1, 10), event(2, 9), event(3, 20)],
    [event(1, 5), event(2, 20), event(3, 30)],
  );
  assert.deepEqual(
    merged.map(({ stream, event: { seq } }) => `${stream} ${seq}`),
    ['journey 1', 'room 1', 'room 2', 'journey 2', 'room 3', 'journey 3'],
  );
});

test('a position is found by time', () => {
  const replay = new Replay(mergeLogs(aLog(50), []));
  assert.equal(replay.positionAt(-1), 0);
  assert.equal(replay.positionAt(0), 1);
  assert.equal(replay.positionAt(25), 3);
  assert.equal(replay.positionAt(1e9), 50);
});

test('votes and phases are marked with what they are about', () => {
  const events: WireEvent[] = [
    { seq: 1, at: 1, verb: 'room.open', changes: [['put', aPhase('p', 0)]] },
    { seq: 2, at: 2, verb: 'phase.start', by: 'h', changes: [['patch', 'p', { state: 'running' }]] },
    { seq: 3, at: 3, verb: 'vote.open', by: 'h', changes: [['put', aRound('r', ['a', 'b'])]] },
    { seq: 4, at: 4, verb: 'vote.close', changes: [['patch', 'r', { state: 'closed' }]] },
  ];
  assert.deepEqual(new Replay(mergeLogs(events, [])).marks, [
    { kind: 'phase', position: 2, at: 2, verb: 'phase.start', by: 'h', subject: 'p' },
    { kind: 'vote', position: 3, at: 3, verb: 'vote.open', by: 'h', subject: 'r' },
    { kind: 'vote', position: 4, at: 4, verb: 'vote.close', subject: 'r' },
  ]);
});

test('a log is read page by page, whatever its role leaves out', async () => {
  const log = aLog(2600).filter((event) => event.seq % 3 !== 0);
  const asked: string[] = [];
  const fetch = (url: string, init: RequestInit) => {
    asked.push(url);
    assert.equal(new Headers(init.headers).get('authorization'), 'Bearer s3cret');
    const query = new URL(url).searchParams;
    const page = log
      .filter((event) => event.seq > Number(query.get('after')))
      .slice(0, Number(query.get('limit')));
    return Promise.resolve(new Response(page.map((event) => `${JSON.stringify(event)}\n`).join('')));
  };
  const told: number[] = [];
  const wanted = { path: '/api/rooms/R', bearer: 's3cret', onLoaded: (events: number) => told.push(events) };
  assert.deepEqual(await loadLog(fetch, 'http://test', wanted), log);
  assert.equal(told.at(-1), log.length);
  assert.ok(asked.every((url) => !url.includes('s3cret')));
});

test('a failed page says what the server says', async () => {
  const problem = { code: 'room_unknown', title: 'No room', detail: 'This link does not open a room.' };
  const fetch = () => Promise.resolve(new Response(JSON.stringify(problem), { status: 404 }));
  await assert.rejects(
    loadLog(fetch, 'http://test', { path: '/api/rooms/R', bearer: 'x' }),
    (error: unknown) => {
      assert.ok(error instanceof HttpProblem);
      assert.deepEqual([error.status, error.code, error.text], [404, 'room_unknown', problem.detail]);
      return true;
    },
  );
});

test('a session begins at the end and tells where it stands', () => {
  const session = replaySession(new Replay(mergeLogs(aLog(20), [])));
  assert.equal(session.position.value, 20);
  session.seek(3);
  assert.equal(session.position.value, 3);
  assert.equal(session.currentEvent.value?.event.seq, 3);
});
