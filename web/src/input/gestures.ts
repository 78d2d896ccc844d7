/**
 * Pointers on the board: mouse, pen and fingers. Here is decided what a movement is (a tap, a drag, a move of the view,
 * two fingers that zoom); what it does is up to the tool in hand.
 *
 * idle --down--> pressed --moved--> dragging | panning --up--> idle
 *                pressed --up--> idle (a tap)      any --second finger--> pinching --up--> idle
 */
import { effect } from '@preact/signals';
import { changeDots, isBlind, type Workplace } from '../app/acts.ts';
import type { Tool } from '../app/desk.ts';
import type { Stage } from '../app/stage.ts';
import type { Point } from '../model/geometry.ts';
import { createDotTool } from './tools/dot.ts';
import { createDriverTool } from './tools/driver.ts';
import { createHandTool } from './tools/hand.ts';
import { createLinkTool } from './tools/link.ts';
import { createNoteTool } from './tools/note.ts';
import { createPlaceTool } from './tools/place.ts';
import { createSelectTool } from './tools/select.ts';
import type { Drag, Press, ToolFactory, ToolHandler } from './tools/tool.ts';
import { createZoneTool } from './tools/zone.ts';

const factories: Record<Tool, ToolFactory> = {
  select: createSelectTool,
  hand: createHandTool,
  note: createNoteTool,
  driver: createDriverTool,
  link: createLinkTool,
  dot: createDotTool,
  zone: createZoneTool,
  place: createPlaceTool,
};

const SLACK_MOUSE = 4;
const SLACK_TOUCH = 10;
const HOLD_MS = 320;
const DOUBLE_MS = 350;
const DOUBLE_APART = 24;
const WHEEL_LINE = 16;
const WHEEL_ZOOM_MAX = 40;
const WHEEL_ZOOM_RATE = 0.01;

type State =
  | { name: 'idle' }
  | { name: 'pressed'; press: Press; pointer: number; hold: ReturnType<typeof setTimeout> | undefined }
  | { name: 'dragging'; drag: Drag; pointer: number }
  | { name: 'panning'; pointer: number; last: Point }
  | { name: 'pinching'; apart: number; middle: Point };

export interface Gestures {
  destroy(): void;
}

/** `readOnly` boards can be looked at from all sides, and no more. */
export function createGestures(stage: Stage, place: Workplace, readOnly = false): Gestures {
  const machine = new GestureMachine(stage, place, readOnly);
  return { destroy: () => machine.destroy() };
}

class GestureMachine {
  private state: State = { name: 'idle' };
  private tool: ToolHandler;
  private readonly fingers = new Map<number, Point>();
  private spaceHeld = false;
  private lastTap: { page: Point; at: number } | null = null;
  private readonly stops: (() => void)[] = [];

  constructor(
    private readonly stage: Stage,
    private readonly place: Workplace,
    private readonly readOnly: boolean,
  ) {
    this.tool = createHandTool(place, stage);
    this.stops.push(
      effect(() => {
        const name = readOnly ? 'hand' : place.desk.tool.value;
        this.cancel();
        this.tool.destroy?.();
        this.tool = factories[name](place, stage);
        stage.element.dataset.tool = name;
      }),
    );
    this.listen();
  }

  destroy(): void {
    this.cancel();
    this.tool.destroy?.();
    for (const stop of this.stops) stop();
  }

  private on<E extends Event>(
    target: EventTarget,
    type: string,
    handle: (event: E) => void,
    options?: AddEventListenerOptions,
  ): void {
    const listener = (event: Event) => handle(event as E);
    target.addEventListener(type, listener, options);
    this.stops.push(() => target.removeEventListener(type, listener, options));
  }

  private listen(): void {
    const { element } = this.stage;
    this.on<PointerEvent>(element, 'pointerdown', (event) => this.onDown(event));
    this.on<PointerEvent>(window, 'pointermove', (event) => this.onMove(event));
    this.on<PointerEvent>(window, 'pointerup', (event) => this.onUp(event));
    this.on<PointerEvent>(window, 'pointercancel', (event) => this.onCancel(event));
    this.on<WheelEvent>(element, 'wheel', (event) => this.onWheel(event), { passive: false });
    this.on<MouseEvent>(element, 'contextmenu', (event) => {
      if (!isWidget(event.target)) event.preventDefault();
    });
    this.on<MouseEvent>(element, 'click', (event) => this.onClick(event));
    this.on<KeyboardEvent>(window, 'keydown', (event) => {
      if (event.code === 'Space' && !isTyping(event.target)) this.spaceHeld = true;
    });
    this.on<KeyboardEvent>(window, 'keyup', (event) => {
      if (event.code === 'Space') this.spaceHeld = false;
    });
  }

