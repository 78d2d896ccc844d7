// Bad input, row by row: each gets the answer that docs/protocol.md names, and leaves the room as it was.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId, Server } from './client.mjs';

let server;
let made;
let ada; // a participant
let fay; // a facilitator
let note; // ada's
let other; // ada's too
let gone; // withdrawn
let round; // open, secret
let closedRound;

before(async () => {
  server = await Server.start();
  made = await server.journey();
  ada = await server.join(made.room, made.secrets.participant, 'Ada');
  fay = await server.join(made.room, made.secrets.facilitator, 'Fay');
  note = newId();
  gone = newId();
  other = newId();
  for (const id of [note, gone]) await done(ada.do('item.add', { id, text: 'Trust', x: 0, y: 0 }));
  await done(ada.do('item.withdraw', { items: [gone] }));
  const open = async (question) => {
    await done(fay.do('vote.open', { question, options: [note, other], dots: 3, max_per_option: 3 }));
    return (await snapshot()).records.filter((record) => record.type === 'round').at(-1).id;
  };
  await done(ada.do('item.add', { id: other, text: 'Time', x: 9, y: 9 }));
  closedRound = await open('First?');
  await done(fay.do('vote.close', { round: closedRound }));
  round = await open('Second?');
  await done(ada.do('vote.cast', { round, option: note, dots: 3 }));
});

after(() => server.stop());

async function done(answer) {
  const got = await answer;
  assert.equal(got.m, 'done', JSON.stringify(got));
}

const snapshot = async () =>
  (await server.ask(`/api/rooms/${made.room}/snapshot`, { bearer: made.secrets.facilitator })).json;

/** Sends something and expects an answer; then the room is as it was, and the connection works. */
async function refused(what, say, expected) {
  const before = await snapshot();
  const op = newId();
  ada.messages.length = 0;
  say(op);
  const answer = await ada.find((message) => message.m === expected.m, what);
  assert.equal(answer.code, expected.code, `${what}: ${JSON.stringify(answer)}`);
  if (expected.m === 'refused' && expected.join === undefined) assert.equal(answer.op, op, what);
  assert.ok(answer.text.en.length > 0 && answer.text.nl.length > 0, what);
  assert.doesNotMatch(answer.text.en, /[{}]/, what);
  assert.deepEqual(await snapshot(), before, `${what}: the room has changed`);
  const check = await ada.do('item.move', { moves: [{ item: newId(), x: 0, y: 0 }] });
  assert.equal(check.code, 'item_unknown', `${what}: the connection still works`);
}

const error = (code) => ({ m: 'error', code });
const refusal = (code) => ({ m: 'refused', code });
const text = (raw) => () => ada.text(raw);
const command = (verb, fields) => (op) => ada.say({ m: 'do', op, verb, ...fields });
const long = (count) => 'a'.repeat(count);
const nested = (depth) => '['.repeat(depth) + ']'.repeat(depth);
const note_at = (fields) => ({ text: 'x', x: 0, y: 0, ...fields });

const messages = [
  ['no JSON', text('hello'), error('json_invalid')],
  ['half of JSON', text('{"m":"here","x":1'), error('json_invalid')],
  ['two values', text('{"m":"leave"}{"m":"leave"}'), error('json_invalid')],
  ['an empty frame', text(''), error('json_invalid')],
  ['an empty list', text('[]'), error('message_unknown')],
  ['a number', text('42'), error('json_invalid')],
  ['null', text('null'), error('json_invalid')],
  ['a byte order mark', text('\ufeff{"m":"leave"}'), error('json_invalid')],
  ['NaN', text('{"m":"here","x":NaN,"y":1}'), error('json_invalid')],
  ['a number beyond all numbers', text('{"m":"here","x":1e999,"y":1}'), error('json_invalid')],
  ['a key twice', text('{"m":"here","x":1,"x":2,"y":3}'), error('json_invalid')],
  ['an unknown message', text('{"m":"dance"}'), error('message_unknown')],
  ['a message without a kind', text('{"x":1}'), error('message_unknown')],
  ['a kind that is no text', text('{"m":1}'), error('message_unknown')],
  ['here without a place', text('{"m":"here","x":1}'), error('field_missing')],
  ['here with more', text('{"m":"here","x":1,"y":2,"colour":"red"}'), error('field_unknown')],
  ['here with a text', text('{"m":"here","x":"1","y":2}'), error('field_wrong_type')],
  ['here far away', text('{"m":"here","x":1e15,"y":2}'), error('field_wrong_type')],
  ['here out of range', text('{"m":"here","x":1000001,"y":2}'), error('number_out_of_range')],
  ['leave of nothing', text('{"m":"leave"}'), error('field_missing')],
  ['leave of a room that was not joined', text(`{"m":"leave","stream":"${newId()}"}`), error('not_joined')],
  ['a depth bomb', text(nested(1000)), error('too_deep')],
  ['a depth bomb in a field', text(`{"m":"here","x":${nested(20)},"y":1}`), error('too_deep')],
  ['a size bomb of objects', text(`[${Array(2000).fill('{}').join(',')}]`), error('too_many_marks')],
  ['a size bomb of lists', text(`[${Array(2000).fill('[]').join(',')}]`), error('too_many_marks')],
  ['a key from a prototype', text('{"__proto__":{"m":"here"}}'), error('message_unknown')],
];

