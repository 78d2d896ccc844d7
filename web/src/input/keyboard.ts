/**
 * Keys. Single letters work on the board and on the buttons around it, never while somebody writes, and can be switched
 * off (WCAG 2.1.4). They go by the letter that is typed, so that they are the same on every keyboard layout.
 */
import {
  allowed,
  changeDots,
  connect,
  cornerFor,
  itemText,
  linkSentence,
  moveItems,
  removeLink,
  shortText,
  type Workplace,
  withdrawItems,
} from '../app/acts.ts';
import type { Tool } from '../app/desk.ts';
import { removeZone } from '../app/intents.ts';
import { can } from '../app/rights.ts';
import type { Stage } from '../app/stage.ts';
import { words } from '../i18n/index.ts';
import { around, freePlace, NOTE_HEIGHT, NOTE_WIDTH, type Point } from '../model/geometry.ts';
import { isOnBoard, linksOf, runningPhase, zoneAt } from '../model/select.ts';

const STEP = 8;
const STEP_FAR = 40;
const PAN_STEP = 80;
const ZOOM_STEP = 1.2;
const GAP = 16;
const EDGE = 40;
/** Below the title of a zone. */
const EDGE_TOP = 110;

const arrows: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const toolKeys: Record<string, Tool> = { v: 'select', h: 'hand', f: 'zone', x: 'link', a: 'link' };

export interface Keyboard {
  destroy(): void;
}

export function createKeyboard(stage: Stage, place: Workplace): Keyboard {
  const keys = new BoardKeys(stage, place);
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || isTyping(event.target)) return;
    if (keys.press(event)) event.preventDefault();
  };
  window.addEventListener('keydown', onKey);
  return { destroy: () => window.removeEventListener('keydown', onKey) };
}

class BoardKeys {
  constructor(
    private readonly stage: Stage,
    private readonly place: Workplace,
  ) {}

  /** True when the key meant something. */
  press(event: KeyboardEvent): boolean {
    if (event.key === 'F6') return goToRegion(event.shiftKey ? -1 : 1);
    const onBoard = this.hasFocus(event.target);
    const command = event.ctrlKey || event.metaKey;
    if (command && !event.altKey) return this.pressCommand(event, onBoard);
    if (onBoard && event.key in arrows) return this.pressArrow(event);
    if (onBoard && this.pressNamed(event)) return true;
    if (!onBoard && !isBeside(event.target)) return false;
    if (event.key === 'Escape') return this.escape();
    if (event.key === 'Delete') return this.run(() => this.remove());
    return this.place.desk.singleKeys.value && this.pressLetter(event);
  }

  /** The board, or nothing at all, has the focus. */
  private hasFocus(target: EventTarget | null): boolean {
    if (document.querySelector('dialog[open]')) return false;
    if (target === document.body) return true;
    if (!(target instanceof Element) || !this.stage.element.contains(target)) return false;
    return target.closest('button') === null;
  }

  private get item(): string | undefined {
    const item = this.stage.focused.value;
    return item !== null && document.activeElement?.closest('[data-item]') ? item : undefined;
  }

  private pressCommand(event: KeyboardEvent, onBoard: boolean): boolean {
    const { desk } = this.place;
    switch (event.key.toLowerCase()) {
      case 'z':
        if (!event.shiftKey && !desk.undo()) desk.say(words.value.say.nothingToUndo);
        return true;
      case 'a':
        if (!onBoard) return false;
        desk.selectItems([...this.place.session.board.all('item')].filter(isOnBoard).map((item) => item.id));
        desk.say(words.value.say.selected(desk.selectedItems.length));
        return true;
      case '0':
        this.stage.zoomTo(1);
        return true;
      case '+':
      case '=':
        this.stage.zoomBy(ZOOM_STEP);
        return true;
      case '-':
        this.stage.zoomBy(1 / ZOOM_STEP);
        return true;
      case 'enter':
        return false;
      default:
        return false;
    }
  }

  private pressArrow(event: KeyboardEvent): boolean {
    const [dx, dy] = arrows[event.key] ?? [0, 0];
    const { item, stage } = this;
    if (event.altKey) return this.nudge(dx, dy, event.shiftKey ? STEP_FAR : STEP);
    if (item === undefined) stage.panBy(-dx * PAN_STEP, -dy * PAN_STEP);
    else {
      const next = stage.neighbour(item, dx, dy);
      if (next === undefined) this.place.desk.say(words.value.say.noMore);
      else stage.focusItem(next);
    }
    return true;
  }

