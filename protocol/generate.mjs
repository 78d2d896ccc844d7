// Reads the catalogue and writes the tables that everything else shares: limits and field positions
// for C, the tables themselves, types for TypeScript and the reference part of docs/protocol.md.
// It writes tables, never code. `--check` writes nothing and fails when an output is stale.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const read = (file) => JSON.parse(fs.readFileSync(path.join(here, 'catalogue', file), 'utf8'));
const folder = (name) =>
  fs.readdirSync(path.join(here, 'catalogue', name)).filter((f) => f.endsWith('.json')).sort()
    .map((f) => ({ file: f, ...read(path.join(name, f)) }));

const limits = read('limits.json');
const choices = read('choices.json');
const refusals = read('refusals.json');
const notices = read('notices.json');
const shapes = folder('shapes');
const records = folder('records');
const verbs = folder('commands');
const commands = verbs.filter((v) => !v.act);
const acts = verbs.filter((v) => v.act);

// ---- names

const upper = (name) => name.replace(/[.\-]/g, '_').toUpperCase();
const lower = (name) => name.replace(/[.\-]/g, '_').toLowerCase();
const camel = (name) => name.split(/[._\-]/).map((w) => w[0].toUpperCase() + w.slice(1)).join('');
const cText = (text) => JSON.stringify(text).replace(/[\u0080-\u{10ffff}]/gu,
  (c) => [...Buffer.from(c, 'utf8')].map((b) => '\\' + b.toString(8).padStart(3, '0')).join(''));

function fail(message) {
  console.error('catalogue: ' + message);
  process.exit(1);
}

// ---- the catalogue must agree with itself

function number(value, where) {
  if (typeof value === 'number') return value;
  const sign = value.startsWith('-') ? -1 : 1;
  const limit = limits[value.replace('-', '')];
  if (!limit) fail(`${where}: no limit is called ${value}`);
  return sign * limit.value;
}

const KINDS = ['id', 'key', 'text', 'integer', 'boolean', 'choice', 'list', 'object'];

function checkField(field, where) {
  if (!KINDS.includes(field.type)) fail(`${where}: no field type is called ${field.type}`);
  if (field.type === 'choice' && !choices[field.of]) fail(`${where}: no choice is called ${field.of}`);
  if (field.type === 'object' && !shapes.some((s) => s.shape === field.shape)) fail(`${where}: no shape is called ${field.shape}`);
  if (field.type === 'list') checkField(field.of, where + '[]');
  for (const bound of ['min', 'max', 'lines']) if (bound in field) number(field[bound], where);
}

for (const s of shapes) for (const [n, f] of Object.entries(s.fields)) checkField(f, `${s.file}: ${n}`);
// Names that the wire has taken for the envelope around a command's and a record's fields.
const taken = ['m', 'op', 'verb', 'stream', 'hat'];

for (const r of records) {
  if (r.file !== r.type + '.json') fail(`${r.file} holds the record ${r.type}`);
  if (Object.keys(r.fields)[0] !== 'id' || r.fields.id.type !== 'id') fail(`${r.file}: the first field of a record is its id`);
  if ('type' in r.fields) fail(`${r.file}: type is taken`);
  for (const [n, f] of Object.entries(r.fields)) checkField(f, `${r.file}: ${n}`);
}
for (const v of verbs) {
  if (v.file !== v.verb + '.json') fail(`${v.file} holds the verb ${v.verb}`);
  for (const [n, f] of Object.entries(v.fields ?? {})) checkField(f, `${v.file}: ${n}`);
  for (const n of taken) if (n in (v.fields ?? {})) fail(`${v.file}: ${n} is taken`);
  for (const code of v.refusals ?? []) if (!refusals[code]) fail(`${v.file}: no refusal is called ${code}`);
  for (const may of [v.may, v.may_others]) if (may && !choices.may.includes(may)) fail(`${v.file}: no right is called ${may}`);
}
for (const [code, r] of Object.entries(refusals)) if (!r.en || !r.nl) fail(`refusals.json: ${code} lacks a language`);

// ---- C: limits.h

