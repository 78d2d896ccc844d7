/** Which objects an act writes and reads, so that acts on the same object keep their order even when one is repeated. */
import type { Commands, MoveShape, Verb } from '../protocol/catalogue.ts';

export interface Touched {
  writes: ReadonlySet<string>;
  reads: ReadonlySet<string>;
}

/** Fields that name the object of an act; all other ids that an act may hold do not change by it. */
const WRITTEN = ['id', 'item', 'link', 'driver', 'group', 'round'] as const;
const READ = ['from', 'to', 'zone', 'phase'] as const;

/** The objects that an act is about. */
export function touchedBy<V extends Verb>(verb: V, fields: Commands[V]): Touched {
  const from = fields as Readonly<Record<string, unknown>>;
  const writes = new Set<string>();
  const reads = new Set<string>();
  const add = (set: Set<string>, value: unknown) => {
    if (typeof value === 'string') set.add(value);
  };
  for (const name of WRITTEN) add(writes, from[name]);
  for (const name of READ) add(reads, from[name]);
  if (verb === 'driver.add') add(writes, from.from);
  if (verb === 'zone.change' || verb === 'zone.remove') add(writes, from.zone);
  if (verb.startsWith('person.')) writes.add('me');
  if (Array.isArray(from.items)) for (const item of from.items) add(writes, item);
  if (Array.isArray(from.moves)) for (const move of from.moves as readonly MoveShape[]) writes.add(move.item);
  if (Array.isArray(from.options)) for (const option of from.options) add(reads, option);
  return { writes, reads };
}

/** True when a later act must not overtake an earlier one. */
export function mustFollow(later: Touched, earlier: Touched): boolean {
  for (const id of earlier.writes) if (later.writes.has(id) || later.reads.has(id)) return true;
  for (const id of earlier.reads) if (later.writes.has(id)) return true;
  return false;
}
