// A session on two phones: everything by finger, nothing wider than the screen, nothing too small to hit.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { everywhere, note, saved, Stage, until } from './stage.mjs';

const TARGET = 44;

let stage, room, ada, ben;
const step = (run) => (context) => stage.step(run)(context);

before(async () => {
  stage = await Stage.open();
  room = await stage.server.makeRoom({ title: 'Expectations of the care-and-design laboratory', language: 'en' });
});

after(() => stage?.close());

/** Nothing of the page is wider than its screen, and it does not let itself be pushed aside. */
async function fits(page, where) {
  const [width, screen, shift] = await page.evaluate(() => {
    scrollTo(200, 0);
    return [document.documentElement.scrollWidth, innerWidth, scrollX];
  });
  assert.ok(width <= screen && shift === 0, `${where}: ${width} px on a screen of ${screen}, pushed by ${shift}`);
}

/** Everything there that can be pressed is large enough for a finger. */
async function isLarge(page, within) {
  const boxes = await page.locator(`${within} button:visible, ${within} a:visible`).evaluateAll((buttons) =>
    buttons.map((button) => {
      const { width, height } = button.getBoundingClientRect();
      return { name: button.getAttribute('aria-label') ?? button.textContent, width, height };
    }));
  assert.ok(boxes.length > 0, `something to press in ${within}`);
  for (const { name, width, height } of boxes) {
    assert.ok(width >= TARGET && height >= TARGET, `${within} ${name}: ${width} by ${height}`);
  }
}

async function enter(address, name) {
  const page = await stage.page({ size: 'phone' });
  await page.goto(address);
  await page.getByLabel('Your name').tap();
  await page.getByLabel('Your name').fill(name);
  await fits(page, 'door');
  await page.getByRole('button', { name: 'Enter' }).tap();
  await saved(page);
  return page;
}

/** Puts a note where the finger comes down, and ends by a tap beside it. */
async function post(page, x, y, text) {
  await page.getByRole('button', { name: 'Note', exact: true }).tap();
  await page.locator('.board').tap({ position: { x, y } });
  await page.locator('textarea.item-writing').fill(text);
  await page.locator('.board').tap({ position: { x: 195, y: 560 } });
  await note(page, text).waitFor();
}

async function openMenu(page, entry) {
  await page.getByRole('button', { name: 'Menu' }).tap();
  await fits(page, 'menu');
  await page.locator('.menu').getByRole('button', { name: entry }).tap();
}

const closeSheet = (page) => page.locator('.sheet').getByRole('button', { name: 'Close', exact: true }).tap();

test('C10 one comes in and writes by finger', step(async () => {
  ada = await enter(room.facilitator, 'Ada');
  ben = await enter(room.participant, 'Ben');
  await post(ben, 195, 120, 'Trust');
  await post(ben, 195, 290, 'Time');
  await everywhere([ada, ben], 'Trust');
  await everywhere([ada, ben], 'Time');
  for (const page of [ada, ben]) {
    await fits(page, 'board');
    await isLarge(page, '.dock');
  }
}));

test('C10 a tap selects a note, another one edits it', step(async () => {
  await note(ben, 'Time').tap();
  await ben.locator('.selection-bar').waitFor();
  await fits(ben, 'board with a selection');
  await note(ben, 'Time').locator('.item-text').tap();
  await ben.locator('textarea.item-writing').fill('Time together');
  await ben.locator('.board').tap({ position: { x: 195, y: 480 } });
  await everywhere([ada, ben], 'Time together');
  await until(async () => (await ben.locator('.selection-bar').count()) === 0, 'nothing selected');
}));

test('C10 a vote is opened, voted in and read by finger', step(async () => {
  await openMenu(ada, 'Open a vote');
  await ada.getByLabel('What do people choose on?').fill('Where do we begin?');
  await ada.getByRole('switch', { name: 'Secret until it closes' }).tap();
  await fits(ada, 'form of a vote');
  await ada.getByRole('button', { name: 'Open the vote' }).tap();
  await ben.locator('.vote-bar', { hasText: 'Where do we begin?' }).waitFor();
  await ada.locator('.vote-bar').waitFor();
  await note(ben, 'Trust').locator('.item-text').tap();
  await note(ben, 'Trust').locator('.dots-mine .dot').waitFor({ state: 'attached' });
  await isLarge(ada, '.vote-bar');
  await isLarge(ben, '.dock');
  for (const page of [ada, ben]) await fits(page, 'vote');
  await ada.getByRole('button', { name: 'Close the vote' }).tap();
  await isLarge(ada, '.vote-bar');
  await ada.getByRole('button', { name: 'Close now?' }).tap();
  await openMenu(ben, 'Votes');
  await ben.getByRole('button', { name: 'See the result' }).first().tap();
  for (const page of [ada, ben]) {
    await page.locator('.verdict', { hasText: 'Most dots: “Trust”' }).waitFor();
    await fits(page, 'result');
  }
  await closeSheet(ben);
}));

test('C10 everything on the board can be read as a list', step(async () => {
  await openMenu(ben, 'Everything as a list');
  const lines = ben.locator('.outline-list li');
  await lines.nth(1).waitFor();
  assert.deepEqual(await lines.locator('button > :first-child').allTextContents(), ['Trust', 'Time together']);
  await fits(ben, 'list');
}));
