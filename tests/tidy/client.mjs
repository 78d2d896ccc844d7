// Who may see whom in the browser: protocol <- model <- sync <- app <- {input, view, ui, review} <- entry. Input, view and
// ui do not know each other; entry brings them together.

import { test } from 'node:test';
import { clientFiles, cyclesIn, expectFound, expectNone, importsOf } from './tree/tree.mjs';

const core = ['protocol', 'model', 'sync', 'app', 'i18n'];
const layers = {
  protocol: [],
  model: ['protocol'],
  sync: ['protocol', 'model'],
  i18n: ['protocol'],
  app: core,
  input: core,
  view: core,
  ui: core,
  review: [...core, 'ui'],
  entry: [...core, 'input', 'view', 'ui', 'review'],
};

const folderOf = (path) => /^web\/src\/([^/]+)\//.exec(path)?.[1];

export function checkLayers(files) {
  return files.flatMap((file) => {
    const folder = folderOf(file.path);
    if (!folder && file.path.endsWith('.d.ts')) return [];
    if (!layers[folder]) return [`${file.path}: its folder has no layer in tests/tidy/client.mjs`];
    return importsOf(file)
      .filter(({ path }) => folderOf(path) !== folder && layers[folderOf(path)] && !layers[folder].includes(folderOf(path)))
      .map(({ line, written }) => `${file.path}:${line}: ${folder} may not import ${written}`);
  });
}

export function checkCycles(files) {
  const name = (path) => path.replace(/\.tsx?$/, '').replace(/\/index$/, '');
  const graph = new Map(files.map((file) => [name(file.path), importsOf(file).map(({ path }) => name(path))]));
  return cyclesIn(graph).map((cycle) => `modules import each other: ${cycle}`);
}

test('every module of the client imports only what its layer may see', () => expectNone(checkLayers(clientFiles())));
test('no modules import each other', () => expectNone(checkCycles(clientFiles())));

test('a broken layer is found', () => {
  const sample = (path, text) => checkLayers([{ path: `web/src/${path}`, text }]);
  expectFound(sample('model/board.ts', "import { send } from '../sync/socket.ts';"), /board.ts:1: model may not import/);
  expectFound(sample('view/items/note.ts', "\nimport type { Tool } from '../../input/tools/pen';"), /note.ts:2: view may not/);
  expectFound(sample('ui/dock.tsx', "const later = await import('../view/camera.js');"), /ui may not import/);
  expectFound(sample('cellar/wine.ts', ''), /has no layer/);
  expectFound(sample('entry/room.tsx', "import '../style/base.css';\nimport { board } from '../view/board';\n"));
  expectFound(sample('sync/client.ts', "// import x from '../ui/dock'\nimport { x } from './socket';"));
});

test('modules in a circle are found', () => {
  const files = [
    { path: 'web/src/app/a.ts', text: "import { b } from './b.ts';" },
    { path: 'web/src/app/b.ts', text: "export { a } from './a';" },
  ];
  expectFound(checkCycles(files), /app\/a -> web\/src\/app\/b -> web\/src\/app\/a/);
});
