// Two methods with people in them: a round of cards, which nobody sees before its time, and a map of motives.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { closeVote, everywhere, giveDot, note, saved, Stage, startPhase, until } from './stage.mjs';

let stage, server, room;
let ada, ben, cleo, all;
const step = (run) => (context) => stage.step(run)(context);

before(async () => {
  stage = await Stage.open();
  server = stage.server;
  room = await server.makeRoom({ title: 'Cards', question: 'What would help?', language: 'en', method: 'card-round' });
  ada = await stage.person(room.facilitator, 'Ada');
  ben = await stage.person(room.participant, 'Ben');
  cleo = await stage.person(room.participant, 'Cleo');
  all = [ada, ben, cleo];
});

after(() => stage?.close());

/** Writes a note where the keyboard puts it. */
async function jot(page, text) {
  await page.locator('.board').focus();
  await page.keyboard.press('n');
  await page.locator('textarea.item-writing').fill(text);
  await page.keyboard.press('Escape');
  await note(page, text).waitFor();
  await page.keyboard.press('Escape');
}

const isIn = (phase, pages) => Promise.all(pages.map((page) => page.locator('.prompt', { hasText: phase }).waitFor()));

const showAll = (page) => page.getByRole('button', { name: 'Show everything' }).click();

const cards = { Ben: ['More time for talk', 'A quiet room'], Cleo: ['One person to ask'] };
/** Each page with the cards of others. */
const foreign = () => [[ada, [...cards.Ben, ...cards.Cleo]], [ben, cards.Cleo], [cleo, cards.Ben]];
let sealedFrom;

test('C13 a sealed card is on no other screen and in nothing that other browsers receive', step(async () => {
  await ada.getByRole('button', { name: 'Start: Write cards' }).click();
  await isIn('Write cards', all);
  sealedFrom = all.map((page) => page.lines.length);
  for (const text of cards.Ben) await jot(ben, text);
  for (const text of cards.Cleo) await jot(cleo, text);
  for (const page of [ben, cleo]) await saved(page);
  for (const [page, texts] of foreign()) {
    const heard = page.lines.filter((line) => !line.sent).map((line) => line.text).join('\n');
    for (const text of texts) {
      assert.equal(heard.includes(text), false, `“${text}” was sent to somebody else`);
      assert.equal((await page.content()).includes(text), false, `“${text}” is on the page of somebody else`);
    }
  }
  for (const text of cards.Ben) assert.equal(await note(ben, text).locator('.author').textContent(), 'only you see this');
}));

test('C13 while cards are sealed nobody sees where others point or type', step(async () => {
  await ben.mouse.move(500, 400);
  await cleo.mouse.move(600, 500);
  for (const [at, page] of all.entries()) {
    const lines = page.lines.slice(sealedFrom[at]);
    assert.equal(lines.some((line) => !line.sent && /"m":"there"/.test(line.text)), false);
  }
  assert.equal((await server.events(room)).some((event) => JSON.stringify(event).includes('quiet room')), false, 'nor in the log');
}));

test('C13 the next step reveals the cards to all at once and without names', step(async () => {
  await ada.getByRole('button', { name: 'Next: Read out and cluster' }).click();
  await isIn('Read out and cluster', all);
  for (const page of all) await showAll(page);
  for (const text of [...cards.Ben, ...cards.Cleo]) {
    for (const page of all) await note(page, text).locator('.author:empty').waitFor({ state: 'attached' });
  }
  for (const page of all) await until(async () => (await page.locator('.item').count()) === 3, 'each card stands there once');
  const events = await server.events(room);
  const revealing = events.filter((event) => JSON.stringify(event.changes).includes('quiet room'));
  assert.equal(revealing.length, 1, 'one event');
  const puts = revealing[0].changes.filter(([what, record]) => what === 'put' && record.type === 'item').map(([, record]) => record);
  assert.equal(puts.length, 3);
  for (const [page, texts] of foreign()) {
    for (const text of texts) {
      const first = page.lines.find((line) => line.text.includes(text));
      assert.match(first.text, /"verb":"phase.start"/, 'nothing of it was told before');
    }
  }
  const own = new Set([ben, cleo].flatMap((page) => page.lines.filter((line) => line.sent)
    .flatMap((line) => [...line.text.matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id))));
  for (const record of puts) {
    assert.equal(record.by, undefined, 'a revealed card names nobody');
    assert.equal(own.has(record.id), false, 'a revealed card has an id of its own');
  }
}));

test('C4 dots on cards are counted when the vote closes', step(async () => {
  await startPhase(ada, 'Dot vote');
  await isIn('Dot vote', all);
  await ada.getByRole('button', { name: 'Open a vote' }).click();
  assert.equal(await ada.getByRole('switch', { name: 'Secret until it closes' }).isChecked(), true, 'as the method says');
  await ada.getByRole('button', { name: 'Open the vote' }).click();
  for (const page of all) {
    await page.locator('.vote-bar').waitFor();
    await giveDot(page, 'A quiet room');
  }
  await ada.locator('.vote-bar', { hasText: '3 of 3 have voted' }).waitFor();
  await closeVote(ada);
  for (const page of all) await note(page, 'A quiet room').locator('.mark-dots', { hasText: '3' }).waitFor({ state: 'attached' });
}));

test('C3 the map of motives has its zones and its kinds of connection', step(async () => {
  const motives = await server.makeRoom({ title: 'Motives', language: 'en', method: 'motives' });
  const dora = await stage.person(motives.facilitator, 'Dora');
  const eve = await stage.person(motives.participant, 'Eve');
  for (const page of [dora, eve]) {
    await page.locator('.zone').nth(2).waitFor({ state: 'attached' });
    const titles = await page.locator('.zone-title').allTextContents();
    assert.deepEqual(titles.sort(), ['What moves us', 'What we say', 'Where it can meet']);
  }
  await startPhase(dora, 'Lay the map');
  await isIn('Lay the map', [dora, eve]);
  await jot(dora, 'To be taken seriously');
  await jot(dora, 'To keep control');
  for (const page of [dora, eve]) await showAll(page);
  await everywhere([dora, eve], 'To be taken seriously');
  await everywhere([dora, eve], 'To keep control');
  await note(eve, 'To be taken seriously').click();
  await eve.keyboard.press('l');
  await note(eve, 'To keep control').click();
  const bar = eve.getByRole('toolbar', { name: 'Connection selected' });
  await bar.waitFor();
  const kinds = await bar.locator('option').allTextContents();
  assert.deepEqual(kinds.slice(1, 5), ['shares', 'complements', 'is in tension with', 'explains']);
  await saved(eve);
  assert.equal((await server.records(motives)).links[0].kind, 'shares', 'the first kind of the zone');
  await bar.getByLabel('Other kinds').selectOption('tension');
  await saved(eve);
  for (const page of [dora, eve]) await page.locator('.board', { hasText: 'is in tension with' }).waitFor();
  assert.equal((await server.records(motives)).links[0].kind, 'tension');
}));
