// Bundles the tests in test/unit, and those in test/live against the real server, and runs them with `node --test`.
// Arguments are parts of file names: only those run.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const names = ['unit', 'live']
  .flatMap((folder) => readdirSync(join(here, folder)).map((name) => join(folder, name)))
  .filter((name) => name.endsWith('.test.ts'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
if (names.length === 0) {
  console.error('no test of that name');
  process.exit(2);
}

// Inside node_modules, so that bundled tests find packages that are not bundled, and git does not see it.
const out = mkdtempSync(join(here, '../node_modules/.tests-'));
try {
  await build({
    entryPoints: names.map((name) => ({
      in: join(here, name),
      out: name.replace(/[\\/]/, '-').replace(/\.ts$/, ''),
    })),
    outdir: out,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node18',
    sourcemap: 'inline',
    // Node 18 has the crypto of browsers only as a module.
    banner: { js: "import { webcrypto } from 'node:crypto'; globalThis.crypto ??= webcrypto;" },
    define: { TREE: JSON.stringify(join(here, '../..')) },
    logLevel: 'warning',
  });
  const files = readdirSync(out).map((name) => join(out, name));
  const run = spawnSync(process.execPath, ['--enable-source-maps', '--test', ...files], { stdio: 'inherit' });
  process.exitCode = run.status ?? 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
