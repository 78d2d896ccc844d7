/** Records for tests: what matters is given, the rest is plain. */
import type {
  DriverRecord,
  ItemRecord,
  JourneyRecord,
  LinkRecord,
  PhaseRecord,
  RoomRecord,
  RoundRecord,
  ZoneRecord,
} from '../../src/protocol/catalogue.ts';

export const aNote = (id: string, more: Partial<ItemRecord> = {}): ItemRecord => ({
  type: 'item',
  id,
  kind: 'note',
  text: id,
  x: 0,
  y: 0,
  z: 1,
  colour: 'sun',
  state: 'published',
  ...more,
});

export const aLink = (id: string, from: string, to: string): LinkRecord => ({
  type: 'link',
  id,
  from,
  to,
  kind: 'relates',
  strength: 'normal',
});

export const aDriver = (id: string, more: Partial<DriverRecord> = {}): DriverRecord => ({
  type: 'driver',
  id,
  text: id,
  senses: ['factor'],
  state: 'active',
  ...more,
});

export const aZone = (id: string, x: number, y: number, w: number, h: number): ZoneRecord => ({
  type: 'zone',
  id,
  kind: 'free',
  x,
  y,
  w,
  h,
  accepts: [],
});

export const aPhase = (id: string, place: number, more: Partial<PhaseRecord> = {}): PhaseRecord => ({
  type: 'phase',
  id,
  key: id,
  place,
  name: { en: id, nl: id },
  pattern: 'open',
  minutes: 0,
  write: 'open',
  attribution: 'named',
  grouping: 'all',
  may: ['write', 'move_own', 'connect', 'vote'],
  zones: [],
  state: 'queued',
  ...more,
});

export const aRound = (id: string, options: string[], more: Partial<RoundRecord> = {}): RoundRecord => ({
  type: 'round',
  id,
  rule: 'dots',
  dots: 3,
  max_per_option: 2,
  secret: true,
  options,
  min_group: 3,
  state: 'open',
  opened_at: 0,
  ...more,
});

export const aRoom = (id: string, journey: string, more: Partial<RoomRecord> = {}): RoomRecord => ({
  type: 'room',
  id,
  journey,
  title: 'A room',
  language: 'en',
  state: 'open',
  opened_at: 0,
  ...more,
});

export const aJourney = (id: string): JourneyRecord => ({
  type: 'journey',
  id,
  title: 'A journey',
  language: 'en',
  min_group: 3,
  state: 'open',
});
