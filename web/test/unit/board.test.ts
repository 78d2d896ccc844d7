import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BoardModel } from '../../src/model/board.ts';
import { type Change, streamOf } from '../../src/model/change.ts';
import type { BallotRecord } from '../../src/protocol/catalogue.ts';
import { seededRandom, settled } from '../support/clock.ts';
import { aDriver, aNote, aPhase, aRound } from '../support/records.ts';

const move = (id: string, x: number) => (): readonly Change[] => [['patch', id, { x }]];

test('a put, a patch and a drop do what they say, and null removes a field', () => {
  const board = new BoardModel();
  board.applyChanges([
    ['put', aNote('n', { zone: 'z' })],
    ['patch', 'n', { x: 5, zone: null }],
    ['patch', 'unknown', { x: 5 }],
  ]);
  assert.deepEqual(board.get('n'), aNote('n', { x: 5 }));
  assert.equal(board.get('unknown'), undefined);
  board.applyChanges([['drop', 'n']]);
  assert.equal(board.count('item'), 0);
});

test('a pending act shows at once, over whatever is confirmed below it', () => {
  const board = new BoardModel();
  board.applyChanges([['put', aNote('n')]]);
  board.addPending('op', move('n', 10));
  assert.equal(board.getAs('item', 'n')?.x, 10);
  assert.ok(board.isPending('n'));
  board.applyChanges([['patch', 'n', { x: 99, text: 'theirs' }]]);
  assert.equal(board.getAs('item', 'n')?.x, 10, 'an own drag does not jump');
  assert.equal(board.getAs('item', 'n')?.text, 'theirs', 'what is not mine comes through');
});

test('a refused act takes back its own effect and nothing else', () => {
  const board = new BoardModel();
  board.applyChanges([['put', aNote('n')]]);
  board.addPending('first', move('n', 10));
  board.addPending('second', () => [['patch', 'n', { y: 20 }]]);
  board.removePending('first');
  assert.deepEqual(board.get('n'), aNote('n', { y: 20 }));
  board.removePending('second');
  board.removePending('never heard of');
  assert.deepEqual(board.get('n'), aNote('n'));
});

test('listeners hear once of everything that changed in one turn, and that it is no longer pending', async () => {
  const board = new BoardModel();
  const heard: string[][] = [];
  board.subscribe((dirty) => heard.push([...dirty].sort()));
  board.applyChanges([
    ['put', aNote('a')],
    ['put', aNote('b')],
  ]);
  board.addPending('op', move('a', 10));
  await settled();
  assert.deepEqual(heard, [['a', 'b']]);
  const shown = board.get('a');
  board.applyChanges([['patch', 'a', { x: 10 }]]);
  board.removePending('op');
  await settled();
  assert.deepEqual(heard, [['a', 'b'], ['a']]);
  assert.equal(board.get('a'), shown, 'a confirmed echo is the same record');
  board.applyChanges([['patch', 'a', { x: 10 }]]);
  await settled();
  assert.equal(heard.length, 2, 'what stays the same is not told');
});

test('a snapshot replaces its own stream, and leaves the other and own drafts alone', () => {
  const board = new BoardModel();
  board.applyChanges([
    ['put', aDriver('d')],
    ['put', aNote('old')],
    ['put', aPhase('p', 0, { state: 'running', write: 'sealed' })],
  ]);
  board.putDrafts([aNote('card', { state: 'sealed', phase: 'p' })]);
  board.replaceStream('room', [aNote('new'), aPhase('p', 0, { state: 'running', write: 'sealed' })]);
  assert.deepEqual(
    board.snapshot().map((record) => record.id),
    ['card', 'd', 'new', 'p'],
  );
  board.replaceStream('room', [aPhase('p', 0, { state: 'done', write: 'sealed' })]);
  assert.deepEqual(
    board.snapshot().map((record) => record.id),
    ['d', 'p'],
  );
});

