/** What all kinds of items have in common: the text, the writer, the dots, the marks of a result. */
import { shortText } from '../../app/acts.ts';
import type { Words } from '../../i18n/index.ts';
import { NOTE_HEIGHT } from '../../model/geometry.ts';
import type { Card } from '../card.ts';
import { make, makeIcon, setAttribute, setText } from '../dom.ts';

/** The elements of one item on the screen. */
export interface Drawn {
  readonly element: HTMLElement;
  readonly head: HTMLElement;
  readonly text: HTMLElement;
  readonly foot: HTMLElement;
  readonly detail: HTMLElement;
  readonly marks: HTMLElement;
  readonly state: HTMLElement;
  readonly dots: HTMLElement;
  readonly typing: HTMLElement;
  /** What was drawn last, to leave alone what is the same. */
  shown: { words?: Words; dots?: string; marks?: string; head?: string; detail?: string };
}

const LETTERS_OF_LINE = 21;
const LINE_HEIGHT = 20.25;
const DOTS_DRAWN_MAX = 5;
const WITHOUT_TEXT = 52;

/** Makes the elements that every item has, in reading order. */
export function makeParts(id: string, className: string): Drawn {
  const head = make('header', 'item-head');
  const text = make('p', 'item-text');
  text.id = `text-${id}`;
  text.dir = 'auto';
  const detail = make('span', 'item-detail');
  const marks = make('span', 'item-marks');
  const state = make('span', 'unseen');
  const foot = make('footer', 'item-foot', detail, marks, state);
  foot.id = `foot-${id}`;
  const dots = make('div', 'dot-bar');
  dots.hidden = true;
  const typing = make('span', 'item-typing');
  typing.hidden = true;
  const element = make('div', `item ${className}`, head, text, foot, dots, typing);
  element.dataset.item = id;
  element.tabIndex = -1;
  element.setAttribute('role', 'group');
  element.setAttribute('aria-labelledby', `${text.id} ${foot.id}`);
  return { element, head, text, foot, detail, marks, state, dots, typing, shown: {} };
}

/** Draws what is the same for every kind. */
export function drawParts(drawn: Drawn, card: Card, words: Words): void {
  const { element } = drawn;
  if (drawn.shown.words !== words) drawn.shown = { words };
  setText(drawn.text, card.text);
  element.classList.toggle('selected', card.selected);
  element.classList.toggle('link-from', card.linkFrom);
  element.classList.toggle('pending', card.pending);
  element.classList.toggle('sealed', card.sealed);
  element.classList.toggle('is-option', card.dots !== undefined);
  const state = [card.selected ? words.board.selectedWord : '', card.pending ? words.board.pending : ''];
  setText(drawn.state, state.filter(Boolean).join(', '));
  drawn.typing.hidden = card.typing === '';
  if (card.typing) setText(drawn.typing, words.board.typing(card.typing));
  drawDots(drawn, card, words);
  drawMarks(drawn, card, words);
}

/**
 * The bar under an option while a vote is open: take back, what I gave, give. Its buttons stay the same elements, so
 * that whoever pressed one can press it again.
 */
function drawDots(drawn: Drawn, card: Card, words: Words): void {
  const { dots } = card;
  const key = dots ? `${dots.mine} ${dots.all} ${dots.canGive} ${card.text}` : '';
  if (drawn.shown.dots === key) return;
  drawn.shown.dots = key;
  drawn.dots.hidden = !dots;
  if (!dots) return;
  if (!drawn.dots.firstChild)
    drawn.dots.append(dotButton('take'), make('span', 'dots-mine'), dotButton('give'));
  const [take, mine, give] = drawn.dots.children;
  if (!take || !mine || !give) return;
  const text = shortText(card.text);
  setButton(take, words.board.dotTake(text), dots.mine > 0);
  setButton(give, words.board.dotAdd(text), dots.canGive);
  const shown = dots.mine <= DOTS_DRAWN_MAX ? dots.mine : 1;
  mine.replaceChildren(...Array.from({ length: shown }, () => make('i', 'dot')));
  if (dots.mine > DOTS_DRAWN_MAX) mine.append(`× ${dots.mine}`);
  mine.append(make('span', 'unseen', words.board.dotsMine(dots.mine)));
  if (dots.all !== undefined && dots.all > dots.mine) {
    mine.append(make('span', 'dots-all', words.common.dots(dots.all)));
  }
}

function dotButton(act: 'give' | 'take'): HTMLButtonElement {
  const button = make('button', `dot-button dot-${act}`, makeIcon(act === 'give' ? 'add' : 'subtract', 16));
  button.type = 'button';
  button.tabIndex = -1;
  button.dataset.dot = act;
  return button;
}

/** A button that can do nothing now keeps the focus that it has; pressing it says why. */
function setButton(button: Element, label: string, enabled: boolean): void {
  setAttribute(button, 'aria-label', label);
  setAttribute(button, 'aria-disabled', enabled ? null : 'true');
}

/** What a closed round says of this item. */
function drawMarks(drawn: Drawn, card: Card, words: Words): void {
  const { result } = card;
  const key = result ? `${result.dots} ${result.carried} ${result.most}` : '';
  if (drawn.shown.marks === key) return;
  drawn.shown.marks = key;
  drawn.marks.replaceChildren();
  drawn.element.classList.toggle('most-dots', result?.most ?? false);
  if (!result || result.dots === 0) return;
  if (result.carried) {
    const carried = make('span', 'mark-carried', makeIcon('carried', 16));
    carried.title = words.board.resultCarried;
    carried.append(make('span', 'unseen', words.board.resultCarried));
    drawn.marks.append(carried);
  }
  const count = make('span', 'mark-dots', makeIcon('dot', 13), String(result.dots));
  count.title = words.board.resultDots(result.dots) + (result.most ? `, ${words.board.resultMost}` : '');
  count.append(make('span', 'unseen', ` ${count.title}`));
  drawn.marks.append(count);
}

/** How high an item with this text probably is. */
export function probableHeight(text: string, extra = 0): number {
  let lines = 0;
  for (const line of text.split('\n')) lines += Math.max(1, Math.ceil(line.length / LETTERS_OF_LINE));
  return Math.max(NOTE_HEIGHT, Math.ceil(WITHOUT_TEXT + extra + lines * LINE_HEIGHT));
}