function limitsHeader() {
  const rows = Object.entries(limits).map(([name, l]) =>
    `#define ${upper(name)} ${l.value}${Math.abs(l.value) > 0x7fffffff ? 'LL' : ''} /* ${l.unit}: ${l.why} */`);
  return `/* GENERATED from protocol/catalogue/limits.json by protocol/generate.mjs. Every upper bound of Kring,
 * with its unit and its reason; served at /api/limits. Change the catalogue, not this file. */
#ifndef KRING_LIMITS_H
#define KRING_LIMITS_H

#include <stddef.h>
#include <stdint.h>

${rows.join('\n')}

/* One row of the table behind /api/limits. */
struct limit {
    const char *name;
    const char *unit;
    int64_t value;
};

extern const struct limit limits[];
extern const size_t limits_count;

#endif
`;
}

// ---- C: catalogue.h

const enumOf = (name, members) =>
  `enum ${lower(name)} {\n${members.map((m) => `    ${upper(name)}_${upper(m)},`).join('\n')}\n    ${upper(name)}_COUNT\n};`;
const positions = (prefix, fields) =>
  fields.length ? `enum { ${fields.map((f) => `${upper(prefix)}_${upper(f)}`).join(', ')}, ${upper(prefix)}_FIELDS };` : `enum { ${upper(prefix)}_FIELDS };`;

function catalogueHeader() {
  const verbNames = commands.map((c) => c.verb);
  return `/* GENERATED from protocol/catalogue/ by protocol/generate.mjs. What the wire, the log and the board call
 * things: choices, record types with the positions of their fields, verbs with theirs, refusals, and the
 * tables that say what each may hold. Change the catalogue, not this file. */
#ifndef KRING_CATALOGUE_H
#define KRING_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- choices: each is a number in C and a word on the wire */

${Object.entries(choices).map(([n, m]) => enumOf(n, m)).join('\n\n')}

/* ---- fields */

enum field_kind { ${KINDS.map((k) => 'FIELD_' + upper(k)).join(', ')} };

/* The words of a choice, in the order of its numbers. */
struct choice_type {
    const char *name;
    const char *const *words;
    size_t count;
};

/* What one field may hold. min and max bound a number, the code points of a text, or the length of a list. A text with a
 * min has something to see in it. */
struct field {
    const char *name;
    const struct choice_type *choice;
    const struct shape *shape; /* of an object */
    const struct field *item;  /* of a list */
    int64_t min;
    int64_t max;
    int64_t lines; /* of a text; 1: no line breaks */
    enum field_kind kind;
    bool optional;
    bool in_log; /* false: a command's field that no event repeats */
    uint8_t see; /* audiences that receive a record's field, one bit a role */
};

struct shape {
    const char *name;
    const struct field *fields;
    size_t count;
};

${shapes.map((s) => positions(s.shape, Object.keys(s.fields))).join('\n')}

${shapes.map((s) => `extern const struct shape shape_${lower(s.shape)};`).join('\n')}

/* ---- records */

${enumOf('record_type', records.map((r) => r.type)).replace('enum record_type', 'enum record_type')}

${records.map((r) => positions(r.type, Object.keys(r.fields))).join('\n')}

struct record_info {
    const char *name;
    enum stream_kind stream;
    uint8_t see; /* audiences that receive it, one bit a role */
    struct shape shape;
};

extern const struct record_info record_infos[RECORD_TYPE_COUNT];

/* ---- verbs: commands first, then acts, which nobody sends */

enum verb {
${verbNames.map((v) => `    VERB_${upper(v)},`).join('\n')}
    VERB_COMMANDS,
${acts.map((a, i) => `    VERB_${upper(a.verb)}${i === 0 ? ' = VERB_COMMANDS' : ''},`).join('\n')}
    VERB_COUNT
};

${commands.map((c) => positions(c.verb, Object.keys(c.fields))).join('\n')}

struct verb_info {
    const char *name;
    enum stream_kind stream;
    uint8_t roles;        /* who may, one bit a role */
    uint8_t roles_others; /* who may do it to what somebody else made */
    enum may may;         /* the right that the phase must give */
    enum may may_others;  /* the right by which a phase opens what others made; MAY_HOST: none */
    enum hat hat;
    struct shape shape;
};

extern const struct verb_info verb_infos[VERB_COUNT];

/* One row a command, for tables of functions: X(item_add, VERB_ITEM_ADD). */
#define KRING_COMMANDS(X) \\
${verbNames.map((v) => `    X(${lower(v)}, VERB_${upper(v)})`).join(' \\\n')}

/* ---- refusals and notices */

enum refusal {
    REFUSAL_NONE,
${Object.keys(refusals).map((c) => `    REFUSAL_${upper(c)},`).join('\n')}
    REFUSAL_COUNT
};

enum notice {
${Object.keys(notices).map((c) => `    NOTICE_${upper(c)},`).join('\n')}
    NOTICE_COUNT
};

/* A text for people; {n} and {field} stand for what the refusal carries. status is that of HTTP. */
struct message_text {
    const char *code;
    const char *en;
    const char *nl;
    int status;
};

extern const struct message_text refusal_texts[REFUSAL_COUNT];
extern const struct message_text notice_texts[NOTICE_COUNT];

${Object.keys(choices).map((n) => `extern const struct choice_type choice_${lower(n)};`).join('\n')}

#endif
`;
}

