import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BoardModel } from '../../src/model/board.ts';
import { foreseenBallot, predict } from '../../src/model/predict.ts';
import type { BoardRecord, Commands, Verb } from '../../src/protocol/catalogue.ts';
import { aDriver, aLink, aNote, aPhase, aRoom, aRound, aZone } from '../support/records.ts';

const actor = { me: 'me', at: 1000, top: 7 };

const boardOf = (...records: BoardRecord[]) => {
  const board = new BoardModel((run) => run());
  board.applyChanges(records.map((record) => ['put', record]));
  return board;
};

/** The board after an act, as its author sees it at once. */
function after<V extends Verb>(board: BoardModel, verb: V, fields: Commands[V]): BoardModel {
  board.applyChanges(predict(board, verb, fields, actor));
  return board;
}

const open = aPhase('p', 0, { state: 'running' });
const sealed = aPhase('p', 0, { state: 'running', write: 'sealed' });

test('a new note lies in front, in the running phase and in the innermost zone below its middle', () => {
  const board = boardOf(open, aZone('outer', -500, -500, 1000, 1000), aZone('inner', 0, 0, 200, 200));
  after(board, 'item.add', { id: 'n', text: 'Trust', x: 0, y: 0 });
  assert.deepEqual(board.get('n'), aNote('n', { text: 'Trust', z: 7, by: 'me', phase: 'p', zone: 'inner' }));
  after(board, 'item.add', { id: 'm', text: 'Time', x: -300, y: 0, colour: 'rose', zone: 'inner' });
  assert.equal(board.getAs('item', 'm')?.zone, 'inner', 'a zone that is named counts');
  assert.equal(board.getAs('item', 'm')?.colour, 'rose');
});

test('a card of a sealed phase is foreseen as sealed', () => {
  assert.equal(
    after(boardOf(sealed), 'item.add', { id: 'n', text: 'x', x: 0, y: 0 }).getAs('item', 'n')?.state,
    'sealed',
  );
});

test('what is there already is not put again', () => {
  const board = boardOf(aNote('n', { text: 'theirs' }));
  assert.deepEqual(predict(board, 'item.add', { id: 'n', text: 'x', x: 0, y: 0 }, actor), []);
  assert.deepEqual(predict(board, 'link.add', { id: 'n', from: 'a', to: 'b', kind: 'plus' }, actor), []);
});

test('moving raises, and finds the zone anew', () => {
  const board = boardOf(aNote('n', { zone: 'a' }), aZone('b', 1000, 0, 400, 400));
  after(board, 'item.move', {
    moves: [
      { item: 'n', x: 1000, y: 0 },
      { item: 'gone', x: 1, y: 1 },
    ],
  });
  assert.deepEqual(board.get('n'), aNote('n', { x: 1000, zone: 'b', z: 7 }));
  after(board, 'item.move', { moves: [{ item: 'n', x: 5000, y: 0 }] });
  assert.equal(board.getAs('item', 'n')?.zone, undefined);
});

test('withdrawing and restoring change the state only, and a card stays sealed', () => {
  const board = boardOf(sealed, aNote('n'), aNote('card', { state: 'sealed', phase: 'p' }));
  after(board, 'item.withdraw', { items: ['n', 'card', 'gone'] });
  assert.equal(board.getAs('item', 'n')?.state, 'withdrawn');
  after(board, 'item.restore', { items: ['n', 'card'] });
  assert.equal(board.getAs('item', 'n')?.state, 'published');
  assert.equal(board.getAs('item', 'card')?.state, 'sealed');
});

test('editing a placement edits its driver', () => {
  const board = boardOf(aDriver('d'), aNote('n', { kind: 'driver', driver: 'd' }));
  after(board, 'item.edit', { item: 'n', text: 'better' });
  assert.equal(board.getAs('driver', 'd')?.text, 'better');
  assert.equal(board.getAs('item', 'n')?.edited_at, 1000);
  assert.equal(
    after(boardOf(aNote('m')), 'item.edit', { item: 'm', text: 'b' }).getAs('item', 'm')?.text,
    'b',
  );
});

