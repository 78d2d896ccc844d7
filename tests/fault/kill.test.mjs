// The server is killed in the middle of a thousand commands, again and again, and started on the same folder and the same port. The
// clients keep a ledger: what was answered must be in the log under that number, once; what was not answered is sent again
// with the same op. Nobody may have seen what is not in the log. KRING_KILLS says how often.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { folder, newId, run, Server, Socket, wait } from './client.mjs';

const kills = Number(process.env.KRING_KILLS ?? 100);
const writer_count = 10;
const watcher_count = 5;
const commands_each = 100;
const kill_ms_max = 40;

const settings = { KRING_COMMANDS_PER_SECOND: '100000', KRING_COMMANDS_BURST: '100000', KRING_ROOM_COMMANDS_PER_SECOND: '1000000',
  KRING_BYTES_PER_SECOND: '1000000000', KRING_LOG: 'error' };

/** A person who comes back: holds what was told, in order, and stays the same person. */
class Person extends Socket {
  static async come(server, room, self) {
    const person = new Person(server);
    person.self = self;
    await person.opened;
    assert.equal(person.status, 101);
    const joined = new Promise((done) => { person.onJoined = done; });
    const secret = self.resume ? { resume: self.resume } : { key: self.key, name: self.name };
    person.say({ m: 'join', stream: room, ...secret, ...(self.have >= 0 ? { have: self.have } : {}) });
    await Promise.race([joined, person.over]);
    return person;
  }

  takePayload(opcode, final, payload) {
    super.takePayload(opcode, final, payload);
    for (const message of this.messages.splice(0)) this.hear(message);
  }

  hear(message) {
    const { self } = this;
    if (message.m === 'joined') {
      assert.ok(message.seq >= self.have, 'the stream is behind what somebody saw');
      self.resume ??= message.you.resume;
      if (message.records) self.have = message.seq;
      this.onJoined();
    } else if (message.m === 'events') {
      for (const event of message.events) {
        assert.equal(event.seq, self.have + 1, 'an event twice, or left out');
        self.have = event.seq;
        self.saw.push([event.seq, textOf(event)]);
      }
    } else if (message.m === 'done') {
      self.onDone?.(message);
    } else if (message.m === 'refused') {
      assert.fail(`refused: ${message.code}`);
    }
  }
}

/** The op that an edit carries in its text: readers are not told the ops of others. */
const textOf = (event) => event.changes.map((change) => (change[0] === 'patch' ? change[2].text : undefined)).find(Boolean);

class Writer {
  constructor(number, key, ledger) {
    Object.assign(this, { name: `Writer ${number}`, number, key, ledger, have: -1, saw: [], count: 0, pending: [], answered: [] });
  }

  onDone({ op, seq }) {
    const known = this.ledger.answers.get(op);
    if (known !== undefined) {
      assert.equal(seq, known, 'a second answer differs from the first');
      this.ledger.repeated++;
      return;
    }
    this.ledger.answers.set(op, seq);
    this.answered.push(op);
    this.pending = this.pending.filter((other) => other !== op);
  }

  /** What waits, then new acts up to the full number, and two old ones whose answer is known. */
  say(socket) {
    while (this.pending.length < commands_each) {
      const op = newId();
      this.ledger.order.set(op, [this.number, this.count++]);
      this.pending.push(op);
    }
    const old = [0, 1].map(() => this.answered[Math.floor(Math.random() * this.answered.length)]).filter(Boolean);
    for (const op of [...old, ...this.pending]) socket.say({ m: 'do', op, verb: 'item.edit', item: this.item, text: op });
  }
}

/** Reads what is new in the log, and holds the ledger and what was seen against it. */
async function readLog(server, room, secret, ledger) {
  for (;;) {
    const { status, text } = await server.ask(`/api/rooms/${room}/events?after=${ledger.log.length}&limit=1000`, { bearer: secret });
    assert.equal(status, 200, text);
    const lines = text.split('\n').filter(Boolean);
    for (const line of lines) {
      const event = JSON.parse(line);
      assert.equal(event.seq, ledger.log.length + 1, 'a gap in the log');
      const op = textOf(event) ?? null;
      ledger.log.push(op);
      if (op === null) continue;
      assert.ok(!ledger.places.has(op), 'an op twice in the log');
      ledger.places.set(op, event.seq);
      if (!ledger.answers.has(op)) ledger.ghosts++;
      const [writer, number] = ledger.order.get(op);
      assert.ok(number > (ledger.last.get(writer) ?? -1), 'acts of one person out of their order');
      ledger.last.set(writer, number);
    }
    if (lines.length === 0) return;
  }
}