test('cards of a sealed phase go with their phase, withdrawn ones too', () => {
  const board = new BoardModel();
  board.applyChanges([['put', aPhase('p', 0, { state: 'running', write: 'sealed' })]]);
  board.putDrafts([aNote('a', { state: 'sealed', phase: 'p' }), aNote('b', { state: 'sealed', phase: 'p' })]);
  board.putDrafts([aNote('b', { state: 'withdrawn', phase: 'p' })]);
  board.applyChanges([
    ['patch', 'p', { state: 'done' }],
    ['put', aNote('revealed', { phase: 'p' })],
  ]);
  assert.deepEqual(
    [...board.all('item')].map((item) => item.id),
    ['revealed'],
  );
});

test('a secret ballot goes when its round closes; that of an open round stays', () => {
  const board = new BoardModel();
  const ballot = (id: string, round: string): BallotRecord => ({
    type: 'ballot',
    id,
    round,
    by: 'me',
    dots: [{ option: 'n', dots: 1 }],
  });
  board.applyChanges([
    ['put', aRound('secret', ['n'])],
    ['put', aRound('open', ['n'], { secret: false })],
    ['put', ballot('b2', 'open')],
  ]);
  board.putDrafts([ballot('b1', 'secret')]);
  board.applyChanges([
    ['patch', 'secret', { state: 'closed' }],
    ['patch', 'open', { state: 'closed' }],
  ]);
  assert.deepEqual(
    [...board.all('ballot')].map(({ id }) => id),
    ['b2'],
  );
});

test('an accepted draft stays as foreseen until the server sends its own, under its own id', () => {
  const board = new BoardModel();
  board.applyChanges([['put', aRound('r', ['n'])]]);
  const ballot: BallotRecord = { type: 'ballot', id: 'foreseen', round: 'r', by: 'me', dots: [] };
  board.addPending('op', () => [['put', ballot]]);
  board.settleAsDraft('op');
  assert.deepEqual([...board.all('ballot')], [ballot]);
  board.putDrafts([{ ...ballot, id: 'real' }]);
  assert.deepEqual(
    [...board.all('ballot')].map(({ id }) => id),
    ['real'],
  );
});

test('whatever comes in between, confirmed and pending together show the same as doing it all in order', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = seededRandom(seed);
    const board = new BoardModel((run) => run());
    const plain = new BoardModel((run) => run());
    const waiting: { op: string; change: Change }[] = [];
    for (let step = 0; step < 40; step++) {
      const id = `n${Math.floor(random() * 4)}`;
      const kind = random();
      if (kind < 0.3) {
        const change: Change = random() < 0.5 ? ['put', aNote(id, { x: step })] : ['patch', id, { x: step }];
        board.applyChanges([change]);
        plain.applyChanges([change]);
      } else if (kind < 0.6) {
        const change: Change = random() < 0.2 ? ['drop', id] : ['patch', id, { y: step }];
        waiting.push({ op: `op${step}`, change });
        board.addPending(`op${step}`, () => [change]);
      } else if (waiting.length > 0) {
        const place = kind < 0.8 ? 0 : Math.floor(random() * waiting.length);
        const [act] = waiting.splice(place, 1);
        assert.ok(act);
        if (kind < 0.8) {
          board.applyChanges([act.change]);
          plain.applyChanges([act.change]);
        }
        board.removePending(act.op);
      }
      const expected = new BoardModel((run) => run());
      expected.applyChanges(plain.snapshot().map((record) => ['put', record]));
      expected.applyChanges(waiting.map((act) => act.change));
      assert.deepEqual(board.snapshot(), expected.snapshot(), `seed ${seed}, step ${step}`);
    }
  }
});

test('every record type has the stream that the catalogue gives it', async () => {
  const { readdirSync, readFileSync } = await import('node:fs');
  const folder = `${TREE}/protocol/catalogue/records`;
  for (const name of readdirSync(folder)) {
    const record = JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as { type: 'item'; stream: string };
    assert.equal(streamOf(record.type), record.stream, record.type);
  }
});
