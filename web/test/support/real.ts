/** The real server, for tests: started on a free port with its own data, stopped or killed by the test. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../../src/protocol/catalogue.ts';

const PLACES = [process.env.KRING, `${TREE}/build/release/kring`, `${TREE}/build/dev/kring`];

/** Where the server's binary is; undefined when it is not built. `KRING` in the environment names another. */
export const binary = PLACES.find((path) => path !== undefined && existsSync(path));

/** For `skip` of a test: why it cannot run here. */
export const missing = binary === undefined ? 'the server is not built' : false;

export class RealServer {
  origin = '';
  private process: ChildProcess | null = null;
  private readonly data = mkdtempSync(join(tmpdir(), 'kring-test-'));

  /** Starts, on the port of the last time if there was one, and waits until it accepts people. */
  async start(): Promise<void> {
    const address = this.origin === '' ? '127.0.0.1:0' : new URL(this.origin).host;
    const child = spawn(binary ?? '', ['serve', '--listen', address, '--data', this.data], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.process = child;
    let told = '';
    for await (const bytes of child.stdout) {
      told += String(bytes);
      const found = /listening on (http:\/\/\S+)/.exec(told);
      if (found?.[1] === undefined) continue;
      this.origin = found[1].replace(/\/$/, '');
      child.stdout.resume();
      return;
    }
    throw new Error(`the server did not start: ${told}`);
  }

  /** Ends the process: politely, or at once. Data stays. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.process;
    this.process = null;
    if (child === null || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  async destroy(): Promise<void> {
    await this.stop('SIGKILL');
    rmSync(this.data, { recursive: true, force: true });
  }

  /** Makes a journey; the answer of the server, with the secret of each link. */
  async makeJourney(wanted: object): Promise<{ journey: string; room: string; keys: Record<Role, string> }> {
    const response = await fetch(`${this.origin}/api/journeys`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(wanted),
    });
    const made = (await response.json()) as { journey: string; room: string; links: Record<Role, string> };
    if (response.status !== 201) throw new Error(`${response.status}: ${JSON.stringify(made)}`);
    const keyOf = (role: Role) => made.links[role].split('#')[1] ?? '';
    const keys = {
      facilitator: keyOf('facilitator'),
      participant: keyOf('participant'),
      observer: keyOf('observer'),
    };
    return { journey: made.journey, room: made.room, keys };
  }
}
