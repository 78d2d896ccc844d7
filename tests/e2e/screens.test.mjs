// Every screen, light and dark, is looked through by axe for what WCAG 2.0 to 2.2 ask at levels A and AA.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { closeVote, fromMenu, fromWeb, giveDot, note, openVote, PATIENCE_MS, saved, Stage, startPhase, write } from './stage.mjs';

const axe = fs.readFileSync(fromWeb.resolve('axe-core/axe.min.js'), 'utf8');
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let stage, server, room, page;
const step = (run) => (context) => stage.step(run)(context);

before(async () => {
  stage = await Stage.open();
  server = stage.server;
  room = await server.makeRoom({
    title: 'Added value', question: 'What would make it worth our time?', language: 'en', method: 'card-round', groups: ['Students', 'Teachers'],
  });
  page = await stage.page();
});

after(() => stage?.close());

/** What is wrong with the screen as it is, in both appearances. */
async function look() {
  const found = [];
  for (const scheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-theme=${scheme}]`).waitFor();
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
    const violations = await page.evaluate(async ([tags, patience]) => {
      const late = new Promise((_, reject) => setTimeout(() => reject(new Error('axe takes too long')), patience));
      const result = await Promise.race([window.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }), late]);
      return result.violations.map(({ id, nodes }) =>
        `${id}: ${nodes.slice(0, 4).map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ''}`).join('\n    ')}`);
    }, [levels, PATIENCE_MS]);
    found.push(...violations.map((violation) => `${scheme}: ${violation}`));
  }
  assert.deepEqual(found, []);
}

test('C14 the front page', step(async () => {
  await page.goto(server.origin);
  await page.getByRole('button', { name: 'Choose another' }).waitFor();
  await look();
  await page.getByRole('button', { name: 'Choose another' }).click();
  await look();
}));

test('C14 the door', step(async () => {
  await page.goto(room.facilitator);
  await page.getByLabel('Your name').waitFor();
  await look();
  await page.getByLabel('Your name').fill('Ada');
  await page.getByRole('button', { name: 'Enter' }).click();
  await saved(page);
}));

test('C14 the board, empty and in use', step(async () => {
  await look();
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await write(page, 400, 330, 'Trust');
  await write(page, 700, 330, 'Time together');
  await note(page, 'Trust').click();
  await page.keyboard.press('l');
  await note(page, 'Time together').click();
  await page.keyboard.press('v');
  await page.getByRole('toolbar', { name: 'Connection selected' }).waitFor();
  await look();
  await note(page, 'Time together').click();
  await look();
  await page.getByRole('button', { name: 'Make driver' }).click();
  await page.getByRole('checkbox', { name: /^Motive/ }).check();
  await look();
  await page.getByRole('dialog').getByRole('button', { name: 'Make driver' }).click();
  await page.locator('.sense-motive').waitFor();
  await look();
}));

test('C14 the list, the steps, the people and the keys', step(async () => {
  await fromMenu(page, 'Everything as a list');
  await page.locator('.outline-list li').first().waitFor();
  await look();
  await fromMenu(page, 'Steps');
  await page.locator('.agenda li').first().waitFor();
  await look();
  await page.getByRole('button', { name: /Who is here$/ }).click();
  await page.locator('.sheet .person').first().waitFor();
  await look();
  await page.locator('.sheet').getByRole('button', { name: 'Close', exact: true }).click();
  await fromMenu(page, 'Keys and gestures');
  await page.getByRole('dialog').waitFor();
  await look();
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
}));

test('C14 a vote and its result', step(async () => {
  const ben = await stage.person(room.participant, 'Ben');
  await startPhase(page, 'Dot vote');
  await page.getByRole('button', { name: 'Open a vote' }).click();
  await page.getByLabel('What do people choose on?').waitFor();
  await look();
  await page.locator('.sheet').getByRole('button', { name: 'Close', exact: true }).click();
  await openVote(page, 'Where do we begin?', { secret: false });
  await giveDot(ben, 'Trust');
  await page.locator('.vote-bar', { hasText: '1 of 1' }).waitFor();
  await look();
  await closeVote(page);
  await look();
}));

test('C14 the replay', step(async () => {
  await page.goto(`${server.origin}/r/${room.room}/replay`);
  await page.getByRole('slider').waitFor();
  await look();
}));
