// GENERATED from protocol/catalogue/ by protocol/generate.mjs. Change the catalogue, not this file.

export const ROLE = ['facilitator', 'participant', 'observer'] as const;
export type Role = (typeof ROLE)[number];
export const HAT = ['voice', 'host'] as const;
export type Hat = (typeof HAT)[number];
export const LANGUAGE = ['en', 'nl'] as const;
export type Language = (typeof LANGUAGE)[number];
export const STREAM_KIND = ['room', 'journey'] as const;
export type StreamKind = (typeof STREAM_KIND)[number];
export const MAY = ['always', 'write', 'comment', 'ask', 'thank', 'move_own', 'move_any', 'cluster', 'merge', 'connect', 'score', 'vote', 'claim', 'decide', 'host'] as const;
export type May = (typeof MAY)[number];
export const FILTER = ['none', 'role', 'phase', 'level'] as const;
export type Filter = (typeof FILTER)[number];
export const ROOM_STATE = ['open', 'paused', 'ended'] as const;
export type RoomState = (typeof ROOM_STATE)[number];
export const JOURNEY_STATE = ['drafted', 'open', 'closing', 'closed', 'archived'] as const;
export type JourneyState = (typeof JOURNEY_STATE)[number];
export const ITEM_KIND = ['note', 'driver'] as const;
export type ItemKind = (typeof ITEM_KIND)[number];
export const ITEM_STATE = ['published', 'withdrawn', 'sealed'] as const;
export type ItemState = (typeof ITEM_STATE)[number];
export const COLOUR = ['sun', 'apricot', 'rose', 'lilac', 'sky', 'mint', 'leaf', 'stone'] as const;
export type Colour = (typeof COLOUR)[number];
export const LINK_KIND = ['relates', 'plus', 'minus', 'shares', 'complements', 'tension', 'explains', 'needs', 'contributes', 'evidence', 'builds_on', 'contradicts'] as const;
export type LinkKind = (typeof LINK_KIND)[number];
export const STRENGTH = ['weak', 'normal', 'strong'] as const;
export type Strength = (typeof STRENGTH)[number];
export const SENSE = ['motive', 'force', 'factor', 'trend', 'lever'] as const;
export type Sense = (typeof SENSE)[number];
export const LEVEL = ['individual', 'organisation', 'partnership'] as const;
export type Level = (typeof LEVEL)[number];
export const LENS = ['useful', 'power', 'meaning', 'relation'] as const;
export type Lens = (typeof LENS)[number];
export const DIRECTION = ['driving', 'restraining'] as const;
export type Direction = (typeof DIRECTION)[number];
export const MOVEMENT = ['up', 'down', 'flat'] as const;
export type Movement = (typeof MOVEMENT)[number];
export const SURROUNDING = ['demographic', 'ecological', 'social', 'technological', 'economic', 'political'] as const;
export type Surrounding = (typeof SURROUNDING)[number];
export const TIER = ['aim', 'primary', 'secondary', 'idea'] as const;
export type Tier = (typeof TIER)[number];
export const DRIVER_STATE = ['active', 'merged', 'retired'] as const;
export type DriverState = (typeof DRIVER_STATE)[number];
export const ZONE_KIND = ['free', 'column', 'lane', 'quadrant', 'axis1d', 'axis2d', 'ring', 'grid', 'wall', 'timeline', 'tree', 'map', 'force_side', 'line', 'tables', 'gallery', 'form', 'register', 'parking'] as const;
export type ZoneKind = (typeof ZONE_KIND)[number];
export const ZONE_ITEM = ['note', 'question', 'story', 'driver', 'cluster', 'stakeholder', 'session', 'option', 'action', 'agreement', 'value', 'term', 'score', 'timeline_event', 'sketch', 'persona', 'connector'] as const;
export type ZoneItem = (typeof ZONE_ITEM)[number];
export const PATTERN = ['open', 'generate', 'clarify', 'reduce', 'organise', 'evaluate', 'commit'] as const;
export type Pattern = (typeof PATTERN)[number];
export const WRITE = ['open', 'sealed', 'none'] as const;
export type Write = (typeof WRITE)[number];
export const ATTRIBUTION = ['named', 'group', 'anonymous'] as const;
export type Attribution = (typeof ATTRIBUTION)[number];
export const GROUPING = ['all', 'stakeholder', 'mixed', 'pairs', 'tables', 'tables_rotate', 'self_selected'] as const;
export type Grouping = (typeof GROUPING)[number];
export const REVEAL = ['all_at_once', 'shuffled_one_by_one'] as const;
export type Reveal = (typeof REVEAL)[number];
export const PHASE_STATE = ['queued', 'running', 'done', 'skipped'] as const;
export type PhaseState = (typeof PHASE_STATE)[number];
export const SIDE = ['provider', 'taker', 'both', 'neither'] as const;
export type Side = (typeof SIDE)[number];
export const RULE = ['dots'] as const;
export type Rule = (typeof RULE)[number];
export const TALLY = ['person', 'group_balanced'] as const;
export type Tally = (typeof TALLY)[number];
export const ROUND_STATE = ['open', 'closed', 'suppressed'] as const;
export type RoundState = (typeof ROUND_STATE)[number];