const commands = [
  ['an unknown verb', command('item.explode', {}), refusal('verb_unknown')],
  ['an act that nobody sends', command('person.join', {}), refusal('verb_unknown')],
  ['a verb that is no text', (op) => ada.say({ m: 'do', op, verb: 5 }), refusal('field_wrong_type')],
  ['a missing verb', (op) => ada.say({ m: 'do', op }), refusal('field_missing')],
  ['a missing field', command('item.add', { text: 'x', x: 1 }), refusal('field_missing')],
  ['an extra field', command('item.add', note_at({ author: 'me' })), refusal('field_unknown')],
  ['an author of its own', command('item.add', note_at({ by: newId() })), refusal('field_unknown')],
  ['a wrong type', command('item.add', note_at({ text: 5 })), refusal('field_wrong_type')],
  ['a number as text', command('item.add', note_at({ x: '1' })), refusal('field_wrong_type')],
  ['a broken number', command('item.add', note_at({ x: 1.5 })), refusal('field_wrong_type')],
  ['a truth as number', command('item.add', note_at({ x: true })), refusal('field_wrong_type')],
  ['null', command('item.add', note_at({ x: null })), refusal('field_wrong_type')],
  ['a list for an object', command('item.move', { moves: [[]] }), refusal('field_wrong_type')],
  ['an object for a list', command('item.withdraw', { items: {} }), refusal('field_wrong_type')],
  ['a number too large', command('item.add', note_at({ x: 1_000_001 })), refusal('number_out_of_range')],
  ['a number too small', command('item.add', note_at({ y: -1_000_001 })), refusal('number_out_of_range')],
  ['a number beyond 2^53', (op) => ada.text(`{"m":"do","op":"${op}","verb":"item.add","text":"x","x":9007199254740993,"y":0}`),
    refusal('number_out_of_range')],
  ['a word that is no choice', command('item.add', note_at({ colour: 'octarine' })), refusal('field_not_allowed')],
  ['a text too long', command('item.add', note_at({ text: long(1001) })), refusal('text_too_long')],
  ['a text of too many lines', command('item.add', note_at({ text: '\n'.repeat(60) + 'x' })), refusal('text_too_many_lines')],
  ['an empty text', command('item.add', note_at({ text: '' })), refusal('text_empty')],
  ['a text of spaces', command('item.add', note_at({ text: ' \u200b ' })), refusal('text_empty')],
  ['a text that turns others around', command('item.add', note_at({ text: 'a\u202eb' })), refusal('text_not_allowed')],
  ['a text with an isolate', command('item.add', note_at({ text: 'a\u2066b' })), refusal('text_not_allowed')],
  ['a text with a bell', command('item.add', note_at({ text: 'a\u0007b' })), refusal('text_not_allowed')],
  ['a tower of marks', command('item.add', note_at({ text: 'a' + '\u0301'.repeat(9) })), refusal('text_not_allowed')],
  ['an id that is none', command('item.edit', { item: 'short', text: 'x' }), refusal('field_not_allowed')],
  ['an empty list', command('item.withdraw', { items: [] }), refusal('list_too_short')],
  ['a list too long', command('item.withdraw', { items: Array.from({ length: 201 }, newId) }), refusal('list_too_long')],
  ['a hat that is none', (op) => ada.say({ m: 'do', op, verb: 'item.add', hat: 'king', ...note_at({}) }), refusal('field_not_allowed')],
  ['another stream', (op) => ada.say({ m: 'do', op, stream: newId(), verb: 'item.add', ...note_at({}) }), refusal('not_joined')],
];

