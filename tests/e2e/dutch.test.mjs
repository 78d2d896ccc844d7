// A session of somebody whose browser speaks Dutch, in a room that was made in English: every screen speaks Dutch, and so
// does the server when it says no.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { note, saved, Stage, write } from './stage.mjs';
import { textsOf, wordsOf } from './words.mjs';

let stage, server, room, page;
/** The Dutch catalogue, and the English texts that are no Dutch ones as well. */
let nl, english;
const step = (run) => (context) => stage.step(run)(context);

before(async () => {
  const [dutch, en] = [await wordsOf('nl'), await wordsOf('en')];
  const [dutchTexts, englishTexts] = [textsOf(dutch), textsOf(en)];
  assert.deepEqual([...dutchTexts.keys()].sort(), [...englishTexts.keys()].sort(), 'both catalogues say the same things');
  const inDutch = new Set(dutchTexts.values());
  english = new Set([...englishTexts.values()].filter((text) => text !== '' && !inDutch.has(text)));
  nl = Object.assign({}, ...Object.values(dutch));
  stage = await Stage.open();
  server = stage.server;
  room = await server.makeRoom({ title: 'Meerwaarde', question: 'Wat maakt het de moeite waard?', language: 'en', method: 'card-round' });
  page = await stage.page({ locale: 'nl-NL' });
});

after(() => stage?.close());

/** Looks through all that is shown and said of this screen for words of the English catalogue. */
async function isDutch(where) {
  assert.equal(await page.locator('html').getAttribute('lang'), 'nl', where);
  const texts = await page.evaluate(() => {
    const found = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    // A key is called what stands on it.
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest('kbd')) found.push(walker.currentNode.data);
    for (const element of document.querySelectorAll('*')) {
      for (const name of ['aria-label', 'aria-roledescription', 'aria-valuetext', 'title', 'placeholder', 'alt', 'label']) {
        found.push(element.getAttribute(name) ?? '');
      }
    }
    return found.map((text) => text.trim());
  });
  assert.deepEqual(texts.filter((text) => english.has(text)), [], where);
  assert.ok(texts.filter(Boolean).length > 8, `${where} says something`);
}

const button = (name) => page.getByRole('button', { name, exact: true });
const closeSheet = () => page.locator('.sheet, dialog').getByRole('button', { name: nl.common.close, exact: true }).click();

async function fromMenu(entry) {
  await button(nl.menu.open).click();
  await isDutch('menu');
  await page.locator('.menu').getByRole('button', { name: entry }).click();
}

test('C12 the front page', step(async () => {
  await page.goto(server.origin);
  await button(nl.landing.templateChange).click();
  await page.getByText('Kaartenronde').waitFor();
  await isDutch('front page');
  await page.getByLabel(nl.landing.joinLink).fill('nothing');
  await button(nl.landing.join).click();
  await page.getByText(nl.landing.joinBad).waitFor();
  await button(nl.landing.create).click();
  await page.getByText(nl.landing.needsTitle).waitFor();
  await isDutch('front page with its complaints');
}));

test('C12 the door, and no way in', step(async () => {
  stage.tolerate(/status of 404/);
  await page.goto(`${server.origin}/r/${room.room}#nothing-that-opens-it`);
  await page.getByRole('heading', { name: nl.join.unknownTitle }).waitFor();
  await isDutch('closed door');
  await page.goto('about:blank');
  await page.goto(room.facilitator);
  await page.getByLabel(nl.join.name).waitFor();
  await isDutch('door');
  await button(nl.join.enter).click();
  await page.getByText(nl.join.nameMissing).waitFor();
  await page.getByLabel(nl.join.name).fill('Anna');
  await button(nl.join.enter).click();
  await saved(page);
}));