// ---- C: catalogue.c

const bits = (roles) => (roles ?? []).map((r) => `1u << ROLE_${upper(r)}`).join(' | ') || '0';

let itemCount = 0;
const itemFields = [];

function fieldRow(name, f, see) {
  let item = 'NULL';
  if (f.type === 'list') {
    const row = fieldRow('', f.of, see);
    item = `&item_${itemCount}`;
    itemFields.push(`static const struct field item_${itemCount} = ${row};`);
    itemCount += 1;
  }
  const where = name || 'list item';
  const min = 'min' in f ? number(f.min, where) : f.type === 'text' ? 1 : 0;
  const max = 'max' in f ? number(f.max, where) : f.type === 'key' ? limits.key_bytes_max.value : 0;
  return `{ .name = ${cText(name)}, .kind = FIELD_${upper(f.type)}, .optional = ${!!f.optional}, .in_log = ${f.log !== false}, ` +
    `.min = ${min}, .max = ${max}, .lines = ${f.lines ? number(f.lines, where) : 1}, ` +
    `.choice = ${f.type === 'choice' ? '&choice_' + lower(f.of) : 'NULL'}, ` +
    `.shape = ${f.type === 'object' ? '&shape_' + lower(f.shape) : 'NULL'}, .item = ${item}, .see = ${bits(f.see ?? see)} }`;
}

function fieldTable(name, fields, see) {
  const rows = Object.entries(fields).map(([n, f]) => '    ' + fieldRow(n, f, see) + ',');
  return rows.length ? `static const struct field fields_${lower(name)}[] = {\n${rows.join('\n')}\n};` : '';
}

const shapeRow = (name, fields) => {
  const count = Object.keys(fields).length;
  return `{ .name = ${cText(name)}, .fields = ${count ? 'fields_' + lower(name) : 'NULL'}, .count = ${count} }`;
};

const messageRows = (table, none) => Object.entries(table).map(([code, t]) =>
  `    [${none}_${upper(code)}] = { ${cText(code)}, ${cText(t.en)}, ${cText(t.nl)}, ${t.status ?? 409} },`).join('\n');

