// What one can hold in one's head: functions of at most 70 lines, files of at most 500.

import { test } from 'node:test';
import { clientFiles, codeOf, expectFound, expectNone, isGenerated, lineAt, serverFiles } from './tree/tree.mjs';

const function_lines_max = 70;
const file_lines_max = 500;

export function checkFiles(files) {
  return files
    .map((file) => ({ ...file, lines: file.text.replace(/\n$/, '').split('\n').length }))
    .filter((file) => !isGenerated(file) && file.lines > file_lines_max)
    .map((file) => `${file.path}: ${file.lines} lines, at most ${file_lines_max}`);
}

/** The functions of a C file: a brace at the outermost level that follows a closing parenthesis. */
export function functionsOf(text) {
  const code = codeOf(text).replace(/^[ \t]*#(?:[^\\\n]|\\[^])*/gm, (directive) => directive.replace(/[^\n]/g, ' '));
  const found = [];
  let depth = 0;
  let open = null;
  for (const { 0: brace, index } of code.matchAll(/[{}]/g)) {
    if (brace === '{' && depth++ === 0) {
      const start = Math.max(code.lastIndexOf(';', index), code.lastIndexOf('}', index)) + 1;
      const name = /([A-Za-z_]\w*)\s*\([^{]*\)\s*$/.exec(code.slice(start, index))?.[1];
      open = name ? { name, line: lineAt(code, index) } : null;
    }
    if (brace === '}' && --depth === 0 && open) {
      found.push({ ...open, lines: lineAt(code, index) - open.line + 1 });
    }
  }
  return found;
}

export function checkFunctions(files) {
  return files.filter((file) => !isGenerated(file)).flatMap((file) =>
    functionsOf(file.text)
      .filter((each) => each.lines > function_lines_max)
      .map((each) => `${file.path}:${each.line}: ${each.name} has ${each.lines} lines, at most ${function_lines_max}`));
}

test('no file is too long', () => expectNone(checkFiles([...serverFiles(), ...clientFiles()])));
test('no C function is too long', () => expectNone(checkFunctions(serverFiles())));

test('what is too long is found', () => {
  const lines = (count) => 'x();\n'.repeat(count);
  expectFound(checkFiles([{ path: 'a.c', text: lines(501) }, { path: 'b.c', text: lines(500) }]), /a.c: 501 lines/);
  expectFound(checkFiles([{ path: 'c.c', text: `/* GENERATED */\n${lines(501)}` }]));
  const text = `struct s {\n${lines(90)}};\n\nint f(int a,\n    int b) {\n    if (a) {\n${lines(66)}    }\n}\n`;
  expectFound(checkFunctions([{ path: 'a.c', text }]));
  const longer = text.replace('if (a)', 'while (a) /* { */\n    if (b)');
  expectFound(checkFunctions([{ path: 'a.c', text: longer }]), /a.c:95: f has 71 lines/);
});