  private nudge(dx: number, dy: number, step: number): boolean {
    const items = allowed(this.place, 'item.move', this.chosen());
    const moves = items.flatMap((id) => {
      const item = this.place.session.board.getAs('item', id);
      return item ? [{ item: id, x: item.x + dx * step, y: item.y + dy * step }] : [];
    });
    const first = moves[0];
    if (!first) return true;
    moveItems(this.place, moves);
    this.stage.reveal(first.item);
    this.place.desk.say(words.value.say.moved(first.x, first.y));
    return true;
  }

  /** What an act is about: what is selected, else what has the focus. */
  private chosen(): readonly string[] {
    const { item } = this;
    const selected = this.place.desk.selectedItems;
    if (item === undefined || selected.includes(item)) return selected;
    return [item];
  }

  private pressNamed(event: KeyboardEvent): boolean {
    const { item, stage } = this;
    const { desk } = this.place;
    if (event.shiftKey && event.code === 'Digit1') return this.run(() => stage.fit());
    if (event.shiftKey && event.code === 'Digit2') return this.run(() => this.fitSelection());
    switch (event.key) {
      case 'Escape':
        return this.escape();
      case 'Enter':
      case 'F2':
        if (item === undefined) return this.run(() => stage.focusBoard());
        if (desk.tool.value === 'link' && event.key === 'Enter')
          return this.run(() => this.chooseForLink(item));
        return this.run(() => stage.write({ item }));
      case ' ':
        if (item === undefined) return true;
        if (desk.tool.value === 'link') return this.run(() => this.chooseForLink(item));
        return this.run(() => this.toggle(item));
      case 'Delete':
      case 'Backspace':
        return this.run(() => this.remove());
      case 'Tab':
        return false;
      default:
        return false;
    }
  }

  private pressLetter(event: KeyboardEvent): boolean {
    if (event.altKey) return false;
    const { stage, place, item } = this;
    const { desk, session } = place;
    const key = event.key.toLowerCase();
    const tool = toolKeys[key];
    if (tool === 'zone' && !can(session, 'zone.add')) return false;
    if (tool) return this.run(() => desk.take(tool));
    switch (key) {
      case 'n':
      case 's':
        return this.run(() => this.newNote());
      case 'r':
        return this.run(() => this.driver());
      case 'l':
        return this.run(() => (item === undefined ? desk.take('link') : this.chooseForLink(item)));
      case 'd':
        return this.run(() =>
          item === undefined ? desk.take('dot') : changeDots(place, item, event.shiftKey ? -1 : 1),
        );
      case 'm':
        return this.run(() => this.pickUp());
      case 'k':
        return this.run(() => this.nextLink());
      case '+':
      case '=':
        return this.run(() => stage.zoomBy(ZOOM_STEP));
      case '-':
        return this.run(() => stage.zoomBy(1 / ZOOM_STEP));
      case '?':
        desk.sheet.value = { kind: 'help' };
        return true;
      default:
        return false;
    }
  }

  private run(run: () => void): true {
    run();
    return true;
  }

  private escape(): boolean {
    const { desk } = this.place;
    if (desk.tool.value !== 'select' || desk.linkFrom.value !== null) desk.letGo();
    else if (desk.selection.value.kind !== 'none') {
      desk.selection.value = { kind: 'none' };
      desk.say(words.value.say.unselected);
    } else if (desk.sheet.value) desk.sheet.value = null;
    else return false;
    return true;
  }

  private toggle(item: string): void {
    const { desk } = this.place;
    desk.toggleItem(item);
    desk.say(words.value.say.selected(desk.selectedItems.length));
  }

  private remove(): void {
    const { session, desk } = this.place;
    const selection = desk.selection.value;
    if (selection.kind === 'link') removeLink(this.place, selection.id);
    else if (selection.kind === 'zone') {
      removeZone(session, selection.id);
      desk.selection.value = { kind: 'none' };
    } else {
      const items = this.chosen();
      const next = items[0] === undefined ? undefined : this.anyNeighbour(items[0], items);
      withdrawItems(this.place, items);
      if (next !== undefined) this.stage.focusItem(next);
      else this.stage.element.focus({ preventScroll: true });
    }
  }