function catalogueSource() {
  const everyone = choices.role;
  itemFields.length = 0;
  itemCount = 0;
  const tables = [
    ...shapes.map((s) => fieldTable(s.shape, s.fields, everyone)),
    ...records.map((r) => fieldTable('record_' + r.type, r.fields, r.see)),
    ...commands.map((c) => fieldTable('verb_' + c.verb, c.fields, everyone)),
  ].filter(Boolean);
  return `/* GENERATED from protocol/catalogue/ by protocol/generate.mjs. Change the catalogue, not this file. */
/* clang-format off */
#include <kring/catalogue.h>
#include <kring/limits.h>

const struct limit limits[] = {
${Object.entries(limits).map(([n, l]) => `    { "${n}", "${l.unit}", ${l.value} },`).join('\n')}
};
const size_t limits_count = sizeof limits / sizeof limits[0];

${Object.entries(choices).map(([n, m]) =>
    `static const char *const words_of_${lower(n)}[] = { ${m.map((w) => `"${w}"`).join(', ')} };\n` +
    `const struct choice_type choice_${lower(n)} = { "${n}", words_of_${lower(n)}, ${m.length} };`).join('\n')}

${itemFields.join('\n')}

${tables.join('\n\n')}

${shapes.map((s) => `const struct shape shape_${lower(s.shape)} = ${shapeRow(s.shape, s.fields)};`).join('\n')}

const struct record_info record_infos[RECORD_TYPE_COUNT] = {
${records.map((r) => `    [RECORD_TYPE_${upper(r.type)}] = { .name = "${r.type}", .stream = STREAM_KIND_${upper(r.stream)}, .see = ${bits(r.see)}, .shape = ${shapeRow('record_' + r.type, r.fields).replace('"record_', '"')} },`).join('\n')}
};

const struct verb_info verb_infos[VERB_COUNT] = {
${commands.map((c) => `    [VERB_${upper(c.verb)}] = { .name = "${c.verb}", .stream = STREAM_KIND_${upper(c.stream)}, .roles = ${bits(c.roles)}, .roles_others = ${bits(c.others)}, .may = MAY_${upper(c.may)}, .may_others = MAY_${upper(c.may_others ?? 'host')}, .hat = HAT_${upper(c.hat)}, .shape = ${shapeRow('verb_' + c.verb, c.fields).replace('"verb_', '"')} },`).join('\n')}
${acts.map((a) => `    [VERB_${upper(a.verb)}] = { .name = "${a.verb}", .stream = STREAM_KIND_${upper(a.stream)}, .hat = HAT_HOST, .shape = { .name = "${a.verb}" } },`).join('\n')}
};

const struct message_text refusal_texts[REFUSAL_COUNT] = {
    [REFUSAL_NONE] = { "none", "", "", 200 },
${messageRows(refusals, 'REFUSAL')}
};

const struct message_text notice_texts[NOTICE_COUNT] = {
${messageRows(notices, 'NOTICE')}
};
`;
}

// ---- TypeScript

function tsType(f) {
  switch (f.type) {
    case 'id': case 'key': case 'text': return 'string';
    case 'integer': return 'number';
    case 'boolean': return 'boolean';
    case 'choice': return camel(f.of);
    case 'object': return camel(f.shape) + 'Shape';
    case 'list': return `${tsType(f.of)}[]`;
    default: return fail('no TypeScript type for ' + f.type);
  }
}

const tsFields = (fields) => Object.entries(fields).map(([n, f]) => `  ${n}${f.optional ? '?' : ''}: ${tsType(f)};`).join('\n');

function tsSource() {
  return `// GENERATED from protocol/catalogue/ by protocol/generate.mjs. Change the catalogue, not this file.

${Object.entries(choices).map(([n, m]) => `export const ${lower(n).toUpperCase()} = [${m.map((w) => `'${w}'`).join(', ')}] as const;\nexport type ${camel(n)} = (typeof ${lower(n).toUpperCase()})[number];`).join('\n')}

${shapes.filter((s) => !s.shape.startsWith('method')).map((s) => `/** ${s.summary} */\nexport interface ${camel(s.shape)}Shape {\n${tsFields(s.fields)}\n}`).join('\n\n')}

${records.map((r) => `/** ${r.summary} */\nexport interface ${camel(r.type)}Record {\n  type: '${r.type}';\n${tsFields(r.fields)}\n}`).join('\n\n')}

export type BoardRecord = ${records.map((r) => camel(r.type) + 'Record').join(' | ')};
export type RecordType = BoardRecord['type'];

/** The fields of each command, by verb. */
export interface Commands {
${commands.map((c) => `  /** ${c.summary} */\n  '${c.verb}': {\n${tsFields(c.fields).replace(/^/gm, '  ')}\n  };`).join('\n')}
}
export type Verb = keyof Commands;

/** Who may do what, as far as role and phase decide it; the server decides in the end. */
export const VERBS: Record<Verb, { roles: readonly Role[]; others: readonly Role[]; may: May; mayOthers: May; hat: Hat }> = {
${commands.map((c) => `  '${c.verb}': { roles: ${JSON.stringify(c.roles)}, others: ${JSON.stringify(c.others ?? [])}, may: '${c.may}', mayOthers: '${c.may_others ?? 'host'}', hat: '${c.hat}' },`).join('\n')}
};

/** Every upper bound, in the units of docs/protocol.md. */
export const LIMITS = {
${Object.entries(limits).map(([n, l]) => `  ${n}: ${l.value},`).join('\n')}
} as const;

/** Every code by which the server can refuse. The texts come with the refusal. */
export type RefusalCode =
${Object.keys(refusals).map((c) => `  | '${c}'`).join('\n')};
`;
}

