// What every end-to-end test stands on: the real server on a folder of its own, real browser contexts, and gates that
// no test passes with an error on a page, an error on its console, or a violation of the content policy (C15).
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
/** Packages of the browser client. */
export const fromWeb = createRequire(path.join(root, 'web/package.json'));
export const webSource = path.join(root, 'web/src');
const { chromium } = fromWeb('playwright-core');
const binary = process.env.KRING_BINARY ?? path.join(root, 'build/release/kring');
const web = process.env.KRING_WEB ?? path.join(root, 'web/dist');

/** On a machine that does much else at the same time things take long without being wrong. */
export const PATIENCE_MS = Number(process.env.KRING_E2E_PATIENCE_MS ?? 30_000);
/** A folder for pictures of all pages when a step fails; none otherwise. */
const pictures = process.env.KRING_E2E_PICTURES;

export const SIZES = {
  desktop: { width: 1440, height: 900 },
  tablet: { width: 1024, height: 768 },
  phone: { width: 390, height: 844 },
};
const FINGERS = { hasTouch: true, isMobile: true };

async function freePort() {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The real server. It keeps its port and its folder over kill() and start(). */
export class Server {
  static async open() {
    const server = new Server();
    server.data = fs.mkdtempSync(path.join(os.tmpdir(), 'kring-e2e-'));
    server.port = await freePort();
    server.origin = `http://127.0.0.1:${server.port}`;
    await server.start();
    return server;
  }

  async start() {
    this.process = spawn(binary, ['serve', '--listen', `127.0.0.1:${this.port}`, '--data', this.data, '--web', web], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const server = this.process;
    process.once('exit', () => server.kill('SIGKILL'));
    this.gone = new Promise((resolve) => server.once('exit', resolve));
    let said = '';
    await new Promise((resolve, reject) => {
      server.stdout.on('data', (text) => {
        said += text;
        if (said.includes('listening on')) resolve();
      });
      server.once('error', reject);
      server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    });
  }

  async kill() {
    this.process.kill('SIGKILL');
    await this.gone;
  }

  async close() {
    this.process.kill('SIGTERM');
    const code = await this.gone;
    fs.rmSync(this.data, { recursive: true, force: true });
    assert.equal(code, 0, 'the server stops cleanly');
  }

  /** Makes a journey with one room; resolves to its ids and the address of each link. */
  async makeRoom(plan) {
    const answer = await fetch(`${this.origin}/api/journeys`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(plan),
    });
    const made = await answer.json();
    assert.equal(answer.status, 201, JSON.stringify(made));
    const { facilitator, participant, observer } = made.links;
    return { room: made.room, journey: made.journey, facilitator, participant, observer, secret: facilitator.split('#')[1] };
  }

  async read(room, what, stream = room.room) {
    const answer = await fetch(`${this.origin}/api/rooms/${stream}/${what}`, {
      headers: { authorization: `Bearer ${room.secret}` },
    });
    assert.equal(answer.status, 200);
    return answer.text();
  }

  /** The room's log as a facilitator may read it. */
  async events(room) {
    const lines = (await this.read(room, 'events?after=0&limit=1000')).trim().split('\n');
    return lines.map((line) => JSON.parse(line));
  }

  /** The records of the room and its journey by their type. */
  async records(room) {
    const snapshots = [await this.read(room, 'snapshot'), await this.read(room, 'snapshot', room.journey)];
    const records = snapshots.flatMap((text) => JSON.parse(text).records);
    const of = (type) => records.filter((record) => record.type === type);
    return { items: of('item'), drivers: of('driver'), links: of('link'), rounds: of('round'), zones: of('zone'), phases: of('phase') };
  }
}

/** A browser with people in it, each in a context of their own. */
export class Stage {
  /** Resolves to a stage with a server and a browser. */
  static async open() {
    const stage = new Stage();
    stage.faults = [];
    stage.tolerated = [];
    stage.server = await Server.open();
    stage.browser = await chromium.launch({
      executablePath: process.env.KRING_CHROMIUM ?? '/usr/bin/chromium',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync'],
    }).catch(async (error) => {
      await stage.server.close();
      throw error;
    });
    return stage;
  }

  /** From now on consoles may say this: a browser reports on its own what a test does to it on purpose. */
  tolerate(pattern) {
    this.tolerated.push(pattern);
  }

  /**
   * A fresh context with a page that reports every fault. Options are those of a browser context, and `size`. What went
   * over its WebSockets is in `page.lines`, as {sent, text}.
   */
  async page({ size = 'desktop', ...options } = {}) {
    const context = await this.browser.newContext({
      viewport: SIZES[size], locale: 'en-GB', reducedMotion: 'reduce', ...(size === 'desktop' ? {} : FINGERS), ...options,
    });
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) =>
        console.error(`content policy: ${event.violatedDirective} ${event.blockedURI}`));
    });
    const page = await context.newPage();
    this.watch(page);
    return page;
  }

  /** One more page for whoever has this one already. */
  async tab(page) {
    const other = await page.context().newPage();
    this.watch(other);
    return other;
  }

  watch(page) {
    page.setDefaultTimeout(PATIENCE_MS);
    page.lines = [];
    page.on('pageerror', (error) => this.faults.push(`page: ${error.stack}`));
    page.on('console', (message) => {
      if (message.type() !== 'error') return;
      const text = `${message.text()} ${message.location().url}`;
      if (!this.tolerated.some((pattern) => pattern.test(text))) this.faults.push(`console: ${text}`);
    });
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => page.lines.push({ sent: true, text: String(payload) }));
      socket.on('framereceived', ({ payload }) => page.lines.push({ sent: false, text: String(payload) }));
    });
  }

  /** Somebody who comes in by a link. `say` are the words of the door, where they are not English. */
  async person(address, name, { say = { name: 'Your name', enter: 'Enter' }, ...options } = {}) {
    const page = await this.page(options);
    await page.goto(address);
    await page.getByLabel(say.name).fill(name);
    await page.getByRole('button', { name: say.enter }).click();
    await saved(page);
    return page;
  }

  /**
   * Wraps the steps of a story: `test('…', step(async () => …))`. When one has failed, those that would only fail in its
   * wake are passed over.
   */
  get step() {
    return (run) => async (context) => {
      if (this.broken) return context.skip('a step before it failed');
      try {
        await run();
      } catch (error) {
        this.broken = true;
        const health = await fetch(`${this.server.origin}/healthz`).then((answer) => answer.status, (problem) => problem.cause?.code);
        console.log(`the server is ${this.server.process.exitCode ?? 'running'} and answers ${health}`);
        await this.picture(context.name);
        throw error;
      }
    };
  }

  async picture(name) {
    if (!pictures) return;
    const pages = this.browser.contexts().flatMap((context) => context.pages());
    for (const [at, page] of pages.entries()) {
      await page.screenshot({ path: path.join(pictures, `${name.replace(/\W+/g, '_').slice(0, 40)}_${at}.png`) }).catch(() => undefined);
    }
  }

  async close() {
    await this.browser?.close();
    await this.server?.close();
    assert.deepEqual(this.faults, [], 'no page had an error');
  }
}

