/** What one item shows just now: plain values, gathered from the records, the votes and the presence of others. */
import { openRound } from '../app/acts.ts';
import type { Desk } from '../app/desk.ts';
import { can } from '../app/rights.ts';
import type { Person, RoomSession } from '../app/store.ts';
import { dotsLeft, dotsOn, textOf } from '../model/select.ts';
import type { Colour, DriverRecord, ItemKind, ItemRecord, RoundRecord } from '../protocol/catalogue.ts';

/** What a board needs to know of a room, live or replayed. */
export type Scene = Pick<
  RoomSession,
  'board' | 'me' | 'rights' | 'phases' | 'rounds' | 'zones' | 'connection' | 'people' | 'person'
>;

/** Dots in the round that is open now. */
export interface OpenDots {
  mine: number;
  /** Everybody's dots; only in an open round. */
  all?: number;
  canGive: boolean;
}

/** What the shown round made of this item. */
export interface ResultMark {
  dots: number;
  /** Every disclosed group gave it dots; undefined where groups cannot be compared. */
  carried?: boolean;
  most: boolean;
}

export interface Card {
  id: string;
  kind: ItemKind;
  text: string;
  colour: Colour;
  author: string;
  sealed: boolean;
  pending: boolean;
  selected: boolean;
  linkFrom: boolean;
  typing: string;
  driver?: DriverRecord;
  holder?: string;
  dots?: OpenDots;
  result?: ResultMark;
}

/** Gathers cards. One lives as long as its board; the rounds are looked up once per drawing. */
export class Cards {
  private selected: ReadonlySet<string> = new Set();
  private linkFrom: string | null = null;
  private open: RoundRecord | undefined;
  private openOptions: ReadonlySet<string> = new Set();
  private left = 0;
  private mayVote = false;
  private live = false;
  private shown: RoundRecord | undefined;
  private marks = new Map<string, ResultMark>();

  constructor(
    private readonly scene: Scene,
    private readonly desk: Desk,
    private readonly typingIn: (item: string) => Person | undefined,
  ) {}

  /** Looks up what is the same for all cards. Call before a drawing. */
  prepare(): void {
    const { scene, desk } = this;
    this.selected = new Set(desk.selectedItems);
    this.linkFrom = desk.linkFrom.value;
    const open = openRound(scene);
    if (open !== this.open) {
      this.open = open;
      this.openOptions = new Set(open?.options);
    }
    const me = scene.me.value?.id;
    this.left = open && me ? dotsLeft(scene.board, open.id, me) : 0;
    this.mayVote = can(scene, 'vote.cast');
    this.live = scene.connection.value.state === 'live';
    // While ideas are being found, no counts are shown (INV12).
    const finding = scene.phases.value.some(
      (each) => each.state === 'running' && each.pattern === 'generate',
    );
    const shown = finding ? undefined : scene.board.getAs('round', desk.shownRound.value ?? undefined);
    if (shown !== this.shown) {
      this.shown = shown;
      this.marks = marksOf(shown);
    }
  }

  of(item: ItemRecord): Card {
    const { scene } = this;
    const driver = scene.board.getAs('driver', item.driver);
    return {
      id: item.id,
      kind: item.kind,
      text: textOf(scene.board, item),
      colour: item.colour,
      author: scene.person(item.by)?.name ?? '',
      sealed: item.state === 'sealed',
      pending: scene.board.isPending(item.id),
      selected: this.selected.has(item.id),
      linkFrom: this.linkFrom === item.id,
      typing: this.typingIn(item.id)?.name ?? '',
      ...(driver ? { driver } : {}),
      ...(driver?.holder ? { holder: this.holderName(driver.holder) } : {}),
      ...this.openDots(item.id),
      ...this.mark(item.id),
    };
  }

  private holderName(id: string): string {
    return this.scene.person(id)?.name ?? this.scene.board.getAs('group', id)?.name ?? '';
  }

  private openDots(item: string): { dots?: OpenDots } {
    const { open, scene } = this;
    const me = scene.me.value;
    if (!open || !me || !this.mayVote || !this.openOptions.has(item)) return {};
    const mine = dotsOn(scene.board, open.id, me.id, item);
    const canGive = this.live && this.left > 0 && mine < open.max_per_option;
    return { dots: { mine, canGive, ...(open.secret ? {} : { all: this.allDots(open.id, item) }) } };
  }

  private allDots(round: string, item: string): number {
    let sum = 0;
    for (const ballot of this.scene.board.all('ballot')) {
      if (ballot.round !== round) continue;
      sum += ballot.dots.find((entry) => entry.option === item)?.dots ?? 0;
    }
    return sum;
  }

  private mark(item: string): { result?: ResultMark } {
    const result = this.marks.get(item);
    return result ? { result } : {};
  }
}

function marksOf(round: RoundRecord | undefined): Map<string, ResultMark> {
  const marks = new Map<string, ResultMark>();
  if (round?.state !== 'closed') return marks;
  const outcomes = round.outcomes ?? [];
  const most = Math.max(0, ...outcomes.map((outcome) => outcome.total));
  const comparable = (round.buckets?.length ?? 0) > 1;
  for (const outcome of outcomes) {
    marks.set(outcome.option, {
      dots: outcome.total,
      most: outcome.total === most && most > 0,
      ...(comparable ? { carried: (outcome.common ?? 0) > 0 } : {}),
    });
  }
  return marks;
}