/** Groups that are counted together, so that no figure speaks for fewer than k people (INV3). */
export interface BucketShape {
  groups: string[];
  ungrouped: boolean;
  voters: number;
}

/** Dots of one person on one option. */
export interface DotsShape {
  option: string;
  dots: number;
}

/** Where one item goes. */
export interface MoveShape {
  item: string;
  x: number;
  y: number;
  zone?: string;
}

/** The body of POST /api/journeys: a journey with its first room. `method` is the key of a method; `groups` are names. */
export interface NewJourneyShape {
  title: string;
  language?: Language;
  purpose?: string;
  question?: string;
  method?: string;
  groups?: string[];
  policy?: PolicyShape;
}

/** The body of POST /api/journeys/ID/rooms. Without `language`: that of the journey. */
export interface NewRoomShape {
  title: string;
  language?: Language;
  question?: string;
  method?: string;
}

/** What a closed round says of one option (domain R9). Shares are in ten-thousandths. */
export interface OutcomeShape {
  option: string;
  total: number;
  balanced?: number;
  breadth: number;
  common?: number;
  polarisation?: number;
  shares: ShareShape[];
}

/** What is fixed for a journey when it opens. Without it: 3 people without groups, 5 with groups. */
export interface PolicyShape {
  min_group?: number;
}

/** How a phase of a method votes. No dots: as many as suit the options (domain 2.8). */
export interface RuleOfVoteShape {
  type: Rule;
  dots?: number;
  max_per_option?: number;
  secret: boolean;
  tally?: Tally[];
}

/** How one bucket voted on one option. */
export interface ShareShape {
  dots: number;
  voters: number;
}

/** A text that the system offers, in both languages. */
export interface WordsShape {
  en: string;
  nl: string;
}

/** Dots of one person in one round. In a secret round it is a draft that only its voter ever receives, erased at close; in an open round it is a record of the log. */
export interface BallotRecord {
  type: 'ballot';
  id: string;
  round: string;
  by: string;
  dots: DotsShape[];
}

/** What moves people or matters, in any of five senses (domain 2.6). */
export interface DriverRecord {
  type: 'driver';
  id: string;
  text: string;
  senses: Sense[];
  holder?: string;
  level?: Level;
  lens?: Lens;
  direction?: Direction;
  unit?: string;
  movement?: Movement;
  surrounding?: Surrounding;
  source?: string;
  tier?: Tier;
  origin?: string;
  by?: string;
  state: DriverState;
}

/** A stakeholder group. */
export interface GroupRecord {
  type: 'group';
  id: string;
  name: string;
  side?: Side;
  colour: Colour;
}