/** Waits until the page says that everything is saved. */
export async function saved(page) {
  await page.locator('.pill.saved').waitFor();
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The note with exactly this text. */
export function note(page, text) {
  return page.locator('.item', { has: page.locator('.item-text', { hasText: new RegExp(`^${escaped(text)}$`) }) });
}

/** Waits until each of these pages shows a note with this text. */
export async function everywhere(pages, text) {
  await Promise.all(pages.map((page) => note(page, text).waitFor({ state: 'attached' })));
}

/** Waits until none of these pages shows it any more. */
export async function nowhere(pages, text) {
  await Promise.all(pages.map((page) => note(page, text).waitFor({ state: 'detached' })));
}

/** Opens a new note at a place of the board, in CSS pixels from its corner, and writes into it. */
export async function begin(page, x, y, text) {
  await page.locator('.board').dblclick({ position: { x, y } });
  await page.locator('textarea.item-writing').fill(text);
}

/** Writes a note. */
export async function write(page, x, y, text) {
  await begin(page, x, y, text);
  await page.keyboard.press('Escape');
  await note(page, text).waitFor();
}

/** Opens the note with this text and writes another one into it, without ending. */
export async function rewrite(page, before, text) {
  await note(page, before).locator('.item-text').dblclick();
  await page.locator('textarea.item-writing').fill(text);
}

/** Opens something by the menu. */
export async function fromMenu(page, entry, menu = 'Menu') {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.locator('.menu').getByRole('button', { name: entry }).click();
}

/** Starts a step of the session by the list of its steps. */
export async function startPhase(page, name) {
  await page.locator('.steps button').first().click();
  await page.locator('.agenda li', { hasText: name }).getByRole('button', { name: 'Start this step' }).click();
  await page.locator('.sheet').getByRole('button', { name: 'Close', exact: true }).click();
}

/** Opens a vote by the form of facilitators. */
export async function openVote(page, question, { secret = true } = {}) {
  await page.getByRole('button', { name: 'Open a vote' }).click();
  await page.getByLabel('What do people choose on?').fill(question);
  const hidden = page.getByRole('switch', { name: 'Secret until it closes' });
  if ((await hidden.isChecked()) !== secret) await hidden.click();
  await page.getByRole('button', { name: 'Open the vote' }).click();
  await page.locator('.vote-bar').waitFor();
}

export async function closeVote(page) {
  await page.getByRole('button', { name: 'Close the vote' }).click();
  await page.getByRole('button', { name: 'Close now?' }).click();
  await page.getByRole('heading', { name: 'Result of the vote' }).waitFor();
}

/** Gives one dot to a note by its button. */
export async function giveDot(page, text) {
  const before = await note(page, text).locator('.dots-mine .dot').count();
  await page.getByRole('button', { name: `Give a dot to “${text}”` }).click();
  await note(page, text).locator('.dots-mine .dot').nth(before).waitFor({ state: 'attached' });
}

/** Waits until a condition about the server holds, and resolves to what it found. */
export async function until(look, what) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