  private anyNeighbour(item: string, without: readonly string[]): string | undefined {
    const around = Object.values(arrows).map(([dx, dy]) => this.stage.neighbour(item, dx, dy));
    return around.find((id) => id !== undefined && !without.includes(id));
  }

  private newNote(): void {
    this.stage.write({ at: this.freshPlace() });
  }

  /** To the right of the note that has the focus, else in the middle of what is seen. */
  private freshPlace(): Point {
    const { board } = this.place.session;
    if (runningPhase(board)?.write === 'sealed') return this.blindPlace();
    const beside = board.getAs('item', this.item);
    const at = beside ? { x: beside.x + NOTE_WIDTH + GAP, y: beside.y } : cornerFor(this.stage.middle());
    return freePlace(at, [...board.all('item')].filter(isOnBoard));
  }

  /** Where others write unseen, the middle would be everybody's: some place in what is seen of a zone. */
  private blindPlace(): Point {
    const { board } = this.place.session;
    const seen = this.stage.seen();
    const zone = zoneAt(board, this.stage.middle()) ?? seen;
    const spot = (from: number, to: number) => from + Math.random() * Math.max(0, to - from);
    const [right, bottom] = [zone.x + zone.w, zone.y + zone.h];
    const x = spot(Math.max(zone.x, seen.x) + EDGE, Math.min(right, seen.x + seen.w) - NOTE_WIDTH - EDGE);
    const y = spot(
      Math.max(zone.y, seen.y) + EDGE_TOP,
      Math.min(bottom, seen.y + seen.h) - NOTE_HEIGHT - EDGE,
    );
    return freePlace({ x, y }, [...board.all('item')].filter(isOnBoard));
  }

  private driver(): void {
    const { item } = this;
    this.place.desk.sheet.value =
      item === undefined ? { kind: 'driver', at: this.freshPlace() } : { kind: 'driver', item };
  }

  private chooseForLink(item: string): void {
    const { session, desk } = this.place;
    const from = desk.linkFrom.value;
    if (from === null) {
      desk.take('link');
      desk.linkFrom.value = item;
      desk.say(words.value.tools.linkTo(shortText(itemText(session, item))));
    } else {
      desk.letGo();
      connect(this.place, from, item);
    }
  }

  private pickUp(): void {
    const items = this.chosen();
    if (items.length === 0) return;
    this.place.desk.selectItems(items);
    this.place.desk.take('place');
    this.place.desk.say(words.value.tools.moveHint);
  }

  /** Through the connections of the note that has the focus, one after another. */
  private nextLink(): void {
    const { session, desk } = this.place;
    const { item } = this;
    if (item === undefined) return;
    const links = linksOf(session.board, item);
    const selection = desk.selection.value;
    const now = selection.kind === 'link' ? links.findIndex((link) => link.id === selection.id) : -1;
    const next = links[(now + 1) % Math.max(1, links.length)];
    if (!next) return desk.say(words.value.say.noLinks);
    desk.selection.value = { kind: 'link', id: next.id };
    desk.say(linkSentence(session, next));
  }

  private fitSelection(): void {
    const boxes = this.chosen().flatMap((id) => this.stage.boxOf(id) ?? []);
    const box = around(boxes);
    if (box) this.stage.fit({ x: box.x - 60, y: box.y - 60, w: box.w + 120, h: box.h + 120 });
  }
}

/** The parts of the page, from one to the next; each marks itself with `data-region`. */
function goToRegion(step: 1 | -1): boolean {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')].filter(
    (region) => region.offsetParent !== null || region.getClientRects().length > 0,
  );
  if (regions.length === 0) return false;
  const now = regions.findIndex((region) => region.contains(document.activeElement));
  const next = regions[(now + step + regions.length) % regions.length];
  if (!next) return false;
  const inside = next.querySelector<HTMLElement>(
    '[tabindex="0"], button:not([tabindex="-1"]):not(:disabled), a[href], input',
  );
  (next.tabIndex >= 0 ? next : (inside ?? next)).focus();
  return true;
}

/** On a button that floats around the board letters still work; Enter, Space and arrows are the button's own. */
const isBeside = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('.stage, .top') !== null &&
  !target.closest('.sheet, dialog, .menu');

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('textarea, input, select, [contenteditable]') !== null;