/** Something on the board. A driver item is a placement: its text is that of the driver in the journey. */
export interface ItemRecord {
  type: 'item';
  id: string;
  kind: ItemKind;
  text?: string;
  x: number;
  y: number;
  z: number;
  colour: Colour;
  zone?: string;
  by?: string;
  phase?: string;
  driver?: string;
  derived_from?: string[];
  state: ItemState;
  edited_at?: number;
}

/** The top container: what a partnership does together over one or more sessions (domain 2.2). */
export interface JourneyRecord {
  type: 'journey';
  id: string;
  title: string;
  purpose?: string;
  language: Language;
  min_group: number;
  state: JourneyState;
}

/** A connector between two items (domain 2.2). */
export interface LinkRecord {
  type: 'link';
  id: string;
  from: string;
  to: string;
  kind: LinkKind;
  strength: Strength;
  delay?: boolean;
  contested?: boolean;
  by?: string;
}

/** A person within a journey. The name is no part of the log: it lives in a table of its own, so that it can be erased (INV25), and travels in `people`. */
export interface PersonRecord {
  type: 'person';
  id: string;
  role: Role;
  group?: string;
  joined_at: number;
}

/** A phase of the agenda (domain 2.2). */
export interface PhaseRecord {
  type: 'phase';
  id: string;
  key: string;
  place: number;
  name: WordsShape;
  say?: WordsShape;
  pattern: Pattern;
  minutes: number;
  write: Write;
  attribution: Attribution;
  grouping: Grouping;
  may: May[];
  zones: string[];
  vote?: RuleOfVoteShape;
  state: PhaseState;
  started_at?: number;
  ended_at?: number;
}

/** One session: its question, its state and the phase that runs. */
export interface RoomRecord {
  type: 'room';
  id: string;
  journey: string;
  title: string;
  question?: string;
  method?: string;
  language: Language;
  state: RoomState;
  phase?: string;
  opened_at: number;
}

/** A vote round. Totals are there once it is closed, never before (domain 2.8). */
export interface RoundRecord {
  type: 'round';
  id: string;
  question?: string;
  phase?: string;
  rule: Rule;
  dots: number;
  max_per_option: number;
  secret: boolean;
  options: string[];
  min_group: number;
  state: RoundState;
  opened_at: number;
  closed_at?: number;
  eligible?: number;
  cast?: number;
  buckets?: BucketShape[];
  outcomes?: OutcomeShape[];
}

/** Attendance of one person in one room; joins and leaves are kept because fair shares need them (domain 2.2). */
export interface SeatRecord {
  type: 'seat';
  id: string;
  person: string;
  present: boolean;
  since: number;
}

/** A part of the board with a meaning of its own (domain 2.2). */
export interface ZoneRecord {
  type: 'zone';
  id: string;
  key?: string;
  name?: string;
  title?: WordsShape;
  ask?: WordsShape;
  kind: ZoneKind;
  x: number;
  y: number;
  w: number;
  h: number;
  accepts: ZoneItem[];
  link_kinds?: LinkKind[];
  by?: string;
}

export type BoardRecord = BallotRecord | DriverRecord | GroupRecord | ItemRecord | JourneyRecord | LinkRecord | PersonRecord | PhaseRecord | RoomRecord | RoundRecord | SeatRecord | ZoneRecord;
export type RecordType = BoardRecord['type'];