// ---- docs/protocol.md, between its two markers

const BEGIN = '<!-- reference: begin (generated) -->';
const END = '<!-- reference: end -->';

function mdType(f) {
  const range = 'min' in f || 'max' in f ? ` ${'min' in f ? number(f.min, '') : 0}…${'max' in f ? number(f.max, '') : ''}` : '';
  switch (f.type) {
    case 'choice': return choices[f.of].map((w) => '`' + w + '`').join(' ');
    case 'text': return `text, at most ${number(f.max, '')} characters${f.lines ? ', several lines' : ''}${f.min === 0 ? ', may be empty' : ''}`;
    case 'object': return `[${f.shape}](#shape-${f.shape})`;
    case 'list': return `list${range} of ${mdType(f.of)}`;
    default: return f.type + range;
  }
}

const mdFields = (fields) => Object.keys(fields).length === 0 ? '' :
  '\n| field | holds |\n|---|---|\n' + Object.entries(fields).map(([n, f]) => `| \`${n}\`${f.optional ? ' ?' : ''} | ${mdType(f)} |`).join('\n') + '\n';

function reference() {
  const commandPages = commands.map((c) => `#### \`${c.verb}\`\n${c.summary} Stream: ${c.stream}; roles: ${c.roles.join(', ')}` +
    `${c.others ? '; on what others made: ' + c.others.join(', ') : ''}; right: \`${c.may}\`; hat: ${c.hat}.` +
    `${c.refusals.length ? ' Refused with: ' + c.refusals.map((x) => '`' + x + '`').join(', ') + '.' : ''}\n${mdFields(c.fields)}`);
  return [
    '### Commands', ...commandPages,
    '### Acts of the log that nobody sends', acts.map((a) => `- \`${a.verb}\`: ${a.summary}`).join('\n') + '\n',
    '### Records', ...records.map((r) => `#### \`${r.type}\`\n${r.summary} Stream: ${r.stream}; seen by: ${r.see.join(', ')}.\n${mdFields(r.fields)}`),
    '### Shapes', ...shapes.map((s) => `#### <a id="shape-${s.shape}"></a>\`${s.shape}\`\n${s.summary}\n${mdFields(s.fields)}`),
    '### Refusals', '| code | HTTP | English | Dutch |\n|---|---|---|---|\n' + Object.entries(refusals).map(([k, r]) => `| \`${k}\` | ${r.status ?? 409} | ${r.en} | ${r.nl} |`).join('\n') + '\n',
    '### Limits', '| limit | value | unit | why |\n|---|---|---|---|\n' + Object.entries(limits).map(([k, l]) => `| \`${k}\` | ${l.value} | ${l.unit} | ${l.why} |`).join('\n') + '\n',
  ].join('\n');
}

function protocolPage() {
  const file = path.join(root, 'docs/protocol.md');
  const page = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : `${BEGIN}\n${END}\n`;
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) fail('docs/protocol.md has lost its reference markers');
  return `${before}${BEGIN}\n\n${reference()}\n${END}${after}`;
}

// ---- write or check

const outputs = {
  'include/kring/limits.h': limitsHeader(),
  'include/kring/catalogue.h': catalogueHeader(),
  'protocol/catalogue.c': catalogueSource(),
  'web/src/protocol/catalogue.ts': tsSource(),
  'docs/protocol.md': protocolPage(),
};

let stale = 0;
for (const [name, content] of Object.entries(outputs)) {
  const file = path.join(root, name);
  const old = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null;
  if (old === content) continue;
  if (process.argv.includes('--check')) {
    console.error(`stale: ${name} (run node protocol/generate.mjs)`);
    stale += 1;
  } else {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
    console.log(`wrote ${name}`);
  }
}
process.exit(stale ? 1 : 0);
