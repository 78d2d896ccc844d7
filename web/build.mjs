// Builds the browser client into dist/: hashed scripts, styles and fonts in dist/a, one small page for each screen, and
// a .br and .gz beside every text. Fails when the room is larger than its budget, or when something in it could not live
// under the strict content security policy. `--watch` builds again on every change, without compression and budgets.

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, context } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
const watching = process.argv.includes('--watch');

const pages = [
  { entry: 'landing', page: 'index.html', title: 'Kring' },
  { entry: 'room', page: 'room.html', title: 'Kring', budget: { script: 60_000, style: 12_000 } },
  { entry: 'replay', page: 'replay.html', title: 'Kring' },
];

// What a browser under our policy, or a reader of our code, must not meet. Preact has innerHTML for a property that we
// never use: our own sources are searched for that property, and all sources but Preact's for the rest.
const forbidden =
  /\b(?:innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML)\b|\beval\(|\bnew Function\(|\bdocument\.write\(/;
const textTypes = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest', '.txt', '.xml']);

const options = {
  absWorkingDir: here,
  entryPoints: pages.map(({ entry }) => ({ in: `src/entry/${entry}.tsx`, out: entry })),
  bundle: true,
  splitting: true,
  format: 'esm',
  target: ['es2022', 'chrome109', 'firefox115', 'safari16.4'],
  outdir: 'dist/a',
  publicPath: '/a/',
  entryNames: '[name]-[hash]',
  chunkNames: 'part-[hash]',
  assetNames: '[name]-[hash]',
  loader: { '.woff2': 'file', '.svg': 'file' },
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minify: !watching,
  sourcemap: watching ? 'linked' : false,
  legalComments: 'none',
  charset: 'utf8',
  metafile: true,
  logLevel: 'warning',
};

/** The files that a page needs before it can be used: its script, what that imports at once, its styles and its font. */
function needsOf(metafile, entry) {
  const outputs = metafile.outputs;
  const script = Object.keys(outputs).find((path) => outputs[path].entryPoint === `src/entry/${entry}.tsx`);
  const parts = new Set();
  const visit = (path) => {
    for (const { path: part, kind } of outputs[path].imports) {
      if (kind !== 'import-statement' || parts.has(part) || !outputs[part]) continue;
      parts.add(part);
      visit(part);
    }
  };
  visit(script);
  const styles = [...new Set([script, ...parts].map((path) => outputs[path].cssBundle).filter(Boolean))];
  const fonts = Object.keys(outputs).filter((path) => /-latin-wght-normal-[^/]*\.woff2$/.test(path));
  return { script, parts: [...parts], styles, fonts };
}

const address = (path) => `/${relative('dist', path)}`;

function pageOf({ title }, { script, parts, styles, fonts }) {
  const lines = [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<title>${title}</title>`,
    '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    '<meta name="robots" content="noindex">',
    ...['favicon.svg', 'icon.svg']
      .filter((name) => existsSync(join(here, 'public', name)))
      .slice(0, 1)
      .map((name) => `<link rel="icon" href="/${name}" type="image/svg+xml">`),
    ...['manifest.webmanifest', 'manifest.json']
      .filter((name) => existsSync(join(here, 'public', name)))
      .slice(0, 1)
      .map((name) => `<link rel="manifest" href="/${name}">`),
    ...styles.map((path) => `<link rel="stylesheet" href="${address(path)}">`),
    ...fonts.map(
      (path) => `<link rel="preload" href="${address(path)}" as="font" type="font/woff2" crossorigin>`,
    ),
    ...parts.map((path) => `<link rel="modulepreload" href="${address(path)}">`),
    `<script type="module" src="${address(script)}"></script>`,
    '</head>',
    '<body>',
    '<div id="app"></div>',
    '<noscript><p lang="en">Kring needs JavaScript.</p><p lang="nl">Kring heeft JavaScript nodig.</p></noscript>',
    '</body>',
    '</html>',
  ];
  return `${lines.join('\n')}\n`;
}

async function writePages(metafile) {
  for (const page of pages) {
    await writeFile(join(dist, page.page), pageOf(page, needsOf(metafile, page.entry)));
  }
}

/** Copies public/, and writes the licences of what is in the bundles beside them, as they ask for. */
async function copyFiles(metafile) {
  const files = join(here, 'public');
  if (existsSync(files)) await cp(files, dist, { recursive: true });
  const bundled = Object.keys(metafile.inputs).flatMap(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? [],
  );
  const licences = [...new Set(bundled)].sort().map(async (name) => {
    const folder = join(here, 'node_modules', name);
    const file = (await readdir(folder)).find((each) => /^licen[cs]e/i.test(each));
    if (!file) throw new Error(`${name} has no licence file`);
    return `${name}\n\n${await readFile(join(folder, file), 'utf8')}`;
  });
  await writeFile(join(dist, 'a/licences.txt'), (await Promise.all(licences)).join('\n\n----\n\n'));
}

async function filesIn(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = entries.map((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
  return (await Promise.all(nested)).flat();
}

const brotli = (bytes) =>
  promisify(brotliCompress)(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });

/** Writes .br and .gz beside every text. Returns the compressed size of each by its path from here. */
async function compress() {
  const sizes = new Map();
  for (const path of await filesIn(dist)) {
    if (!textTypes.has(extname(path))) continue;
    const bytes = await readFile(path);
    const small = await brotli(bytes);
    sizes.set(relative(here, path), small.length);
    await writeFile(`${path}.br`, small);
    await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
  }
  return sizes;
}

async function problemsIn(metafile) {
  const problems = [];
  // What was read but left out of every bundle, as most of an icon library, harms nobody.
  const used = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.keys(inputs).filter((path) => inputs[path].bytesInOutput > 0),
  );
  for (const path of new Set(used)) {
    if (path.startsWith('node_modules/preact/') || path.includes(':') || !/\.[cm]?[jt]sx?$/.test(path))
      continue;
    const found = forbidden.exec(await readFile(join(here, path), 'utf8'));
    if (found) problems.push(`${path} has ${found[0]}`);
  }
  for (const path of await filesIn(dist)) {
    const text = /\.(js|html)$/.test(path) ? await readFile(path, 'utf8') : '';
    const found = /\beval\(|\bnew Function\(|\bdocument\.write\(/.exec(text);
    if (found) problems.push(`${relative(here, path)} has ${found[0]}`);
    if (/<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=/.test(path.endsWith('.html') ? text : '')) {
      problems.push(`${relative(here, path)} has script or style in the page`);
    }
  }
  return problems;
}

function sizesOf(metafile, sizes) {
  const problems = [];
  for (const { entry, budget } of pages) {
    const { script, parts, styles } = needsOf(metafile, entry);
    const sum = (paths) => paths.reduce((total, path) => total + (sizes.get(path) ?? 0), 0);
    const measured = { script: sum([script, ...parts]), style: sum(styles) };
    for (const [kind, bytes] of Object.entries(measured)) {
      const limit = budget?.[kind];
      console.log(`${entry} ${kind}: ${bytes} bytes brotli${limit ? ` of ${limit}` : ''}`);
      if (limit && bytes > limit)
        problems.push(`${entry}: ${kind} is ${bytes - limit} bytes over its budget`);
    }
  }
  return problems;
}

async function buildOnce() {
  const { metafile } = await build(options);
  await copyFiles(metafile);
  await writePages(metafile);
  const sizes = await compress();
  const problems = [...sizesOf(metafile, sizes), ...(await problemsIn(metafile))];
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
  const names = [...sizes.keys()].map((path) => basename(path)).sort();
  console.log(
    `build ${createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 12)}: ${names.length} texts`,
  );
}

async function watch() {
  const onEnd = {
    name: 'pages',
    setup: (plugin) =>
      plugin.onEnd(async ({ metafile, errors }) => {
        if (errors.length > 0 || !metafile) return;
        await copyFiles(metafile);
        await writePages(metafile);
        console.log(`built at ${new Date().toLocaleTimeString()}`);
      }),
  };
  await (await context({ ...options, plugins: [onEnd] })).watch();
}

await rm(dist, { recursive: true, force: true });
await mkdir(join(dist, 'a'), { recursive: true });
await (watching ? watch() : buildOnce());