/** The fields of each command, by verb. */
export interface Commands {
  /** Puts a driver on the board: a new one at x and y, or made from a note, which becomes its placement. */
  'driver.add': {
    id?: string;
    item?: string;
    text?: string;
    from?: string;
    x?: number;
    y?: number;
    zone?: string;
    senses: Sense[];
    level?: Level;
    lens?: Lens;
    direction?: Direction;
    unit?: string;
    movement?: Movement;
    surrounding?: Surrounding;
    source?: string;
    tier?: Tier;
    holder?: string;
  };
  /** Says in which senses a driver is one, with their fields; what is left out is cleared. */
  'driver.sense_set': {
    driver: string;
    senses: Sense[];
    level?: Level;
    lens?: Lens;
    direction?: Direction;
    unit?: string;
    movement?: Movement;
    surrounding?: Surrounding;
    source?: string;
    tier?: Tier;
    holder?: string;
  };
  /** Adds a stakeholder group to the journey. */
  'group.add': {
    name: string;
    side?: Side;
  };
  /** Renames a group or says on which side it stands. */
  'group.change': {
    group: string;
    name?: string;
    side?: Side;
  };
  /** Puts a note on the board. The id may be chosen by the client, so that it can go on with what is not yet saved. Whoever says in which phase it was written, and since when that ran, is refused when another one runs and either of the two is sealed: what was meant for a sealed phase never arrives in the open, nor the other way round. */
  'item.add': {
    id?: string;
    kind?: ItemKind;
    text: string;
    x: number;
    y: number;
    zone?: string;
    colour?: Colour;
    phase?: string;
    since?: number;
  };
  /** Changes the text of a note or a driver. A motive is edited by its holder only (INV7). */
  'item.edit': {
    item: string;
    text: string;
  };
  /** Moves items: one gesture, one event. Moved items come to the front. */
  'item.move': {
    moves: MoveShape[];
  };
  /** Gives items another colour. */
  'item.recolour': {
    items: string[];
    colour: Colour;
  };
  /** Puts withdrawn items back where they were. */
  'item.restore': {
    items: string[];
  };
  /** Takes items off the board; they stay in the log and can be restored. */
  'item.withdraw': {
    items: string[];
  };
  /** Connects two items. */
  'link.add': {
    id?: string;
    from: string;
    to: string;
    kind: LinkKind;
    strength?: Strength;
    delay?: boolean;
  };
  /** Changes kind, strength, delay or the contested mark of a link. */
  'link.change': {
    link: string;
    kind?: LinkKind;
    strength?: Strength;
    delay?: boolean;
    contested?: boolean;
  };
  /** Removes a link. */
  'link.remove': {
    link: string;
  };
  /** Says to which group I belong; without a group: to none. */
  'person.regroup': {
    group?: string;
  };
  /** Changes my name. The name itself is no part of the log (INV25). */
  'person.rename': {
    name: string;
  };
  /** Starts a phase of the agenda; the one that ran ends. What was sealed in it is revealed (domain 2.7). */
  'phase.start': {
    phase: string;
  };
  /** Changes title or question of the room. */
  'room.rename': {
    title?: string;
    question?: string;
  };
  /** Sets my dots on an option; 0 takes them back. The answer to a secret ballot has no seq. */
  'vote.cast': {
    round: string;
    option: string;
    dots: number;
  };
  /** Closes a round and counts it. The ballots of a secret round are erased in the same transaction. */
  'vote.close': {
    round: string;
  };
  /** Opens a round of dots. Without options: all notes and drivers of the zone, or of the board. Without dots: as many as suit the options (domain 2.8). */
  'vote.open': {
    question?: string;
    options?: string[];
    zone?: string;
    dots?: number;
    max_per_option?: number;
    secret?: boolean;
  };
  /** Draws a zone on the board. */
  'zone.add': {
    name: string;
    x: number;
    y: number;
    w: number;
    h: number;
  };
  /** Renames, moves or resizes a zone. */
  'zone.change': {
    zone: string;
    name?: string;
    x?: number;
    y?: number;
    w?: number;
    h?: number;
  };
  /** Removes a zone; what lay in it stays on the board. */
  'zone.remove': {
    zone: string;
  };
}
export type Verb = keyof Commands;

