// Calls that have cost others dearly, with what to use in their place.

import { test } from 'node:test';
import { clientFiles, codeOf, expectFound, expectNone, lineAt, serverFiles } from './tree/tree.mjs';

const unbounded = 'it does not know the size of its target: use buffer or text';
const numbers = 'it cannot say that the text was not a number';
const clock = 'the time comes in with the command, or from the clock port';

const calls = {
  strcpy: unbounded, strncpy: 'it may leave out the end of the text', strcat: unbounded, strncat: unbounded,
  stpcpy: unbounded, sprintf: unbounded, vsprintf: unbounded, gets: unbounded, scanf: unbounded, sscanf: numbers,
  atoi: numbers, atol: numbers, atoll: numbers, atof: numbers,
  strtok: 'it keeps a secret between calls',
  assert: 'NDEBUG removes it: use CHECK',
  rand: 'use random', srand: 'use random', random: 'use random', drand48: 'use random',
  time: clock, localtime: clock, gmtime: clock, ctime: clock, asctime: clock,
  alloca: 'the stack has no way to say no', system: 'no shells', popen: 'no shells',
  tmpnam: 'another may take the name first', mktemp: 'another may take the name first',
  setjmp: 'flow that cannot be read', longjmp: 'flow that cannot be read',
};
// A member or a port may well be called time: `clock->time(…)` is not time(…).
const callPattern = new RegExp(`(?<![\\w.>])(${Object.keys(calls).join('|')})\\s*\\(`, 'g');

const clientPatterns = [
  [/\b(inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdangerouslySetInnerHTML\b|\bdocument\.write\b/g, 'text of people is never HTML'],
  [/(?<![\w.])eval\s*\(|\bnew\s+Function\s*\(/g, 'text is never code'],
  [/\sstyle=|\bsetAttribute\s*\(\s*['"]style['"]/g, 'the content security policy drops style attributes: use a class'],
];

function find(file, text, pattern, complain) {
  return [...text.matchAll(pattern)].map((match) => `${file.path}:${lineAt(text, match.index)}: ${complain(match)}`);
}

export function checkServer(files) {
  return files.flatMap((file) => find(file, codeOf(file.text), callPattern, ([, name]) => `${name}(): ${calls[name]}`));
}

export function checkClient(files) {
  return files.flatMap((file) =>
    clientPatterns.flatMap(([pattern, why]) =>
      find(file, codeOf(file.text, { keepStrings: true }), pattern, ([found]) => `${found.trim()}: ${why}`)));
}

/** What is not finished is an issue, not a remark. */
export function checkRemarks(files) {
  const pattern = new RegExp(['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].map((word) => `\\b${word}\\b`).join('|'), 'g');
  return files.flatMap((file) => find(file, file.text, pattern, ([word]) => `${word}: make it an issue`));
}

test('no banned call in the server', () => expectNone(checkServer(serverFiles())));
test('no banned call in the client', () => expectNone(checkClient(clientFiles())));
test('no remark about unfinished work', () => expectNone(checkRemarks([...serverFiles(), ...clientFiles()])));

test('banned calls are found', () => {
  const server = (text) => checkServer([{ path: 'a.c', text }]);
  expectFound(server('int f(void) {\n    strcpy(a, b);\n}\n'), /^a.c:2: strcpy\(\): it does not know/);
  expectFound(server('x = time (NULL);'), /time\(\)/);
  expectFound(server('clock->time(clock); clock.time(); uptime(); /* time() */ puts("time()"); static_assert(1);'));
  const client = (text) => checkClient([{ path: 'a.tsx', text }]);
  expectFound(client('\nnode.innerHTML = text;'), /^a.tsx:2: innerHTML/);
  expectFound(client('<div style={{ top: 1 }} />'), /style=/);
  expectFound(client("node.setAttribute('style', x); retrieval(x); eval(x)"), /eval/, /setAttribute/);
  expectFound(client('// innerHTML\nnode.style.top = x; medieval(x);'));
  expectFound(checkRemarks([{ path: 'a.c', text: `/* ${'TO' + 'DO'}: all of it */` }]), /make it an issue/);
});