test('a note becomes the placement of a driver, which takes its text', () => {
  const board = boardOf(aNote('n', { text: 'Trust', by: 'ada' }));
  after(board, 'driver.add', { id: 'd', from: 'n', senses: ['motive'], level: 'individual' });
  const driver = aDriver('d', { text: 'Trust', senses: ['motive'], level: 'individual', holder: 'ada' });
  assert.deepEqual(board.get('d'), { ...driver, by: 'me', origin: 'n' });
  assert.equal(board.getAs('item', 'n')?.driver, 'd');
  assert.equal(board.getAs('item', 'n')?.text, undefined);
});

test('a new driver comes with its placement', () => {
  const board = after(boardOf(open), 'driver.add', {
    id: 'd',
    item: 'i',
    text: 'Cost',
    senses: ['factor'],
    x: 1,
    y: 2,
  });
  assert.equal(board.getAs('driver', 'd')?.text, 'Cost');
  const { text: _text, ...bare } = aNote('i', { x: 1, y: 2, z: 7, by: 'me', phase: 'p', colour: 'mint' });
  assert.deepEqual(board.get('i'), { ...bare, kind: 'driver', driver: 'd' });
});

test('the senses of a driver are set as a whole', () => {
  const board = boardOf(aDriver('d', { senses: ['factor'], unit: '€', movement: 'up' }));
  after(board, 'driver.sense_set', { driver: 'd', senses: ['lever'], tier: 'aim' });
  assert.deepEqual(board.get('d'), aDriver('d', { senses: ['lever'], tier: 'aim' }));
});

test('dots are set option by option, and zero takes them back', () => {
  const board = boardOf(aRound('r', ['a', 'b']));
  after(board, 'vote.cast', { round: 'r', option: 'a', dots: 2 });
  const id = foreseenBallot('r');
  assert.deepEqual(board.getAs('ballot', id)?.dots, [{ option: 'a', dots: 2 }]);
  after(board, 'vote.cast', { round: 'r', option: 'b', dots: 1 });
  after(board, 'vote.cast', { round: 'r', option: 'a', dots: 0 });
  assert.deepEqual(board.getAs('ballot', id)?.dots, [{ option: 'b', dots: 1 }]);
  assert.equal(board.count('ballot'), 1);
  const closed = boardOf(aRound('r', ['a'], { state: 'closed' }));
  assert.deepEqual(predict(closed, 'vote.cast', { round: 'r', option: 'a', dots: 1 }, actor), []);
});

test('a zone that goes lets go of what lay in it', () => {
  const board = after(boardOf(aZone('z', 0, 0, 9, 9), aNote('n', { zone: 'z' })), 'zone.remove', {
    zone: 'z',
  });
  assert.equal(board.get('z'), undefined);
  assert.deepEqual(board.get('n'), aNote('n'));
});

test('links, zones, rooms and groups change in the fields that are given', () => {
  const group = { type: 'group', id: 'g', name: 'Old', colour: 'sky' } as const;
  const board = boardOf(aLink('l', 'a', 'b'), aZone('z', 0, 0, 9, 9), aRoom('R', 'J'), group);
  after(board, 'link.change', { link: 'l', kind: 'minus', contested: true });
  assert.deepEqual(board.get('l'), { ...aLink('l', 'a', 'b'), kind: 'minus', contested: true });
  after(board, 'zone.change', { zone: 'z', name: 'Harvest' });
  assert.deepEqual(board.get('z'), { ...aZone('z', 0, 0, 9, 9), name: 'Harvest' });
  after(board, 'room.rename', { question: 'What now?' });
  assert.equal(board.getAs('room', 'R')?.question, 'What now?');
  after(board, 'group.change', { group: 'g', name: 'New' });
  assert.deepEqual(board.get('g'), { ...group, name: 'New' });
  after(board, 'link.remove', { link: 'l' });
  assert.equal(board.get('l'), undefined);
});

test('what has no echo is not foreseen', () => {
  assert.deepEqual(predict(boardOf(), 'vote.open', {}, actor), []);
  assert.deepEqual(predict(boardOf(), 'phase.start', { phase: 'p' }, actor), []);
});
