// Who may see whom among the modules of the server. A module that needs a header it may not see is in the wrong place,
// or the header is; docs/architecture.md says why the borders are where they are.

import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { cyclesIn, expectFound, expectNone, includesOf, serverFiles } from './tree/tree.mjs';

const ground = 'check limits error span list id arena buffer map text hash random log';
const words = 'catalogue model method';
const ports = 'journal vault store member clock';
const engines = 'memory_engine sqlite_engine archive';

// The first row whose folder a path begins with counts. `never` also holds for what a header includes in turn.
const layers = [
  { name: 'base', in: /^server\/base\//, may: ground, uses: ['openssl/'] },
  { name: 'protocol', in: /^protocol\//, may: `${ground} ${words} wire frame`, uses: ['jansson.h'], never: 'board room' },
  { name: 'board', in: /^server\/board\//, may: `${ground} ${words} board`, never: `wire ${ports} log random` },
  { name: 'method', in: /^server\/method\//, may: `${ground} ${words} board`, never: `wire ${ports} log random` },
  { name: 'review', in: /^server\/review\//, may: `${ground} ${words} board`, never: `wire ${ports} log random` },
  {
    name: 'journal',
    in: /^server\/journal\//,
    may: `${ground} catalogue model frame journal vault store ${engines}`,
    uses: ['uv.h', 'sqlite3.h', 'libpq-fe.h', 'openssl/'],
    never: 'board room lobby',
  },
  { name: 'room', in: /^server\/room\//, may: `${ground} ${words} board wire frame ${ports} room lobby story replay` },
  {
    name: 'session',
    in: /^server\/net\/(session|api)/,
    may: `${ground} ${words} room lobby story wire frame member clock`,
  },
  {
    name: 'net',
    in: /^server\/net\//,
    may: `${ground} ${words} room lobby story wire frame member clock`,
    uses: ['uv.h', 'libwebsockets.h'],
  },
  { name: 'tools', in: /^server\/tools\//, may: `${ground} ${words} board wire frame ${ports} ${engines} room lobby story replay` },
  { name: 'main', in: /^server\/(main|config)\.[ch]$/, may: 'anything', uses: ['uv.h', 'libwebsockets.h'] },
  { name: 'include', in: /^include\/kring\//, may: 'anything' },
];

const layerOf = (path) => layers.find((each) => each.in.test(path));

const libraries = /^(uv\.h|uv\/|libwebsockets|lws_|sqlite3|jansson|openssl\/|libpq-fe\.h|zlib\.h)/;

const ownName = (include) => /^kring\/(.+)\.h$/.exec(include.name)?.[1];

/** Every public header with all that it includes, directly and through others. */
function reachOf(files) {
  const direct = new Map();
  for (const file of files) {
    const name = /^include\/kring\/(.+)\.h$/.exec(file.path)?.[1];
    if (name) direct.set(name, includesOf(file).map(ownName).filter(Boolean));
  }
  const reach = (name, seen = new Set()) => {
    for (const next of direct.get(name) ?? []) {
      if (!seen.has(next)) reach(next, seen.add(next));
    }
    return seen;
  };
  return reach;
}

export function checkLayers(files) {
  const reach = reachOf(files);
  const complaints = [];
  for (const file of files) {
    const layer = layerOf(file.path);
    if (!layer) {
      complaints.push(`${file.path}: its folder has no layer in tests/tidy/layers.mjs`);
      continue;
    }
    const may = layer.may.split(' ');
    const never = (layer.never ?? '').split(' ');
    for (const include of includesOf(file)) {
      const at = `${file.path}:${include.line}`;
      const name = ownName(include);
      if (name && layer.may !== 'anything' && !may.includes(name)) {
        complaints.push(`${at}: ${layer.name} may not see <kring/${name}.h>`);
      } else if (name) {
        for (const hidden of [...reach(name)].filter((each) => never.includes(each))) {
          complaints.push(`${at}: through <kring/${name}.h>, ${layer.name} sees <kring/${hidden}.h>`);
        }
      }
      if (libraries.test(include.name) && !(layer.uses ?? []).some((each) => include.name.startsWith(each))) {
        complaints.push(`${at}: ${layer.name} may not use ${include.name}`);
      }
      if (include.how === '"' && include.name.includes('/') && layer.name !== 'main') {
        const target = layerOf(normalize(join(dirname(file.path), include.name)));
        if (target !== layer) complaints.push(`${at}: "${include.name}" reaches into another module`);
      }
      if (include.how === '"' && /^include\//.test(file.path)) {
        complaints.push(`${at}: a public header names others as <kring/x.h>`);
      }
    }
  }
  return complaints;
}

/** Headers in quotes stand in the folder of the file, or one above it, or are named from there. */
export function checkCycles(files) {
  const paths = new Set(files.map((file) => file.path));
  const graph = new Map();
  for (const file of files) {
    const folder = file.path.slice(0, file.path.lastIndexOf('/'));
    const targets = includesOf(file).map((include) =>
      include.how === '<'
        ? `include/${include.name}`
        : [join(folder, include.name), join(folder, '..', include.name)].find((path) => paths.has(path)));
    graph.set(file.path, targets.filter((target) => paths.has(target)));
  }
  return cyclesIn(graph).map((cycle) => `headers include each other: ${cycle}`);
}

test('every file of the server sees only what its layer may see', () => expectNone(checkLayers(serverFiles())));
test('no headers include each other', () => expectNone(checkCycles(serverFiles())));

test('a broken layer is found', () => {
  const sample = (path, text) => checkLayers([{ path, text }]);
  expectFound(sample('server/board/board.c', '#include <kring/wire.h>\n'), /board.c:1: board may not see <kring\/wire.h>/);
  expectFound(sample('server/room/room.c', '\n#include <uv.h>\n'), /room.c:2: room may not use uv.h/);
  expectFound(sample('server/net/session_run.c', '#include <uv.h>\n'), /session may not use uv.h/);
  expectFound(sample('server/net/ws.c', '#include <uv.h>\n#include <libwebsockets.h>\n'));
  expectFound(sample('server/net/ws.c', '#include <sqlite3.h>\n'), /net may not use sqlite3.h/);
  expectFound(sample('protocol/decode.c', '#include <jansson.h>\n'));
  expectFound(sample('server/board/board.c', '#include "../room/gate.h"\n'), /reaches into another module/);
  expectFound(sample('server/board/commands/vote_cast.c', '#include "../internal.h"\n'));
  expectFound(sample('server/cellar/wine.c', ''), /has no layer/);
  expectFound(sample('server/board/board.c', '/* #include <uv.h> */\n#include <kring/board.h>\n'));
});

test('a layer broken through a header is found', () => {
  const files = [
    { path: 'include/kring/vault.h', text: '#include <kring/frame.h>\n' },
    { path: 'include/kring/frame.h', text: '#include <kring/room.h>\n' },
    { path: 'include/kring/room.h', text: '' },
    { path: 'server/journal/vault.c', text: '#include <kring/vault.h>\n' },
  ];
  expectFound(checkLayers(files), /vault.c:1: through <kring\/vault.h>, journal sees <kring\/room.h>/);
});

test('headers in a circle are found', () => {
  const files = [
    { path: 'include/kring/a.h', text: '#include <kring/b.h>\n' },
    { path: 'include/kring/b.h', text: '#include <kring/a.h>\n' },
  ];
  expectFound(checkCycles(files), /a\.h -> include\/kring\/b\.h -> include\/kring\/a\.h/);
  const inner = [
    { path: 'server/board/internal.h', text: '#include "more.h"\n' },
    { path: 'server/board/more.h', text: '#include "internal.h"\n' },
  ];
  expectFound(checkCycles(inner), /internal\.h -> server\/board\/more\.h/);
});
