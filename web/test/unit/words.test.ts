import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as enLanding from '../../src/i18n/en/landing.ts';
import * as enReplay from '../../src/i18n/en/replay.ts';
import * as enSheets from '../../src/i18n/en/sheets.ts';
import { en } from '../../src/i18n/en.ts';
import * as nlLanding from '../../src/i18n/nl/landing.ts';
import * as nlReplay from '../../src/i18n/nl/replay.ts';
import * as nlSheets from '../../src/i18n/nl/sheets.ts';
import { nl } from '../../src/i18n/nl.ts';

const english = { ...en, ...enLanding, ...enReplay, ...enSheets };
const dutch = { ...nl, ...nlLanding, ...nlReplay, ...nlSheets };

/** Words that are the same in both languages, and the two names of the languages. */
const SAME = new Set([
  'English',
  'Nederlands',
  'Kring',
  'Driver',
  'driver',
  'Factor',
  'Trend',
  'Offline',
  'Amina',
  'Menu',
  'Zoom',
  'turquoise',
  '2 – Kring',
]);

/** Calls back with every text of a catalogue; functions are called with samples. */
function walk(value: unknown, path: string, visit: (path: string, text: string) => void): void {
  if (typeof value === 'string') visit(path, value);
  else if (typeof value === 'function') visit(path, String(value(2, 3, 4)));
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) walk(inner, `${path}.${key}`, visit);
  }
}

function textsOf(catalogue: object): Map<string, string> {
  const texts = new Map<string, string>();
  walk(catalogue, '', (path, text) => texts.set(path, text));
  return texts;
}

test('every text is there in both languages, and none is left in English (INV27)', () => {
  const first = textsOf(english);
  const second = textsOf(dutch);
  assert.deepEqual([...second.keys()].sort(), [...first.keys()].sort());
  const untranslated = [...first].filter(([path, text]) => {
    const plain = text.replace(/[^A-Za-z]/g, '');
    return second.get(path) === text && plain.length > 0 && !SAME.has(text);
  });
  assert.deepEqual(untranslated, []);
});

test('no text is empty or ends in white space', () => {
  for (const [path, text] of [...textsOf(english), ...textsOf(dutch)]) {
    if (path === '.people.side.neither') continue;
    assert.ok(text.length > 0 && text === text.trim(), path);
  }
});

test('words for one and for several follow the number', () => {
  assert.equal(en.common.dots(1), '1 dot');
  assert.equal(en.common.dots(3), '3 dots');
  assert.equal(nl.common.dots(1), '1 stip');
  assert.equal(nl.common.dots(1200), '1.200 stippen');
  assert.equal(nl.common.notes(0), '0 notities');
});
