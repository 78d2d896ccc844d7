// The tree as the tidy tests see it: files as {path, text}, with paths from the root. A checker takes such a list and
// returns a list of complaints, so that each test can also be shown a small bad sample.

import assert from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** All files below the folders whose names end in one of the endings. A folder that is not there has no files. */
export function filesIn(folders, endings) {
  const found = [];
  const walk = (folder) => {
    if (!existsSync(join(root, folder))) return;
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory() && entry.name !== 'node_modules') walk(path);
      if (entry.isFile() && endings.some((ending) => entry.name.endsWith(ending))) {
        found.push({ path, text: readFileSync(join(root, path), 'utf8') });
      }
    }
  };
  folders.forEach(walk);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

export const serverFiles = () => filesIn(['include', 'protocol', 'server'], ['.c', '.h']);
export const clientFiles = () => filesIn(['web/src'], ['.ts', '.tsx']);

export const isGenerated = (file) => /\bGENERATED\b/.test(file.text.slice(0, 300));

export const lineAt = (text, index) => text.slice(0, index).split('\n').length;

/**
 * The text with comments, and unless they are to be kept the insides of strings, turned into spaces. Lines stay where
 * they are. It knows C and TypeScript as this tree writes them; a regular expression with a quote in it costs its line.
 */
export function codeOf(text, { keepStrings = false } = {}) {
  let out = '';
  let at = 0;
  const templates = []; // for each open `${` the depth of braces inside it
  const blank = (piece) => piece.replace(/[^\n]/g, ' ');
  const take = (pattern, hide) => {
    pattern.lastIndex = at;
    const piece = pattern.exec(text)?.[0] ?? text[at];
    out += hide ? blank(piece) : piece;
    at += piece.length;
    return piece;
  };
  const template = (opening) => {
    const piece = take(opening ? /`(?:\\[^]|\$(?!\{)|[^`\\$])*(?:`|\$\{)?/y : /\}(?:\\[^]|\$(?!\{)|[^`\\$])*(?:`|\$\{)?/y,
      !keepStrings);
    if (!opening) templates.pop();
    if (piece.endsWith('${')) templates.push(0);
  };
  while (at < text.length) {
    const next = text[at];
    if (text.startsWith('//', at)) take(/\/\/[^\n]*/y, true);
    else if (text.startsWith('/*', at)) take(/\/\*[^]*?(?:\*\/|$)/y, true);
    else if (next === '"') take(/"(?:\\[^]|[^"\\\n])*"?/y, !keepStrings);
    else if (next === "'") take(/'(?:\\[^]|[^'\\\n])*'?/y, !keepStrings);
    else if (next === '`') template(true);
    else if (next === '}' && templates.at(-1) === 0) template(false);
    else {
      if (templates.length && next === '{') templates[templates.length - 1] += 1;
      if (templates.length && next === '}') templates[templates.length - 1] -= 1;
      out += next;
      at += 1;
    }
  }
  return out;
}

/** What a C file includes: {how: '<' or '"', name, line}. */
export function includesOf(file) {
  const code = codeOf(file.text, { keepStrings: true });
  return [...code.matchAll(/^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]/gm)].map((match) => ({
    how: match[1],
    name: match[2],
    line: lineAt(code, match.index),
  }));
}

/** What a TypeScript file imports from this tree, as written and as a path without its ending. */
export function importsOf(file) {
  const code = codeOf(file.text, { keepStrings: true });
  const pattern = /(?:\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(['"])(\.[^'"\n]*)\1/g;
  return [...code.matchAll(pattern)].map((match) => ({
    written: match[2],
    path: normalize(join(dirname(file.path), match[2])).replace(/\.(js|tsx?|d\.ts)$/, ''),
    line: lineAt(code, match.index),
  }));
}

/** The cycles of a graph given as a Map from name to names, each told once as 'a -> b -> a'. */
export function cyclesIn(graph) {
  const done = new Set();
  const path = [];
  const cycles = [];
  const visit = (node) => {
    if (path.includes(node)) cycles.push([...path.slice(path.indexOf(node)), node].join(' -> '));
    if (path.includes(node) || done.has(node)) return;
    path.push(node);
    for (const next of graph.get(node) ?? []) visit(next);
    path.pop();
    done.add(node);
  };
  [...graph.keys()].forEach(visit);
  return cycles;
}

/** Fails with all complaints, one a line. */
export function expectNone(complaints) {
  assert.ok(complaints.length === 0, `\n${complaints.join('\n')}\n`);
}

/** Fails unless the complaints about a bad sample are about what is wrong with it. */
export function expectFound(complaints, ...patterns) {
  assert.strictEqual(complaints.length, patterns.length, `found: ${JSON.stringify(complaints)}`);
  patterns.forEach((pattern, i) => assert.match(complaints[i], pattern));
}
