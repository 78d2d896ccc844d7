// The domain is pure: what its archives ask of the world is on a list. A simulation with a fake clock, and
// a replay that gives the same board years later, rest on it.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { expectFound, expectNone, root } from './tree/tree.mjs';

const pure = ['catalogue', 'board', 'method'];
const build = process.env.KRING_BUILD ?? join(root, 'build/dev');
const archive = (name) => join(build, `lib${name}.a`);

/** The list: a name a line, where a star at the end stands for any ending; the rest of a line after # is remark. */
export function allowedBy(list) {
  const names = list.replace(/#.*$/gm, '').split(/\s+/).filter(Boolean);
  const exact = new Set(names.filter((name) => !name.endsWith('*')));
  const starts = names.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
  return (symbol) => exact.has(symbol) || starts.some((start) => symbol.startsWith(start));
}

/** `wanted` and `defined` are what nm prints; what the pure archives define for each other is theirs. */
export function checkSymbols(wanted, defined, list) {
  const allowed = allowedBy(list);
  const own = new Set([...defined.matchAll(/^[0-9a-f]+ [A-Z] (\S+)$/gm)].map((match) => match[1]));
  const symbols = [...wanted.matchAll(/^\s+U (\S+)$/gm)].map((match) => match[1].replace(/@.*/, ''));
  return [...new Set(symbols)].sort()
    .filter((symbol) => !own.has(symbol) && !allowed(symbol))
    .map((symbol) => `the domain calls ${symbol}, which is not in tests/tidy/purity.txt`);
}

const list = readFileSync(join(root, 'tests/tidy/purity.txt'), 'utf8');
const archives = pure.map(archive).filter((path) => existsSync(path));
const nm = (...options) => execFileSync('nm', [...options, ...archives], { encoding: 'utf8', maxBuffer: 1 << 26 });

test('the domain asks nothing of the world', { skip: archives.length === 0 && `no archives in ${build}` }, () =>
  expectNone(checkSymbols(nm('-u'), nm('--defined-only', '-g'), list)));

test('an impure domain is found', () => {
  const wanted = '\nboard.c.o:\n                 U memcpy\n                 U clock_gettime@GLIBC_2.17\n                 U map_put\n                 U vote_count\n';
  expectFound(checkSymbols(wanted, '0000000000000010 T vote_count\n', list), /calls clock_gettime/);
  const impure = ['time', 'getrandom', 'random_id', 'open', 'write', 'fopen', 'printf', 'getenv', 'log_write', 'uv_now'];
  expectFound(checkSymbols(impure.map((name) => `    U ${name}`).join('\n'), '', list),
    ...impure.sort().map((name) => new RegExp(`calls ${name},`)));
});
