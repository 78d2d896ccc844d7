import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

declare const TREE: string;

const css = readFileSync(join(TREE, 'web/src/style/tokens.css'), 'utf8');

/** The colours of one scheme: the light ones, with what the dark one says otherwise. */
function tokens(scheme: 'light' | 'dark'): Map<string, string> {
  const found = new Map<string, string>();
  const blocks = [
    /:root \{([^}]*)\}/,
    ...(scheme === 'dark' ? [/:root\[data-theme="dark"\] \{([^}]*)\}/] : []),
  ];
  for (const block of blocks) {
    const body = block.exec(css)?.[1] ?? '';
    for (const [, name = '', value = ''] of body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g))
      found.set(name, value);
  }
  return found;
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** Text and its ground, with the least contrast that WCAG AA asks; 3 for what is no text. */
const PAIRS: readonly [front: string, back: string, least: number][] = [
  ['text', 'canvas', 7],
  ['text', 'surface', 7],
  ['text', 'surface-soft', 7],
  ['muted', 'surface', 4.5],
  ['muted', 'canvas', 4.5],
  ['muted', 'surface-soft', 4.5],
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-strong', 4.5],
  ['on-accent-soft', 'accent-soft', 4.5],
  ['danger', 'surface', 4.5],
  ['danger', 'danger-soft', 4.5],
  ['on-warn-soft', 'warn-soft', 4.5],
  ['plus', 'surface', 4.5],
  ['minus', 'surface', 4.5],
  ['link', 'surface', 4.5],
  ['plus', 'zone', 4.5],
  ['minus', 'zone', 4.5],
  ['control', 'surface', 3],
  ['focus-outer', 'canvas', 3],
  ['focus-outer', 'surface', 3],
  ['select', 'zone', 3],
  ['accent', 'surface', 3],
  ...['motive', 'force', 'factor', 'trend', 'lever'].map((sense): [string, string, number] => [
    sense,
    'surface',
    4.5,
  ]),
  ...['sun', 'apricot', 'rose', 'lilac', 'sky', 'mint', 'leaf', 'stone'].flatMap(
    (colour): [string, string, number][] => [
      ['note-ink', `note-${colour}`, 7],
      ['note-meta', `note-${colour}`, 4.5],
    ],
  ),
];

for (const scheme of ['light', 'dark'] as const) {
  test(`the ${scheme} colours can be told apart`, () => {
    const colours = tokens(scheme);
    for (const [front, back, least] of PAIRS) {
      const ratio = contrast(colours.get(front) ?? '#000000', colours.get(back) ?? '#000000');
      assert.ok(ratio >= least, `${front} on ${back}: ${ratio.toFixed(2)}, at least ${least}`);
    }
  });
}

test('white names can be read on the colours of people', () => {
  const people = [...css.matchAll(/--person:\s*(#[0-9a-f]{6})/g)].map(([, colour = '']) => colour);
  assert.equal(people.length, 12);
  for (const colour of people) assert.ok(contrast('#ffffff', colour) >= 5.4, colour);
});
