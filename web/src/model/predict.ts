/**
 * What an own act will probably change, for the echo before the server has answered. The server decides; what is
 * foreseen wrongly is corrected by its event. Verbs that are not listed have no echo: they wait for their event.
 */
import type {
  BallotRecord,
  Commands,
  DriverRecord,
  ItemRecord,
  LinkRecord,
  Verb,
} from '../protocol/catalogue.ts';
import type { Change, Fields, Reader } from './change.ts';
import { ballotOf, runningPhase, zoneForItem } from './select.ts';

/** Who acts, and what the prediction needs to know beside the board. */
export interface Actor {
  me: string;
  /** The server's time of the act, ms since 1970. */
  at: number;
  /** Above all items: the `z` that a raised item gets until the server says its own. */
  top: number;
}

type Predict<V extends Verb> = (board: Reader, fields: Commands[V], actor: Actor) => Change[];

/** The changes that an act will make on this board; none when that is unknown or nothing. */
export function predict<V extends Verb>(board: Reader, verb: V, fields: Commands[V], actor: Actor): Change[] {
  // The table has for each verb a function of that verb's fields, which TypeScript cannot follow through an index.
  const known = TABLE[verb] as Predict<V> | undefined;
  return known?.(board, fields, actor) ?? [];
}

/** The id under which an own ballot is foreseen until the server sends it with its own. */
export function foreseenBallot(round: string): string {
  return `ballot:${round}`;
}

const SENSE_FIELDS = [
  'level',
  'lens',
  'direction',
  'unit',
  'movement',
  'surrounding',
  'source',
  'tier',
  'holder',
] as const;

const TABLE: { [V in Verb]?: Predict<V> } = {
  'item.add': (board, { id, colour, ...fields }, actor) => {
    if (id === undefined || board.get(id) !== undefined) return [];
    const item = foreseenItem(board, { id, ...fields }, actor);
    return [['put', colour === undefined ? item : { ...item, colour }]];
  },
  'item.edit': (board, fields, actor) => {
    const item = board.getAs('item', fields.item);
    if (item === undefined) return [];
    const driver = board.getAs('driver', item.driver);
    if (driver === undefined) return [['patch', item.id, { text: fields.text, edited_at: actor.at }]];
    return [
      ['patch', driver.id, { text: fields.text }],
      ['patch', item.id, { edited_at: actor.at }],
    ];
  },
  'item.move': (board, fields, actor) =>
    patches(board, fields.moves, (move) => [
      move.item,
      { x: move.x, y: move.y, zone: move.zone ?? zoneForItem(board, move)?.id ?? null, z: actor.top },
    ]),
  'item.recolour': (board, fields) =>
    patches(board, fields.items, (item) => [item, { colour: fields.colour }]),
  'item.withdraw': (board, fields) => patches(board, fields.items, (item) => [item, { state: 'withdrawn' }]),
  'item.restore': (board, fields) =>
    patches(board, fields.items, (id) => {
      const phase = board.getAs('phase', board.getAs('item', id)?.phase);
      const sealed = phase?.write === 'sealed' && phase.state === 'running';
      return [id, { state: sealed ? 'sealed' : 'published' }];
    }),
  'link.add': (board, fields, actor) => {
    if (fields.id === undefined || board.get(fields.id) !== undefined) return [];
    const link: LinkRecord = {
      type: 'link',
      id: fields.id,
      from: fields.from,
      to: fields.to,
      kind: fields.kind,
      strength: fields.strength ?? 'normal',
      by: actor.me,
      ...(fields.delay === undefined ? {} : { delay: fields.delay }),
    };
    return [['put', link]];
  },
  'link.change': (board, { link, ...fields }) => patches(board, [link], () => [link, given(fields)]),
  'link.remove': (_board, fields) => [['drop', fields.link]],
  'driver.add': predictDriver,
  'driver.sense_set': (board, fields, actor) => {
    const cleared: Record<string, unknown> = { senses: fields.senses };
    for (const name of SENSE_FIELDS) cleared[name] = fields[name] ?? null;
    if (fields.senses.includes('motive')) cleared.holder ??= actor.me;
    return patches(board, [fields.driver], (id) => [id, cleared]);
  },
  'vote.cast': (board, fields, actor) => {
    const before = ballotOf(board, fields.round, actor.me);
    const others = (before?.dots ?? []).filter((entry) => entry.option !== fields.option);
    const dots = fields.dots === 0 ? others : [...others, { option: fields.option, dots: fields.dots }];
    if (before !== undefined) return [['patch', before.id, { dots }]];
    if (board.getAs('round', fields.round)?.state !== 'open' || dots.length === 0) return [];
    const ballot: BallotRecord = {
      type: 'ballot',
      id: foreseenBallot(fields.round),
      round: fields.round,
      by: actor.me,
      dots,
    };
    return [['put', ballot]];
  },
  'zone.change': (board, { zone, ...fields }) => patches(board, [zone], () => [zone, given(fields)]),
  'zone.remove': (board, fields) => {
    const inIt = [...board.all('item')].filter((item) => item.zone === fields.zone).map((item) => item.id);
    return [['drop', fields.zone], ...patches(board, inIt, (item) => [item, { zone: null }])];
  },
  'room.rename': (board, fields) => {
    for (const room of board.all('room')) return [['patch', room.id, given(fields)]];
    return [];
  },
  'group.change': (board, { group, ...fields }) => patches(board, [group], () => [group, given(fields)]),
  'person.regroup': (board, fields, actor) =>
    patches(board, [actor.me], (id) => [id, { group: fields.group ?? null }]),
};

