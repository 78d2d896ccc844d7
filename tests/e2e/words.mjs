// The words of the screens as the browser client has them, for tests that compare.
import path from 'node:path';
import { fromWeb, webSource } from './stage.mjs';

const parts = ['board', 'landing', 'pages', 'replay', 'sheets'];

/** The catalogue of a language: { board: { board, tools, … }, landing: … } by file and export. */
export async function wordsOf(language) {
  const { build } = fromWeb('esbuild');
  const lines = parts.map((part) => `export * as ${part} from './${part}.ts';`);
  const { outputFiles } = await build({
    stdin: { contents: lines.join('\n'), resolveDir: path.join(webSource, 'i18n', language), loader: 'ts' },
    bundle: true,
    format: 'esm',
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

/** Every text of a catalogue by its path. Texts that are made by functions are left out. */
export function textsOf(words, at = '') {
  const entries = typeof words === 'object' ? Object.entries(words) : [];
  const texts = entries.flatMap(([key, value]) => {
    const here = at ? `${at}.${key}` : key;
    if (typeof value === 'string') return [[here, value]];
    if (typeof value === 'object' && value !== null) return [...textsOf(value, here)];
    return [];
  });
  return new Map(texts);
}