test('C12 the board with its steps, notes, connections and drivers', step(async () => {
  await page.getByText('Kaarten schrijven').first().waitFor();
  await isDutch('empty board');
  await page.getByRole('button', { name: 'Begin: Kaarten schrijven' }).click();
  await page.locator('.prompt', { hasText: nl.phases.sealed }).waitFor();
  await isDutch('sealed step');
  await page.getByRole('button', { name: 'Verder: Voorlezen en clusteren' }).click();
  await page.locator('.prompt', { hasText: 'De groep beslist' }).waitFor();
  await button(nl.board.zoomIn).click();
  await write(page, 400, 330, 'Vertrouwen');
  await write(page, 700, 330, 'Tijd samen');
  await note(page, 'Vertrouwen').click();
  await isDutch('a note is selected');
  await page.keyboard.press('l');
  await page.locator('.tool-hint').waitFor();
  await isDutch('connecting');
  await note(page, 'Tijd samen').click();
  await page.keyboard.press('v');
  await page.getByRole('toolbar', { name: nl.selection.barLink }).waitFor();
  await isDutch('a connection is selected');
  await note(page, 'Vertrouwen').click();
  await page.getByRole('button', { name: nl.selection.makeDriver }).click();
  for (const sense of Object.values(nl.drivers.senses)) await page.getByRole('checkbox', { name: new RegExp(`^${sense}`) }).check();
  await isDutch('kinds of driver');
  await button(nl.drivers.make).click();
  await page.locator('.sense-lever').waitFor();
  await isDutch('a driver');
}));

test('C12 the sheets beside the board', step(async () => {
  await fromMenu(nl.menu.list);
  await page.locator('.outline-list li').first().waitFor();
  await isDutch('list');
  await fromMenu(nl.menu.votes);
  await page.getByText(nl.voteForm.noRounds).waitFor();
  await isDutch('votes');
  await fromMenu(nl.phases.title);
  await page.locator('.agenda li', { hasText: 'Stippen' }).getByRole('button', { name: nl.phases.start }).waitFor();
  await isDutch('steps');
  await page.locator('.agenda li', { hasText: 'Stippen' }).getByRole('button', { name: nl.phases.start }).click();
  await page.locator('.prompt', { hasText: 'Verdeel je stippen' }).waitFor();
  await closeSheet();
  for (const entry of [nl.menu.invite, nl.people.me, nl.menu.help]) {
    await fromMenu(entry);
    await page.getByRole('dialog').waitFor();
    await isDutch(entry);
    await closeSheet();
  }
}));

test('C12 a refusal of the server', step(async () => {
  await page.getByRole('button', { name: new RegExp(`${nl.people.open}$`) }).click();
  for (let turn = 0; turn < 2; turn++) {
    await page.getByLabel(nl.people.groupAdd).fill('Studenten');
    await button(nl.common.add).click();
    await page.locator('.sheet h3', { hasText: 'Studenten' }).waitFor();
  }
  await page.locator('.toast', { hasText: 'Er is al een groep met die naam.' }).waitFor();
  await isDutch('people, and a refusal');
  await closeSheet();
}));

test('C12 a vote and its result', step(async () => {
  await button(nl.vote.open).click();
  await page.getByText(nl.voteForm.makeOpen).waitFor();
  await isDutch('form of a vote');
  await button(nl.voteForm.makeOpen).click();
  await isDutch('form of an open vote');
  await button(nl.voteForm.start).click();
  await page.locator('.vote-bar', { hasText: nl.vote.barDefault }).waitFor();
  await isDutch('vote');
  await button(nl.vote.close).click();
  await isDutch('before a vote closes');
  await button(nl.vote.closeNow).click();
  await page.getByRole('heading', { name: nl.results.title }).waitFor();
  await isDutch('result');
}));

test('C12 the replay', step(async () => {
  await page.goto(`${server.origin}/r/${room.room}/replay`);
  await page.getByRole('slider').waitFor();
  await page.getByRole('slider').focus();
  await page.keyboard.press('Home');
  await page.locator('.replay-bar', { hasText: nl.replay.start }).waitFor();
  await isDutch('replay at its beginning');
  await page.keyboard.press('End');
  await isDutch('replay');
}));