/**
 * A driver record, and its placement: a new item, or the note that it is made from. The two live in two streams: each is
 * foreseen until it is there, so that the driver never stands half on the board.
 */
function predictDriver(board: Reader, fields: Commands['driver.add'], actor: Actor): Change[] {
  if (fields.id === undefined) return [];
  const from = board.getAs('item', fields.from);
  const changes: Change[] = [];
  if (board.get(fields.id) === undefined)
    changes.push(['put', foreseenDriver(fields.id, fields, from, actor)]);
  if (from !== undefined) {
    changes.push(['patch', from.id, { kind: 'driver', driver: fields.id, text: null }]);
  } else if (fields.item !== undefined && fields.x !== undefined && fields.y !== undefined) {
    const place = { id: fields.item, text: '', x: fields.x, y: fields.y };
    if (board.get(fields.item) !== undefined) return changes;
    const { text: _text, ...item } = foreseenItem(board, { ...place, zone: fields.zone }, actor);
    changes.push(['put', { ...item, kind: 'driver', driver: fields.id, colour: 'mint', state: 'published' }]);
  }
  return changes;
}

function foreseenDriver(
  id: string,
  fields: Commands['driver.add'],
  from: ItemRecord | undefined,
  actor: Actor,
): DriverRecord {
  const { senses, item: _item, from: origin, x: _x, y: _y, zone: _zone, ...own } = fields;
  const driver: DriverRecord = {
    ...own,
    type: 'driver',
    id,
    text: fields.text ?? from?.text ?? '',
    senses,
    by: actor.me,
    state: 'active',
  };
  if (senses.includes('motive')) driver.holder ??= from?.by ?? actor.me;
  if (origin !== undefined) driver.origin = origin;
  return driver;
}

/** A new item as the server makes it in the phase that runs. */
function foreseenItem(
  board: Reader,
  fields: { id: string; text: string; x: number; y: number; zone?: string | undefined },
  actor: Actor,
): ItemRecord {
  const phase = runningPhase(board);
  const zone = fields.zone ?? zoneForItem(board, fields)?.id;
  return {
    type: 'item',
    id: fields.id,
    kind: 'note',
    text: fields.text,
    x: fields.x,
    y: fields.y,
    z: actor.top,
    colour: 'sun',
    by: actor.me,
    state: phase?.write === 'sealed' ? 'sealed' : 'published',
    ...(zone === undefined ? {} : { zone }),
    ...(phase === undefined ? {} : { phase: phase.id }),
  };
}

/** Patches of those records that are there. */
function patches<T>(board: Reader, entries: readonly T[], patch: (entry: T) => [string, Fields]): Change[] {
  const changes: Change[] = [];
  for (const entry of entries) {
    const [id, fields] = patch(entry);
    if (board.get(id) !== undefined) changes.push(['patch', id, fields]);
  }
  return changes;
}

/** The fields that were given. */
function given(fields: object): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