/** Who may do what, as far as role and phase decide it; the server decides in the end. */
export const VERBS: Record<Verb, { roles: readonly Role[]; others: readonly Role[]; may: May; mayOthers: May; hat: Hat }> = {
  'driver.add': { roles: ["facilitator","participant"], others: ["facilitator"], may: 'write', mayOthers: 'host', hat: 'voice' },
  'driver.sense_set': { roles: ["facilitator","participant"], others: ["facilitator"], may: 'write', mayOthers: 'host', hat: 'voice' },
  'group.add': { roles: ["facilitator"], others: [], may: 'host', mayOthers: 'host', hat: 'host' },
  'group.change': { roles: ["facilitator"], others: [], may: 'host', mayOthers: 'host', hat: 'host' },
  'item.add': { roles: ["facilitator","participant"], others: [], may: 'write', mayOthers: 'host', hat: 'voice' },
  'item.edit': { roles: ["facilitator","participant"], others: ["facilitator"], may: 'write', mayOthers: 'host', hat: 'voice' },
  'item.move': { roles: ["facilitator","participant"], others: ["facilitator"], may: 'move_own', mayOthers: 'move_any', hat: 'voice' },
  'item.recolour': { roles: ["facilitator","participant"], others: ["facilitator"], may: 'write', mayOthers: 'host', hat: 'voice' },
  'item.restore': { roles: ["facilitator","participant"], others: ["facilitator"], may: 'always', mayOthers: 'host', hat: 'voice' },
  'item.withdraw': { roles: ["facilitator","participant"], others: ["facilitator"], may: 'always', mayOthers: 'host', hat: 'voice' },
  'link.add': { roles: ["facilitator","participant"], others: [], may: 'connect', mayOthers: 'host', hat: 'voice' },
  'link.change': { roles: ["facilitator","participant"], others: ["facilitator"], may: 'connect', mayOthers: 'host', hat: 'voice' },
  'link.remove': { roles: ["facilitator","participant"], others: ["facilitator"], may: 'connect', mayOthers: 'host', hat: 'voice' },
  'person.regroup': { roles: ["facilitator","participant","observer"], others: [], may: 'always', mayOthers: 'host', hat: 'voice' },
  'person.rename': { roles: ["facilitator","participant","observer"], others: [], may: 'always', mayOthers: 'host', hat: 'voice' },
  'phase.start': { roles: ["facilitator"], others: [], may: 'host', mayOthers: 'host', hat: 'host' },
  'room.rename': { roles: ["facilitator"], others: [], may: 'host', mayOthers: 'host', hat: 'host' },
  'vote.cast': { roles: ["facilitator","participant"], others: [], may: 'vote', mayOthers: 'host', hat: 'voice' },
  'vote.close': { roles: ["facilitator"], others: [], may: 'host', mayOthers: 'host', hat: 'host' },
  'vote.open': { roles: ["facilitator"], others: [], may: 'host', mayOthers: 'host', hat: 'host' },
  'zone.add': { roles: ["facilitator"], others: [], may: 'host', mayOthers: 'host', hat: 'host' },
  'zone.change': { roles: ["facilitator"], others: [], may: 'host', mayOthers: 'host', hat: 'host' },
  'zone.remove': { roles: ["facilitator"], others: [], may: 'host', mayOthers: 'host', hat: 'host' },
};

