// Files made from the catalogue are checked in, so that the server builds without Node. They must be fresh.

import assert from 'node:assert';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './tree/tree.mjs';

const generator = join(root, 'protocol/generate.mjs');

function check(script) {
  const run = spawnSync(process.execPath, script, { cwd: root, encoding: 'utf8' });
  assert.strictEqual(run.status, 0, `run node protocol/generate.mjs\n${run.stdout}${run.stderr}`);
}

test('what is made from the catalogue is fresh', { skip: !existsSync(generator) && 'no generator' }, () =>
  check([generator, '--check']));

test('a stale file is found', () => assert.throws(() => check(['-e', 'process.exit(1)']), /run node protocol/));
