// docs/rules.md numbers what Kring promises: **V1**, **J3**. Each is named by a test, and no test names one that the page
// does not know. When a test and that page disagree, one of them is wrong.

import { test } from 'node:test';
import { expectFound, expectNone, filesIn } from './tree/tree.mjs';

/** Where a test says what it is about: its description, its title, or a line of remark in a scenario. */
function titlesOf(file) {
  if (file.path.endsWith('.txt')) return file.text.match(/^#.*$/gm) ?? [];
  const pattern = file.path.endsWith('.c')
    ? /\.description\s*=\s*"((?:\\.|[^"\\])*)"/g
    : /\b(?:test|it|describe|suite)(?:\.\w+)?\(\s*(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"|`((?:\\.|[^`\\])*)`)/g;
  return [...file.text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3]);
}

export function checkPromises(rules, tests) {
  const promised = new Set([...rules.matchAll(/\*\*([A-Z]+[0-9]+)\*\*/g)].map((match) => match[1]));
  const letters = new Set([...promised].map((promise) => promise.replace(/[0-9]+/, '')));
  const named = new Set();
  const complaints = [];
  for (const file of tests) {
    for (const [name] of file.text.matchAll(/\b[A-Z]+[0-9]+\b/g)) named.add(name);
    for (const title of titlesOf(file)) {
      for (const [name, letter] of title.matchAll(/\b([A-Z]+)[0-9]+\b/g)) {
        if (letters.has(letter) && !promised.has(name)) complaints.push(`${file.path}: names ${name}, not in docs/rules.md`);
      }
    }
  }
  for (const promise of promised) if (!named.has(promise)) complaints.push(`docs/rules.md: no test names ${promise}`);
  return complaints;
}

const rules = filesIn(['docs'], ['rules.md'])[0];
const tests = filesIn(['tests', 'web/test'], ['.c', '.txt', '.mjs', '.ts', '.tsx'])
  .filter((file) => file.path !== 'tests/tidy/promises.mjs');

test('each promise has its test, each test its promise', { skip: !rules && 'no docs/rules.md' }, () =>
  expectNone(checkPromises(rules.text, tests)));

test('a promise without a test, and a test without a promise, are found', () => {
  const page = '- **V1** dots are counted.\n- **V2** and spent.\n';
  const c = (text) => ({ path: 'tests/unit/board/test_vote.c', text: `Test(vote, x, .description = "${text}") {` });
  expectFound(checkPromises(page, [c('V1'), c('V2')]));
  expectFound(checkPromises(page, [c('V1')]), /no test names V2/);
  expectFound(checkPromises(page, [c('V1, V2, V3')]), /names V3, not in docs/);
  expectFound(checkPromises(page, [{ path: 'a.test.ts', text: "test('V1: x', f); test('V2, V9', f); // M8" }]), /names V9/);
  expectFound(checkPromises(page, [{ path: 'a.txt', text: '# V1 V2 V7 UTF8\n1 > V8\n' }]), /names V7/);
});