/** Every upper bound, in the units of docs/protocol.md. */
export const LIMITS = {
  command_bytes_max: 16384,
  command_depth_max: 8,
  command_marks_max: 4096,
  answer_bytes_max: 65536,
  note_text_points_max: 1000,
  note_text_lines_max: 40,
  combining_marks_max: 4,
  name_points_max: 40,
  title_points_max: 120,
  line_points_max: 300,
  key_bytes_max: 64,
  secret_bytes_max: 64,
  coordinate_max: 1000000,
  zone_side_max: 100000,
  time_ms_max: 9007199254740991,
  items_per_command_max: 200,
  items_per_room_max: 20000,
  links_per_room_max: 20000,
  zones_per_room_max: 200,
  drivers_per_journey_max: 20000,
  groups_per_journey_max: 50,
  people_per_journey_max: 20000,
  people_per_room_max: 2000,
  rooms_per_journey_max: 100,
  phases_per_room_max: 60,
  rounds_per_room_max: 500,
  rounds_open_max: 8,
  options_per_round_max: 500,
  dots_per_person_max: 99,
  cards_per_person_max: 200,
  min_group_min: 3,
  min_group_max: 10,
  commands_per_second: 30,
  commands_burst: 120,
  presence_per_second: 20,
  bytes_per_second: 262144,
  room_commands_per_second: 2000,
  refusals_before_close: 200,
  there_per_member_max: 100,
  tick_ms: 25,
  presence_tick_ms: 50,
  outbox_bytes_max: 262144,
  outbox_frames_max: 256,
  slow_ms_max: 10000,
  hello_ms_max: 5000,
  handshake_ms_max: 10000,
  ping_ms: 25000,
  hangup_ms: 60000,
  connections_max: 10000,
  connections_per_address_max: 1000,
  join_failures_per_minute: 30,
  request_head_bytes_max: 8192,
  request_bytes_max: 65536,
  commands_per_request_max: 200,
  replays_max: 4,
  site_bytes_max: 67108864,
  events_per_page_max: 1000,
  catch_up_events_max: 5000,
  snapshot_every_events: 1000,
  recent_bytes_max: 1048576,
  leave_grace_ms: 15000,
  progress_tick_ms: 250,
  room_idle_ms_max: 60000,
  batch_writes_max: 1000,
  waiting_writes_max: 20000,
  resume_days_max: 90,
  stop_ms_max: 10000,
} as const;

/** Every code by which the server can refuse. The texts come with the refusal. */
export type RefusalCode =
  | 'json_invalid'
  | 'too_large'
  | 'too_deep'
  | 'too_many_marks'
  | 'message_unknown'
  | 'verb_unknown'
  | 'op_invalid'
  | 'field_missing'
  | 'field_unknown'
  | 'field_wrong_type'
  | 'field_not_allowed'
  | 'number_out_of_range'
  | 'text_too_long'
  | 'text_too_many_lines'
  | 'text_empty'
  | 'text_not_allowed'
  | 'list_too_long'
  | 'list_too_short'
  | 'room_unknown'
  | 'room_damaged'
  | 'not_joined'
  | 'joined_already'
  | 'room_crowded'
  | 'journey_full'
  | 'rooms_full'
  | 'name_missing'
  | 'resume_unknown'
  | 'role_not_allowed'
  | 'phase_not_allowed'
  | 'level_not_allowed'
  | 'not_yours'
  | 'holder_only'
  | 'room_paused'
  | 'room_ended'
  | 'slow_down'
  | 'busy'
  | 'read_only'
  | 'restarting'
  | 'item_unknown'
  | 'item_withdrawn'
  | 'item_not_withdrawn'
  | 'id_taken'
  | 'board_full'
  | 'place_missing'
  | 'link_unknown'
  | 'link_to_itself'
  | 'link_exists'
  | 'links_full'
  | 'nothing_to_change'
  | 'already_driver'
  | 'driver_unknown'
  | 'drivers_full'
  | 'sense_field_missing'
  | 'sense_field_stray'
  | 'holder_unknown'
  | 'zone_unknown'
  | 'zone_in_use'
  | 'zones_full'
  | 'group_unknown'
  | 'group_exists'
  | 'groups_full'
  | 'phase_unknown'
  | 'phase_running'
  | 'question_missing'
  | 'round_open'
  | 'sealed_phase'
  | 'sealed_apart'
  | 'cards_spent'
  | 'no_vote_now'
  | 'round_unknown'
  | 'round_closed'
  | 'rounds_full'
  | 'option_unknown'
  | 'options_full'
  | 'too_few_options'
  | 'no_dots_left'
  | 'option_full'
  | 'not_eligible'
  | 'not_found'
  | 'method_not_allowed'
  | 'unauthorized'
  | 'making_not_allowed'
  | 'method_unknown'
  | 'origin_not_allowed'
  | 'format_unknown'
  | 'failed';
