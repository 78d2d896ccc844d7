// A session led from the keyboard alone: join, write, move, connect, vote, leave. Not one event of a pointer happens.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { note, saved, Stage, until } from './stage.mjs';

let stage, server, room, page;
const step = (run) => (context) => stage.step(run)(context);

before(async () => {
  stage = await Stage.open();
  server = stage.server;
  room = await server.makeRoom({ title: 'By keys', language: 'en' });
  page = await stage.page();
  await page.context().addInitScript(() => {
    window.pointers = [];
    for (const type of ['pointerdown', 'pointermove', 'mousedown', 'mousemove', 'touchstart', 'wheel']) {
      addEventListener(type, () => window.pointers.push(type), { capture: true });
    }
  });
});

after(() => stage?.close());

const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());

/** Goes on with a key until what is wanted has the focus. */
async function goTo(key, wanted, turns = 30) {
  await wanted.waitFor({ state: 'attached' });
  for (let turn = 0; turn <= turns; turn++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await press(key);
  }
  const found = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
  assert.fail(`${key} does not lead to ${wanted}, but to ${found}`);
}

/** Goes to a part of the page by F6. */
async function goToRegion(name) {
  const here = () => page.evaluate(() => document.activeElement?.closest('[data-region]')?.dataset.region);
  await page.locator(`[data-region=${name}]`).waitFor();
  for (let turn = 0; turn < 8; turn++) {
    if ((await here()) === name) return;
    await press('F6');
  }
  assert.fail(`F6 does not lead to ${name}, but to ${await here()}`);
}

const button = (name) => page.getByRole('button', { name, exact: true });
const texts = async () => (await server.records(room)).items.map((item) => item.text).sort();
const find = async (text) => (await server.records(room)).items.find((item) => item.text === text);

test('C11 one joins', step(async () => {
  await page.goto(room.facilitator);
  await goTo('Tab', page.getByLabel('Your name'));
  await page.keyboard.type('Kim');
  await press('Enter');
  await saved(page);
}));

test('C11 one writes three notes in a row', step(async () => {
  await press('n');
  await page.keyboard.type('First');
  await press('Tab');
  await page.keyboard.type('Second');
  await press('Tab');
  await page.keyboard.type('Third');
  await press('Escape');
  await until(async () => (await texts()).join() === 'First,Second,Third', 'three notes');
  await saved(page);
}));

test('C11 one moves a note', step(async () => {
  const { x, y } = await find('Third');
  await press('Alt+Shift+ArrowDown', 'Alt+Shift+ArrowDown', 'Alt+ArrowRight');
  await until(async () => {
    const now = await find('Third');
    return now.x === x + 8 && now.y === y + 80;
  }, 'the note lies further down');
}));

test('C11 one connects two notes and says how', step(async () => {
  await press('l', 'ArrowLeft', 'Enter');
  await until(async () => (await server.records(room)).links.length === 1, 'a link');
  await goToRegion('selection');
  await goTo('Tab', button('strengthens'));
  await press('Enter');
  await until(async () => (await server.records(room)).links[0].kind === 'plus', 'the kind of the link');
  const [third, second] = [await find('Third'), await find('Second')];
  const [link] = (await server.records(room)).links;
  assert.deepEqual([link.from, link.to], [third.id, second.id]);
}));

test('C11 one opens a vote, gives dots and takes one back, closes it and reads the result', step(async () => {
  await press('Escape');
  await goToRegion('dock');
  await goTo('ArrowUp', button('Open a vote'));
  await press('Enter');
  await goTo('Tab', page.getByLabel('What do people choose on?'));
  await page.keyboard.type('Where do we begin?');
  await goTo('Tab', page.getByRole('switch', { name: 'Secret until it closes' }));
  await press('Space');
  await goTo('Tab', button('Open the vote'));
  await press('Enter');
  await page.locator('.vote-bar').waitFor();
  await goToRegion('board');
  const mine = page.locator('.dots-mine .dot');
  await press('d');
  await mine.first().waitFor({ state: 'attached' });
  await press('d');
  await mine.nth(1).waitFor({ state: 'attached' });
  await press('Shift+D');
  await mine.nth(1).waitFor({ state: 'detached' });
  await goToRegion('vote');
  await goTo('Tab', button('Close the vote'));
  await press('Enter');
  await until(() => button('Close now?').evaluate((element) => element === document.activeElement), 'the question has the focus');
  await press('Enter');
  await page.locator('.verdict', { hasText: 'Most dots' }).waitFor();
  assert.equal((await server.records(room)).rounds[0].outcomes.reduce((sum, outcome) => sum + outcome.total, 0), 1);
}));

test('C11 one leaves, and no pointer was ever used', step(async () => {
  await press('Escape');
  await goToRegion('top');
  await goTo('Tab', button('Menu'));
  await press('Enter');
  await goTo('Tab', page.getByRole('link', { name: 'Leave the session' }));
  assert.deepEqual(await page.evaluate(() => window.pointers), []);
  await press('Enter');
  await page.getByRole('heading', { name: 'Start a session' }).waitFor();
  assert.equal(new URL(page.url()).pathname, '/');
  assert.equal(await note(page, 'First').count(), 0);
}));
