/** Brings the board, its tools, its keys and the pointers of others together in the places that the room leaves. */
import { effect } from '@preact/signals';
import type { Workplace } from '../app/acts.ts';
import { createGestures } from '../input/gestures.ts';
import { createKeyboard } from '../input/keyboard.ts';
import { type Box, overlaps } from '../model/geometry.ts';
import { runningPhase } from '../model/select.ts';
import { narrow } from '../ui/media.ts';
import type { Places } from '../ui/room.tsx';
import { BoardView } from '../view/board.ts';
import type { Insets } from '../view/camera.ts';
import { createCursors } from '../view/cursors.ts';
import { createDescriber } from '../view/describe.ts';
import { createMinimap } from '../view/minimap.ts';

const EDGE = 16;
/** Everything is shown at first unless that makes it this small. */
const FIRST_ZOOM_MIN = 0.3;
const PHONE_ZOOM = 0.5;

export function createBoard(place: Workplace, places: Places): () => void {
  const stage = new BoardView(places.board, place, { insets });
  const parts = [
    createGestures(stage, place),
    createKeyboard(stage, place),
    createCursors(places.cursors, stage, place.session),
    createMinimap(places.minimap, place, stage),
    createDescriber(stage, place),
  ];
  place.desk.stage.value = stage;
  const stopFirst = lookOnce(stage, place);
  const stopPhases = lookAtPhase(stage, place);
  // A keyboard on the screen must not cover what one writes.
  const follow = () => stage.keepWritingInSight();
  window.visualViewport?.addEventListener('resize', follow);
  return () => {
    stopFirst();
    stopPhases();
    window.visualViewport?.removeEventListener('resize', follow);
    place.desk.stage.value = null;
    for (const part of parts) part.destroy();
    stage.destroy();
  };
}

/** What bars and sheets cover just now. */
export function insets(): Insets {
  const height = (selector: string) => document.querySelector<HTMLElement>(selector)?.offsetHeight ?? 0;
  const prompt = height('.prompt');
  const keyboard = window.innerHeight - (window.visualViewport?.height ?? window.innerHeight);
  const top = prompt > 0 ? prompt + EDGE + 12 : EDGE;
  const sheet = document.querySelector<HTMLElement>('.sheet');
  if (narrow.value) {
    const below = Math.max(height('.dock') + EDGE, sheet?.offsetHeight ?? 0, height('.selection-bar') + 84);
    const vote = height('.vote-bar');
    return { top, right: 8, bottom: Math.max(below + (vote > 0 ? vote + 8 : 0), keyboard + 12), left: 8 };
  }
  const replay = height('.replay-bar');
  return {
    top,
    right: (sheet?.offsetWidth ?? 0) + EDGE,
    bottom: Math.max(replay > 0 ? replay + EDGE * 2 : 72, keyboard + 12),
    left: replay > 0 ? EDGE : 80,
  };
}

/** Looks at everything when the board is first there, or at where work is going on when everything would be too small. */
function lookOnce(stage: BoardView, { session }: Workplace): () => void {
  let done = false;
  return effect(() => {
    session.zones.value;
    if (done || session.me.value === null) return;
    done = true;
    requestAnimationFrame(() => {
      stage.fit();
      const zone = zoneOfPhase(session);
      if (stage.camera.value.k < FIRST_ZOOM_MIN && zone) {
        stage.fit(zone);
        if (narrow.value && stage.camera.value.k < FIRST_ZOOM_MIN) stage.lookAtCorner(zone, PHONE_ZOOM);
      }
    });
  });
}

/** When a step starts somewhere out of sight, the view goes there; unless this person is writing. */
function lookAtPhase(stage: BoardView, { session }: Workplace): () => void {
  let before: string | undefined;
  return effect(() => {
    const phase = session.phases.value.find((each) => each.state === 'running')?.id;
    const started = before !== undefined && phase !== undefined && phase !== before;
    before = phase ?? before ?? '';
    if (!started) return;
    requestAnimationFrame(() => {
      const zone = zoneOfPhase(session);
      if (!zone || stage.writing.value) return;
      if (narrow.value) stage.lookAtCorner(zone, Math.max(stage.camera.value.k, PHONE_ZOOM));
      else if (!overlaps(zone, stage.seen())) stage.fit(zone);
    });
  });
}

function zoneOfPhase(session: Workplace['session']): Box | undefined {
  const zones = session.zones.value;
  const keys = runningPhase(session.board)?.zones ?? [];
  return (
    zones.find((zone) => keys.includes(zone.id) || (zone.key !== undefined && keys.includes(zone.key))) ??
    zones[0]
  );
}
