/** A tab of a browser, for tests: a client with all that it reports. */
import { BoardModel } from '../../src/model/board.ts';
import type { Verb } from '../../src/protocol/catalogue.ts';
import { Client } from '../../src/sync/client.ts';
import { Identity, type Storage } from '../../src/sync/identity.ts';
import { memoryOutbox, type Outbox } from '../../src/sync/outbox.ts';
import type { Connection, Me, Progress, Toast } from '../../src/sync/report.ts';
import type { Coming } from '../../src/sync/ticket.ts';
import { type DummyServer, ROOM } from './server.ts';

/** What outlives a tab: local storage and the outbox of one browser. */
export interface Browser {
  storage: Storage & { items: Map<string, string> };
  outbox: Outbox;
}

export function aBrowser(): Browser {
  const items = new Map<string, string>();
  const storage = {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
  return { storage, outbox: memoryOutbox() };
}

export class Tab {
  readonly board: BoardModel;
  readonly client: Client;
  connection: Connection = { state: 'connecting', pending: 0 };
  /** All states that the connection went through. */
  readonly states: string[] = [];
  me: Me | null = null;
  rights: ReadonlySet<Verb> = new Set();
  progress: ReadonlyMap<string, Progress> = new Map();
  readonly toasts: Omit<Toast, 'id'>[] = [];

  constructor(
    readonly server: DummyServer,
    readonly browser: Browser = aBrowser(),
    coming: Partial<Coming> = { key: 'guest', name: 'Ada' },
  ) {
    this.board = new BoardModel();
    const world = {
      url: 'ws://test/ws',
      dial: server.dial,
      clock: server.clock,
      outbox: browser.outbox,
      identity: new Identity(browser.storage),
    };
    this.client = new Client({ room: ROOM, language: 'en', ...coming }, world, this.board, {
      connection: (connection) => {
        this.connection = connection;
        if (this.states.at(-1) !== connection.state) this.states.push(connection.state);
      },
      me: (me) => {
        this.me = me;
      },
      rights: (allow) => {
        this.rights = allow;
      },
      people: () => undefined,
      progress: (progress) => {
        this.progress = progress;
      },
      toast: (toast) => void this.toasts.push(toast),
    });
    void this.client.start();
  }
}
