/**
 * The pointers of others, above the board, in screen pixels. Each glides to its newest place in the time between two
 * messages. Above twenty-five people names would cover everything: then only those show a name who just moved. Whoever
 * rests fades, and is gone after a minute.
 */
import { effect } from '@preact/signals';
import { isBlind } from '../app/acts.ts';
import type { Stage } from '../app/stage.ts';
import type { RoomSession } from '../app/store.ts';
import { personTint } from '../app/tint.ts';
import { make, makeSvg, setText } from './dom.ts';

const GLIDE_MS = 60;
const NAMES_MAX = 25;
const NAME_FOR_MS = 2000;
const FADE_AFTER_MS = 5000;
const GONE_AFTER_MS = 60000;
const SWEEP_MS = 1000;

interface Cursor {
  element: HTMLElement;
  name: HTMLElement;
  from: { x: number; y: number };
  to: { x: number; y: number };
  at: number;
}

export interface Cursors {
  destroy(): void;
}

export function createCursors(
  layer: HTMLElement,
  stage: Stage,
  session: Pick<RoomSession, 'presence' | 'person' | 'rounds' | 'phases'>,
): Cursors {
  const cursors = new Map<string, Cursor>();
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  let frame = 0;

  const place = (cursor: Cursor, now: number): boolean => {
    const part = still.matches ? 1 : Math.min(1, (now - cursor.at) / GLIDE_MS);
    const x = cursor.from.x + (cursor.to.x - cursor.from.x) * part;
    const y = cursor.from.y + (cursor.to.y - cursor.from.y) * part;
    const screen = stage.toScreen({ x, y });
    cursor.element.style.transform = `translate(${screen.x.toFixed(1)}px,${screen.y.toFixed(1)}px)`;
    return part < 1;
  };

  const step = () => {
    frame = 0;
    const now = performance.now();
    let gliding = false;
    for (const cursor of cursors.values()) gliding = place(cursor, now) || gliding;
    if (gliding) request();
  };
  const request = () => {
    if (frame === 0) frame = requestAnimationFrame(step);
  };

  const remove = (id: string) => {
    cursors.get(id)?.element.remove();
    cursors.delete(id);
  };

  const follow = (people: ReadonlySet<string>) => {
    const now = performance.now();
    for (const id of people) {
      const pointer = session.presence.pointers.get(id);
      const person = session.person(id);
      if (!pointer || !person) {
        remove(id);
        continue;
      }
      const old = cursors.get(id);
      const cursor = old ?? addCursor(layer, id, pointer);
      if (old) cursor.from = glidePoint(old, now);
      cursor.to = { x: pointer.x, y: pointer.y };
      cursor.at = now;
      setText(cursor.name, person.name);
      cursor.element.classList.remove('resting');
      cursors.set(id, cursor);
    }
    sweep();
    request();
  };

  const sweep = () => {
    const now = performance.now();
    const many = cursors.size > NAMES_MAX;
    for (const [id, cursor] of cursors) {
      const age = now - cursor.at;
      if (age > GONE_AFTER_MS) remove(id);
      cursor.element.classList.toggle('resting', age > FADE_AFTER_MS);
      cursor.name.hidden = many && age > NAME_FOR_MS;
    }
  };

  const stopPresence = session.presence.subscribe(follow);
  const stopCamera = effect(() => {
    stage.camera.value;
    request();
  });
  const stopBlind = effect(() => {
    layer.hidden = isBlind(session);
  });
  const timer = setInterval(sweep, SWEEP_MS);
  follow(new Set(session.presence.pointers.keys()));

  return {
    destroy() {
      stopPresence();
      stopCamera();
      stopBlind();
      clearInterval(timer);
      cancelAnimationFrame(frame);
      layer.replaceChildren();
    },
  };
}

function glidePoint(cursor: Cursor, now: number): { x: number; y: number } {
  const part = Math.min(1, (now - cursor.at) / GLIDE_MS);
  return {
    x: cursor.from.x + (cursor.to.x - cursor.from.x) * part,
    y: cursor.from.y + (cursor.to.y - cursor.from.y) * part,
  };
}

function addCursor(layer: HTMLElement, id: string, at: { x: number; y: number }): Cursor {
  const arrow = makeSvg('svg', { width: 18, height: 20, viewBox: '0 0 18 20' });
  arrow.append(makeSvg('path', { d: 'M2 2l13.5 7.6-6 1.5L6.4 17z' }));
  const name = make('span', 'cursor-name');
  name.dir = 'auto';
  const element = make('div', `cursor ${personTint(id)}`, arrow, name);
  layer.append(element);
  return { element, name, from: { x: at.x, y: at.y }, to: { x: at.x, y: at.y }, at: performance.now() };
}
