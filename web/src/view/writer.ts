/**
 * Writing on the board: a text area in the place where the text stands, for a note that is there or for one to come. A
 * new note is only made when something was written. Escape and Ctrl+Enter end, Tab goes on with a next note to the right.
 */
import { type Signal, signal } from '@preact/signals';
import { editText, itemText, shortText, type Workplace } from '../app/acts.ts';
import { addNote } from '../app/intents.ts';
import { can } from '../app/rights.ts';
import type { Typing } from '../app/stage.ts';
import { words } from '../i18n/index.ts';
import { freePlace, NOTE_WIDTH, type Point } from '../model/geometry.ts';
import { isOnBoard } from '../model/select.ts';
import { LIMITS } from '../protocol/catalogue.ts';
import { make, makeIcon } from './dom.ts';
import type { Drawn } from './items/parts.ts';

const GAP = 16;

/** What the writer needs of the board's view. */
export interface Paper {
  world: HTMLElement;
  parts(item: string): Drawn | undefined;
  /** Shows a place and makes sure that its element is there. */
  show(item: string | undefined, at: Point | undefined): void;
  /** The height of what is written may have changed. */
  grew(item: string): void;
  focusItem(item: string): void;
  focusBoard(): void;
  /** From this item the keyboard goes on, once the writing has ended. */
  goOnFrom(item: string): void;
}

export class Writer {
  readonly writing: Signal<Typing | null> = signal(null);
  private area: HTMLTextAreaElement | null = null;
  private draft: HTMLElement | null = null;
  /** The text that was there when the writing began. */
  private before = '';

  constructor(
    private readonly place: Workplace,
    private readonly paper: Paper,
  ) {}

  begin(typing: Typing): void {
    this.end();
    const { session } = this.place;
    if (typing.item !== undefined) {
      if (!can(session, 'item.edit', typing.item)) return;
      this.before = itemText(session, typing.item);
    } else {
      if (!can(session, 'item.add')) return;
      this.before = '';
    }
    this.paper.show(typing.item, typing.at);
    this.writing.value = typing;
    const area = this.makeArea();
    this.area = area;
    if (typing.item !== undefined) this.writeIn(typing.item, area);
    else if (typing.at) this.writeNew(typing.at, area);
    this.fitHeight();
    area.focus({ preventScroll: true });
    area.select();
  }

  /** Ends the writing and keeps what was written. Returns the item that holds it. */
  end(): string | undefined {
    const typing = this.writing.value;
    const { area } = this;
    if (!typing || !area) return undefined;
    this.area = null;
    this.writing.value = null;
    const text = area.value.trim();
    if (typing.item === undefined) return this.endNew(typing, text);
    this.endOld(typing.item, text, area);
    return typing.item;
  }

  private makeArea(): HTMLTextAreaElement {
    const area = make('textarea', 'item-writing');
    area.value = this.before;
    area.dir = 'auto';
    area.rows = 1;
    area.maxLength = LIMITS.note_text_points_max;
    area.placeholder = words.value.board.notePlaceholder;
    area.setAttribute('aria-label', words.value.board.noteText);
    area.addEventListener('input', () => this.fitHeight());
    area.addEventListener('blur', () => {
      if (this.area === area) this.end();
    });
    area.addEventListener('keydown', (event) => this.onKey(event));
    return area;
  }

  private onKey(event: KeyboardEvent): void {
    event.stopPropagation();
    const ends = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey));
    const next = event.key === 'Tab' && !event.shiftKey && !event.isComposing;
    if (event.isComposing || !(ends || next)) return;
    event.preventDefault();
    const typing = this.writing.value;
    const written = (this.area?.value.trim() ?? '') !== '';
    const item = typing?.item;
    const at = item !== undefined ? this.place.session.board.getAs('item', item) : typing?.at;
    const made = this.end();
    if (made) this.paper.goOnFrom(made);
    if (next && written && at) this.begin({ at: this.nextPlace({ x: at.x + NOTE_WIDTH + GAP, y: at.y }) });
    else if (made) this.paper.focusItem(made);
    else this.paper.focusBoard();
  }

  private nextPlace(at: Point): Point {
    const items = [...this.place.session.board.all('item')].filter(isOnBoard);
    return freePlace(at, items);
  }

  private writeIn(item: string, area: HTMLTextAreaElement): void {
    const parts = this.paper.parts(item);
    if (!parts) return;
    parts.element.classList.add('written-in');
    parts.text.after(area);
  }

  private writeNew(at: Point, area: HTMLTextAreaElement): void {
    const colour = this.place.desk.noteColour.value;
    const meaning = make('footer', 'item-foot', make('span', 'meaning', makeIcon(colour, 14)));
    const draft = make('div', `item note draft tint-${colour} written-in`, area, meaning);
    draft.style.transform = `translate(${at.x}px,${at.y}px)`;
    this.draft = draft;
    this.paper.world.append(draft);
  }

  private endNew(typing: Typing, text: string): string | undefined {
    this.draft?.remove();
    this.draft = null;
    if (!text || !typing.at) return undefined;
    return addNote(this.place.session, typing.at, text, this.place.desk.noteColour.value).id;
  }

  private endOld(item: string, text: string, area: HTMLTextAreaElement): void {
    area.remove();
    this.paper.parts(item)?.element.classList.remove('written-in');
    const { session, desk } = this.place;
    const now = itemText(session, item);
    if (text && text !== this.before) {
      editText(this.place, item, text);
      if (now !== this.before && now !== text) {
        // Somebody else changed it while this was being written: mine is kept, theirs is one click away.
        const { say } = words.value;
        desk.tell(say.changedMeanwhile(shortText(now)), {
          label: say.takeTheirs,
          run: () => editText(this.place, item, now),
        });
      }
    }
    this.paper.grew(item);
  }

  private fitHeight(): void {
    const { area } = this;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
    const item = this.writing.value?.item;
    if (item !== undefined) this.paper.grew(item);
  }
}
