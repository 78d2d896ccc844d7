/**
 * What lies on the desk of the person at this screen: the tool in hand, what is selected, which sheet is open, what was
 * said last. Nothing of it is ever sent. Tools, board and chrome meet here, since they do not know each other.
 */
import { type Signal, signal } from '@preact/signals';
import type { Point } from '../model/geometry.ts';
import type { Colour } from '../protocol/catalogue.ts';
import type { Stage } from './stage.ts';

export const TOOLS = ['select', 'hand', 'note', 'driver', 'link', 'dot', 'zone', 'place'] as const;
export type Tool = (typeof TOOLS)[number];

/** What is selected: items, or one link, or one zone. */
export type Selection =
  | { kind: 'none' }
  | { kind: 'items'; ids: readonly string[] }
  | { kind: 'link'; id: string }
  | { kind: 'zone'; id: string };

export const nothing: Selection = { kind: 'none' };

/** The sheet beside the board, or the dialog above it. */
export type Sheet =
  | { kind: 'people' }
  | { kind: 'agenda' }
  | { kind: 'openVote' }
  | { kind: 'votes' }
  | { kind: 'result'; round: string }
  | { kind: 'outline' }
  | { kind: 'invite' }
  | { kind: 'help' }
  | { kind: 'me' }
  | { kind: 'room' }
  /** Make a driver of a note, change one, or make a new one at a place. */
  | { kind: 'driver'; item?: string; at?: Point }
  | { kind: 'zone'; zone?: string; box?: { x: number; y: number; w: number; h: number } };

/** A short message of this client, with something that one may do about it. */
export interface Slip {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
}

/** The way back from an act: true when it could still be taken. */
export type WayBack = () => boolean;

const SLIP_MS = 8000;
const WAYS_BACK_MAX = 50;

export class Desk {
  readonly tool: Signal<Tool> = signal('select');
  readonly selection: Signal<Selection> = signal(nothing);
  /** The link tool: where the link begins. */
  readonly linkFrom: Signal<string | null> = signal(null);
  readonly sheet: Signal<Sheet | null> = signal(null);
  readonly slips: Signal<readonly Slip[]> = signal([]);
  /** The colour of the next note: the one that was last given to a note. */
  readonly noteColour: Signal<Colour> = signal('sun');
  /** What the live region says. */
  readonly said: Signal<string> = signal('');
  /** The closed round whose results are marked on the notes; null for none. */
  readonly shownRound: Signal<string | null> = signal(null);
  /** False when single letters shall not be shortcuts (WCAG 2.1.4). */
  readonly singleKeys: Signal<boolean> = signal(true);
  /** Grows whenever records of the board changed: what reads the board in passing reads this too. */
  readonly changed: Signal<number> = signal(0);
  /** The drawn board, once it is there. */
  readonly stage: Signal<Stage | null> = signal(null);
  private readonly waysBack: WayBack[] = [];
  private nextSlip = 1;

  selectItems(ids: Iterable<string>): void {
    const unique = [...new Set(ids)];
    this.selection.value = unique.length > 0 ? { kind: 'items', ids: unique } : nothing;
  }

  /** The ids of the selected items; empty when something else is selected. */
  get selectedItems(): readonly string[] {
    const selection = this.selection.value;
    return selection.kind === 'items' ? selection.ids : [];
  }

  toggleItem(id: string): void {
    const ids = this.selectedItems;
    this.selectItems(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
  }

  /** Back to the select tool, with nothing half done. */
  letGo(): void {
    this.tool.value = 'select';
    this.linkFrom.value = null;
  }

  take(tool: Tool): void {
    this.linkFrom.value = null;
    this.tool.value = tool;
  }

  /** Says something to people who do not see the screen. The same words twice are said twice. */
  say(text: string): void {
    this.said.value = this.said.peek() === text ? `${text} ` : text;
  }

  /** Shows a message for some seconds. */
  tell(text: string, action?: Slip['action']): void {
    const slip: Slip = { id: this.nextSlip++, text, ...(action ? { action } : {}) };
    this.slips.value = [...this.slips.peek().slice(-2), slip];
    setTimeout(() => this.drop(slip.id), SLIP_MS);
  }

  drop(id: number): void {
    this.slips.value = this.slips.peek().filter((slip) => slip.id !== id);
  }

  /** Remembers how an act could be taken back. */
  remember(wayBack: WayBack): void {
    this.waysBack.push(wayBack);
    if (this.waysBack.length > WAYS_BACK_MAX) this.waysBack.shift();
  }

  /** Takes back the last act that still can be; false when there is none. */
  undo(): boolean {
    for (let wayBack = this.waysBack.pop(); wayBack; wayBack = this.waysBack.pop()) {
      if (wayBack()) return true;
    }
    return false;
  }
}
