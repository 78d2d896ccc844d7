import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BoardModel } from '../../src/model/board.ts';
import { around, contains, freePlace, overlaps, toCoordinate } from '../../src/model/geometry.ts';
import {
  agenda,
  dotsLeft,
  dotsOn,
  itemsOfZone,
  linksOf,
  optionOrder,
  results,
  roundsInOrder,
  runningPhase,
  suitableDots,
  textOf,
  zoneAt,
  zonesInOrder,
} from '../../src/model/select.ts';
import type { BallotRecord, BoardRecord } from '../../src/protocol/catalogue.ts';
import { aDriver, aLink, aNote, aPhase, aRoom, aRound, aZone } from '../support/records.ts';

const boardOf = (...records: BoardRecord[]) => {
  const board = new BoardModel((run) => run());
  board.applyChanges(records.map((record) => ['put', record]));
  return board;
};
const ids = (records: readonly { id: string }[]) => records.map(({ id }) => id);

test('items of a zone are told in reading order, without withdrawn ones', () => {
  const board = boardOf(
    aNote('c', { zone: 'z', x: 200, y: 10 }),
    aNote('a', { zone: 'z', x: 0, y: 30 }),
    aNote('d', { zone: 'z', x: 0, y: 400 }),
    aNote('gone', { zone: 'z', state: 'withdrawn' }),
    aNote('free'),
  );
  assert.deepEqual(ids(itemsOfZone(board, 'z')), ['a', 'c', 'd']);
  assert.deepEqual(ids(itemsOfZone(board, undefined)), ['free']);
});

test('the smallest zone at a point is the one that counts, its right and lower edge not included', () => {
  const board = boardOf(aZone('small', 0, 0, 10, 10), aZone('large', -50, -50, 100, 100));
  assert.equal(zoneAt(board, { x: 9, y: 9 })?.id, 'small');
  assert.equal(zoneAt(board, { x: 10, y: 9 })?.id, 'large');
  assert.equal(zoneAt(board, { x: 50, y: 0 }), undefined);
  assert.deepEqual(ids(zonesInOrder(board)), ['large', 'small']);
});

test('the text of a placement is that of its driver', () => {
  const board = boardOf(aDriver('d', { text: 'Cost' }), aNote('n', { driver: 'd' }), aNote('m'));
  const text = (id: string) => textOf(board, board.getAs('item', id) ?? aNote('none'));
  assert.deepEqual([text('n'), text('m')], ['Cost', 'm']);
});

test('links are found from both ends', () => {
  const board = boardOf(aLink('1', 'a', 'b'), aLink('2', 'c', 'a'), aLink('3', 'b', 'c'));
  assert.deepEqual(ids(linksOf(board, 'a')), ['1', '2']);
});

test('the agenda has its order, and the room names the phase that runs', () => {
  const board = boardOf(
    aPhase('b', 2, { state: 'running' }),
    aPhase('a', 1),
    aRoom('R', 'J', { phase: 'b' }),
  );
  assert.deepEqual(ids(agenda(board)), ['a', 'b']);
  assert.equal(runningPhase(board)?.id, 'b');
  assert.equal(runningPhase(boardOf()), undefined);
});

test('dots left are those of an open round that I have not given', () => {
  const ballot: BallotRecord = {
    type: 'ballot',
    id: 'b',
    round: 'r',
    by: 'me',
    dots: [{ option: 'a', dots: 2 }],
  };
  const board = boardOf(
    aRound('r', ['a', 'b']),
    ballot,
    aRound('old', ['a'], { state: 'closed', opened_at: 5 }),
  );
  assert.equal(dotsLeft(board, 'r', 'me'), 1);
  assert.equal(dotsLeft(board, 'r', 'you'), 3);
  assert.equal(dotsLeft(board, 'old', 'me'), 0);
  assert.equal(dotsOn(board, 'r', 'me', 'a'), 2);
  assert.equal(dotsOn(board, 'r', 'me', 'b'), 0);
  assert.deepEqual(ids(roundsInOrder(board)), ['old', 'r']);
});

test('each person has their own order of options, the same each time, with every option in it', () => {
  const options = Array.from({ length: 12 }, (_, place) => `o${place}`);
  const round = aRound('r', options);
  assert.deepEqual(optionOrder(round, 'ada'), optionOrder(round, 'ada'));
  assert.deepEqual([...optionOrder(round, 'ada')].sort(), [...options].sort());
  assert.notDeepEqual(optionOrder(round, 'ada'), optionOrder(round, 'bo'));
});

test('no option gains by its place: over many people each stands first about as often', () => {
  const options = ['a', 'b', 'c', 'd'];
  const first = new Map<string, number>();
  for (let person = 0; person < 2000; person++) {
    const leader = optionOrder(aRound('r', options), `person ${person}`)[0] ?? '';
    first.set(leader, (first.get(leader) ?? 0) + 1);
  }
  for (const option of options) {
    const count = first.get(option) ?? 0;
    assert.ok(count > 400 && count < 600, `${option} leads ${count} times`);
  }
});

test('results are there once a round is closed, most dots first', () => {
  const outcomes = [
    { option: 'a', total: 1, breadth: 1, shares: [] },
    { option: 'b', total: 5, breadth: 1, shares: [] },
    { option: 'c', total: 1, breadth: 1, shares: [] },
  ];
  const round = aRound('r', ['c', 'a', 'b'], { outcomes });
  assert.deepEqual(results(round), []);
  assert.deepEqual(
    results({ ...round, state: 'closed' }).map(({ option }) => option),
    ['b', 'c', 'a'],
  );
  assert.deepEqual(results({ ...round, state: 'suppressed' }), []);
});

test('a quarter of the options, at least three and at most seven, are a suitable number of dots', () => {
  assert.deepEqual([2, 12, 14, 16, 20, 28, 400].map(suitableDots), [3, 3, 4, 4, 5, 7, 7]);
});

test('coordinates are integers that the server takes', () => {
  assert.deepEqual(
    [1.4, -1.6, 9e9, -9e9, Number.NaN, -0.2].map(toCoordinate),
    [1, -2, 1_000_000, -1_000_000, 0, 0],
  );
});

test('boxes meet, hold points, and are held by one around them', () => {
  const box = { x: 0, y: 0, w: 10, h: 10 };
  assert.ok(contains(box, { x: 0, y: 0 }) && !contains(box, { x: 10, y: 0 }));
  assert.ok(overlaps(box, { x: 9, y: 9, w: 5, h: 5 }) && !overlaps(box, { x: 10, y: 0, w: 5, h: 5 }));
  assert.deepEqual(around([box, { x: -5, y: 2, w: 1, h: 20 }]), { x: -5, y: 0, w: 15, h: 22 });
  assert.equal(around([]), null);
});

test('a free place is near, and covers nothing', () => {
  assert.deepEqual(freePlace({ x: 0, y: 0 }, []), { x: 0, y: 0 });
  assert.deepEqual(freePlace({ x: 0, y: 0 }, [{ x: 10, y: 10 }]), { x: 200, y: 0 });
});