function checkLedger(ledger, people) {
  for (const [op, seq] of ledger.answers) {
    if (!ledger.checked.has(op)) assert.equal(ledger.places.get(op), seq, 'an answered act is not in the log');
    ledger.checked.add(op);
  }
  for (const person of people) {
    for (const [seq, text] of person.saw) assert.equal(ledger.log[seq - 1], text ?? null, 'somebody saw what is not in the log');
    person.saw = [];
  }
}

async function settleNotes(server, room, writers) {
  for (const writer of writers) {
    const socket = await Person.come(server, room, { ...writer, have: -1, saw: [], onDone: undefined });
    writer.resume = socket.self.resume;
    writer.item = newId();
    const done = new Promise((settled) => { socket.self.onDone = settled; });
    socket.say({ m: 'do', op: newId(), verb: 'item.add', id: writer.item, text: 'note', x: 10 * writer.number, y: 0 });
    await done;
    await socket.end();
  }
}

test(`G20, G21, G22, G23, G24: ${kills} kills lose nothing that was answered, and nobody saw more`, async () => {
  const data = folder();
  const begun = Date.now();
  let server = await Server.start({ data: data.path, env: settings });
  const listen = `${server.host}:${server.port}`;
  const { room, secrets } = await server.journey({ title: 'Killed' });
  const ledger = { answers: new Map(), places: new Map(), order: new Map(), last: new Map(), checked: new Set(), log: [], ghosts: 0,
    repeated: 0, restart_ms: 0 };
  const writers = Array.from({ length: writer_count }, (_, i) => new Writer(i, secrets.participant, ledger));
  const watchers = Array.from({ length: watcher_count }, (_, i) => ({ name: `Watcher ${i}`, key: secrets.observer, have: -1, saw: [] }));
  const people = [...writers, ...watchers];
  await settleNotes(server, room, writers);

  try {
    for (let kill = 0; kill <= kills; kill++) {
      const sockets = await Promise.all(people.map((person) => Person.come(server, room, person)));
      writers.forEach((writer, i) => writer.say(sockets[i]));
      if (kill === kills) {
        for (let i = 0; i < 3000 && writers.some(({ pending }) => pending.length > 0); i++) await wait(10);
        assert.ok(writers.every(({ pending }) => pending.length === 0), 'not everything is answered in the end');
        await wait(100);
        await Promise.all(sockets.map((socket) => socket.end()));
        break;
      }
      await wait(Math.random() * kill_ms_max);
      server.child.kill('SIGKILL');
      await Promise.all([server.ended, ...sockets.map((socket) => socket.over)]);
      const before = Date.now();
      server = await Server.start({ data: data.path, env: settings, listen });
      ledger.restart_ms = Math.max(ledger.restart_ms, Date.now() - before);
      await readLog(server, room, secrets.facilitator, ledger);
      checkLedger(ledger, people);
    }
    await readLog(server, room, secrets.facilitator, ledger);
    checkLedger(ledger, people);
    const beside = await run(['verify', '--data', data.path]);
    assert.equal(beside.code, 0, beside.stdout + beside.stderr);
    assert.equal(await server.stop(), 0);
    const verified = await run(['verify', '--data', data.path]);
    assert.equal(verified.code, 0, verified.stdout + verified.stderr);
  } finally {
    server.child.kill('SIGKILL');
    await server.ended;
    data.remove();
  }
  console.log(JSON.stringify({ kills, answered: ledger.answers.size, ghosts: ledger.ghosts, repeated: ledger.repeated,
    events: ledger.log.length, restart_ms_max: ledger.restart_ms, seconds: (Date.now() - begun) / 1000 }));
});