  /** The buttons of the dot bar are real ones, so that assistive technology can press them. */
  private onClick(event: MouseEvent): void {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-dot]') : null;
    const item = button?.closest<HTMLElement>('[data-item]')?.dataset.item;
    if (button && item !== undefined) changeDots(this.place, item, button.dataset.dot === 'give' ? 1 : -1);
  }

  private onDown(event: PointerEvent): void {
    if (isWidget(event.target)) return;
    const page = pageOf(event);
    if (event.pointerType === 'touch') this.fingers.set(event.pointerId, page);
    if (this.fingers.size === 2) {
      this.cancel();
      this.state = { name: 'pinching', ...this.spread() };
      return;
    }
    if (this.state.name !== 'idle') return;
    if (event.button === 1 || event.button === 2 || this.spaceHeld) {
      event.preventDefault();
      this.state = { name: 'panning', pointer: event.pointerId, last: page };
      return;
    }
    if (event.button !== 0) return;
    if (event.pointerType !== 'touch') event.preventDefault();
    const press = this.pressOf(event);
    this.state = { name: 'pressed', press, pointer: event.pointerId, hold: this.waitForHold(press) };
  }

  /** A finger that rests on an item takes hold of it. */
  private waitForHold(press: Press): ReturnType<typeof setTimeout> | undefined {
    const { hit } = press;
    if (!press.touch || hit?.kind !== 'item' || this.readOnly) return undefined;
    return setTimeout(() => {
      if (this.state.name !== 'pressed' || this.state.press !== press) return;
      this.state = { ...this.state, press: { ...press, held: true } };
      if (this.place.desk.tool.value === 'select') this.place.desk.selectItems([hit.id]);
      navigator.vibrate?.(12);
    }, HOLD_MS);
  }

  private onMove(event: PointerEvent): void {
    if (this.fingers.has(event.pointerId)) this.fingers.set(event.pointerId, pageOf(event));
    const onBoard = event.target instanceof Node && this.stage.element.contains(event.target);
    if (onBoard || this.state.name !== 'idle') this.tellWhere(event);
    const { state } = this;
    if (state.name === 'pinching') return this.pinch(state);
    if (state.name === 'idle') {
      if (onBoard && event.pointerType !== 'touch') this.tool.hover?.(this.pressOf(event));
      return;
    }
    if (event.pointerId !== state.pointer) return;
    if (state.name === 'panning') {
      const page = pageOf(event);
      this.stage.panBy(page.x - state.last.x, page.y - state.last.y);
      state.last = page;
    } else if (state.name === 'dragging') state.drag.move(this.pressOf(event));
    else this.maybeDrag(state, event);
  }

  private maybeDrag(state: State & { name: 'pressed' }, event: PointerEvent): void {
    const page = pageOf(event);
    const slack = state.press.touch ? SLACK_TOUCH : SLACK_MOUSE;
    if (distance(page, state.press.page) < slack) return;
    clearTimeout(state.hold);
    const drag = this.tool.drag(state.press);
    this.stage.element.setPointerCapture(state.pointer);
    if (drag === null) this.state = { name: 'idle' };
    else if (drag === 'pan') this.state = { name: 'panning', pointer: state.pointer, last: page };
    else {
      this.state = { name: 'dragging', drag, pointer: state.pointer };
      drag.move(this.pressOf(event));
    }
    this.stage.element.classList.toggle('panning', drag === 'pan');
  }

  private onUp(event: PointerEvent): void {
    this.fingers.delete(event.pointerId);
    const { state } = this;
    if (state.name === 'pinching') {
      if (this.fingers.size === 0) this.state = { name: 'idle' };
      return;
    }
    if (state.name === 'idle' || event.pointerId !== state.pointer) return;
    this.state = { name: 'idle' };
    this.stage.element.classList.remove('panning');
    if (state.name === 'dragging') {
      state.drag.end(this.pressUnder(event));
      this.tellWhere(event);
    } else if (state.name === 'pressed') {
      clearTimeout(state.hold);
      if (!state.press.held) this.tap(state.press);
    }
  }

  private tap(press: Press): void {
    const now = performance.now();
    const again =
      this.lastTap &&
      now - this.lastTap.at < DOUBLE_MS &&
      distance(this.lastTap.page, press.page) < DOUBLE_APART;
    this.lastTap = again ? null : { page: press.page, at: now };
    if (again && this.tool.doubleTap) this.tool.doubleTap(press);
    else this.tool.tap(press);
  }

  private onCancel(event: PointerEvent): void {
    this.fingers.delete(event.pointerId);
    this.cancel();
  }

  private cancel(): void {
    const { state } = this;
    if (state.name === 'dragging') state.drag.cancel();
    if (state.name === 'pressed') clearTimeout(state.hold);
    this.state = { name: 'idle' };
    this.stage.element.classList.remove('panning');
  }

  private spread(): { apart: number; middle: Point } {
    const [a, b] = [...this.fingers.values()];
    if (!a || !b) return { apart: 1, middle: { x: 0, y: 0 } };
    return { apart: Math.max(1, distance(a, b)), middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } };
  }

  private pinch(state: State & { name: 'pinching' }): void {
    if (this.fingers.size < 2) return;
    const { apart, middle } = this.spread();
    this.stage.panBy(middle.x - state.middle.x, middle.y - state.middle.y);
    this.stage.zoomAt(middle.x, middle.y, apart / state.apart);
    state.apart = apart;
    state.middle = middle;
  }

  private onWheel(event: WheelEvent): void {
    if (isTyping(event.target) && !event.ctrlKey) return;
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? WHEEL_LINE : 1;
    const dx = event.deltaX * unit;
    const dy = event.deltaY * unit;
    if (event.ctrlKey || event.metaKey) {
      const step = Math.max(-WHEEL_ZOOM_MAX, Math.min(WHEEL_ZOOM_MAX, dy));
      this.stage.zoomAt(event.clientX, event.clientY, Math.exp(-step * WHEEL_ZOOM_RATE));
    } else if (event.shiftKey && dx === 0) this.stage.panBy(-dy, 0);
    else this.stage.panBy(-dx, -dy);
  }

  /** Others see where I point, what I drag and in what I write. */
  private tellWhere(event: PointerEvent): void {
    if (this.readOnly || isBlind(this.place.session)) return;
    const { x, y } = this.stage.toBoard(event.clientX, event.clientY);
    const seen = this.stage.seen();
    const typing = this.stage.writing.value?.item;
    const drag = this.state.name === 'dragging' ? this.state.drag.item : undefined;
    this.place.session.presence.here(Math.round(x), Math.round(y), {
      view: [Math.round(seen.x), Math.round(seen.y), Math.round(seen.w), Math.round(seen.h)],
      ...(typing === undefined ? {} : { typing }),
      ...(drag === undefined ? {} : { drag }),
    });
  }

  private pressOf(event: PointerEvent): Press {
    return {
      at: this.stage.toBoard(event.clientX, event.clientY),
      page: pageOf(event),
      hit: this.stage.hit(event),
      touch: event.pointerType === 'touch',
      adds: event.shiftKey || event.ctrlKey || event.metaKey,
      reverses: event.shiftKey || event.altKey,
      held: false,
    };
  }

  /** While the pointer is captured its events name the board: look what really lies below. */
  private pressUnder(event: PointerEvent): Press {
    const below = document.elementFromPoint(event.clientX, event.clientY);
    const item = below?.closest<HTMLElement>('[data-item]')?.dataset.item;
    const press = this.pressOf(event);
    return item === undefined ? press : { ...press, hit: { kind: 'item', id: item } };
  }
}

const pageOf = (event: MouseEvent): Point => ({ x: event.clientX, y: event.clientY });

const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** Controls on the board handle their own presses. */
const isWidget = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('button, textarea, input, a') !== null;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('textarea, input, select, [contenteditable]') !== null;