const acts = [
  ['an item that is not there', () => command('item.edit', { item: newId(), text: 'x' }), 'item_unknown'],
  ['a withdrawn note', () => command('item.edit', { item: gone, text: 'x' }), 'item_withdrawn'],
  ['moving a withdrawn note', () => command('item.move', { moves: [{ item: gone, x: 1, y: 1 }] }), 'item_withdrawn'],
  ['an id that is taken', () => command('item.add', note_at({ id: note })), 'id_taken'],
  ['a zone that is not there', () => command('item.add', note_at({ zone: newId() })), 'zone_unknown'],
  ['a link to itself', () => command('link.add', { from: note, to: note, kind: 'relates' }), 'link_to_itself'],
  ['spent dots', () => command('vote.cast', { round, option: other, dots: 1 }), 'no_dots_left'],
  ['an option that is none', () => command('vote.cast', { round, option: gone, dots: 1 }), 'option_unknown'],
  ['a closed round', () => command('vote.cast', { round: closedRound, option: note, dots: 1 }), 'round_closed'],
  ['a round that is not there', () => command('vote.cast', { round: newId(), option: note, dots: 1 }), 'round_unknown'],
  ['what only facilitators do', () => command('vote.close', { round }), 'role_not_allowed'],
  ['a phase that is not there, by a participant', () => command('phase.start', { phase: newId() }), 'role_not_allowed'],
];

for (const [what, say, expected] of messages)
  test(`N6: ${what} is answered and changes nothing`, () => refused(what, say, expected));
for (const [what, say, expected] of commands)
  test(`N6: a command with ${what} is refused and changes nothing`, () => refused(what, say, expected));
for (const [what, say, code] of acts)
  test(`N6: ${what} is refused and changes nothing`, () => refused(what, say(), refusal(code)));

test('N6: an op that is none is an error, as there is nothing to answer to', async () => {
  ada.say({ m: 'do', op: 'short', verb: 'item.add', ...note_at({}) });
  assert.equal((await ada.next('error')).code, 'op_invalid');
});

test('N6: in a list each message has its own answer', async () => {
  const [first, second] = [newId(), newId()];
  ada.say({ m: 'dance' }, { m: 'do', op: first, verb: 'item.explode' }, { m: 'do', op: second, verb: 'item.move', moves: [{ item: note, x: 5, y: 5 }] });
  assert.equal((await ada.next('error')).code, 'message_unknown');
  assert.equal((await ada.answer(first)).code, 'verb_unknown');
  assert.equal((await ada.answer(second)).m, 'done');
});

// ---- coming in

async function wrongJoin(join, code, close) {
  const socket = await server.socket();
  socket.say({ m: 'join', name: 'Eve', ...join });
  const answer = await socket.next('refused');
  assert.equal(answer.code, code);
  assert.equal(answer.join, join.stream);
  assert.equal(await socket.closed(), close);
  return answer;
}

test('N2: a room that is not there and a wrong secret are refused alike, and closed with 4003', async () => {
  const none = await wrongJoin({ stream: newId(), key: made.secrets.participant }, 'room_unknown', 4003);
  const wrong = await wrongJoin({ stream: made.room, key: newId() }, 'room_unknown', 4003);
  const elsewhere = await wrongJoin({ stream: (await server.journey()).room, key: made.secrets.facilitator }, 'room_unknown', 4003);
  for (const answer of [none, wrong, elsewhere]) delete answer.join;
  assert.deepEqual(none, wrong);
  assert.deepEqual(none, elsewhere);
});

test('N2: an old token is refused', () => wrongJoin({ stream: made.room, resume: newId() }, 'resume_unknown', 4003));
test('N1: nobody comes in without a name', () =>
  wrongJoin({ stream: made.room, key: made.secrets.participant, name: undefined }, 'name_missing', 4003));
test('N1: nobody comes in to a group that is not there', () =>
  wrongJoin({ stream: made.room, key: made.secrets.participant, group: newId() }, 'group_unknown', 4003));

test('N1: nothing is done or seen before joining', async () => {
  const socket = await server.socket();
  const answer = await socket.do('item.add', note_at({}));
  assert.equal(answer.code, 'not_joined');
  socket.say({ m: 'here', x: 1, y: 2 });
  await ada.do('item.move', { moves: [{ item: note, x: 7, y: 7 }] });
  assert.deepEqual(socket.messages, []);
  await socket.end();
});

test('N1: a join with neither key nor token, or with both, is not understood', async () => {
  const socket = await server.socket();
  socket.say({ m: 'join', stream: made.room, name: 'Eve' });
  assert.match((await socket.next('error')).code, /field_missing/);
  socket.say({ m: 'join', stream: made.room, key: newId(), resume: newId(), name: 'Eve' });
  assert.match((await socket.next('error')).code, /field_/);
  await socket.end();
});
