// What a command's page says is told and tried: each command has its story in tests/scenario/, and each refusal that a page names
// is provoked by a test of the board or by a story.

import { test } from 'node:test';
import { expectFound, expectNone, filesIn } from './tree/tree.mjs';

/** Refusals that tests expect, as "verb code". */
export function provoked(files) {
  const found = new Set();
  for (const { text } of files) {
    for (const [, code, verb] of text.matchAll(/\bNO\(\s*"(\w+)",\s*\w*"?\w+"?,\s*"([\w.]+)"/g)) found.add(`${verb} ${code}`);
    for (const [, code] of text.matchAll(/\bvote\([^)]*\),\s*"(\w+)"/g)) found.add(`vote.cast ${code}`);
    for (const [, code, verb] of text.matchAll(/^\d is refused (\w+) ([\w.]+)/gm)) found.add(`${verb} ${code}`);
  }
  return found;
}

export function checkCommands(pages, stories, tests) {
  const complaints = [];
  const tried = provoked([...stories, ...tests]);
  for (const page of pages) {
    const told = stories.some((story) => new RegExp(`"${page.verb}"|(?:does|!|refused \\w+) ${page.verb}\\b`).test(story.text));
    if (!told) complaints.push(`${page.verb}: no story in tests/scenario/ tells it`);
    for (const code of page.refusals ?? []) {
      if (!tried.has(`${page.verb} ${code}`)) complaints.push(`${page.verb}: no test provokes ${code}`);
    }
  }
  return complaints;
}

const pages = filesIn(['protocol/catalogue/commands'], ['.json'])
  .map((file) => JSON.parse(file.text))
  .filter((page) => !page.act);
const stories = filesIn(['tests/scenario'], ['.txt']);
const tests = filesIn(['tests/unit/board'], ['.c']);

test('each command has its story, each refusal its test', () => expectNone(checkCommands(pages, stories, tests)));

test('a command without a story, and a refusal without a test, are found', () => {
  const page = [{ verb: 'item.add', refusals: ['id_taken', 'board_full'] }];
  const story = [{ text: '1 does item.add {}\n2 is refused id_taken item.add {}\n' }];
  const unit = [{ text: 'NO("board_full", "bo", "item.add", "x");' }];
  expectFound(checkCommands(page, story, unit));
  expectFound(checkCommands(page, story, []), /no test provokes board_full/);
  expectFound(checkCommands(page, [], [...unit, ...story]), /no story/);
  expectFound(checkCommands([{ verb: 'vote.cast', refusals: ['option_full'] }], [{ text: '1 ! vote.cast' }],
    [{ text: 'cr_assert_str_eq(vote("bo", "n1", 3), "option_full");' }]));
});
