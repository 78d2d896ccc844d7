/** Plays a story: goes from event to event in the rhythm in which they happened, only faster. */
import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ReplaySession } from '../../app/replay.ts';

export const SPEEDS = [1, 2, 4, 8, 16, 32] as const;

/** With pauses skipped nothing takes longer than this, whatever the speed. */
const PAUSE_MAX_MS = 1200;
const STEP_MIN_MS = 30;

export interface Player {
  readonly playing: ReadonlySignal<boolean>;
  readonly speed: Signal<number>;
  readonly skipPauses: Signal<boolean>;
  toggle(): void;
  /** Goes somewhere and stops playing. */
  goTo(position: number): void;
  destroy(): void;
}

export function createPlayer(replay: ReplaySession): Player {
  const playing = signal(false);
  const speed = signal(8);
  const skipPauses = signal(true);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const waitAt = (position: number): number => {
    const now = replay.moments[position - 1]?.event.at;
    const next = replay.moments[position]?.event.at;
    const gap = now === undefined || next === undefined ? 0 : (next - now) / speed.peek();
    return Math.max(STEP_MIN_MS, skipPauses.peek() ? Math.min(PAUSE_MAX_MS, gap) : gap);
  };
  const step = () => {
    const position = replay.position.peek();
    if (position >= replay.length) {
      playing.value = false;
      return;
    }
    replay.seek(position + 1);
    timer = setTimeout(step, waitAt(position + 1));
  };
  const stop = effect(() => {
    speed.value;
    skipPauses.value;
    clearTimeout(timer);
    if (playing.value) timer = setTimeout(step, waitAt(replay.position.peek()));
  });

  return {
    playing,
    speed,
    skipPauses,
    toggle() {
      if (!playing.value && replay.position.value >= replay.length) replay.seek(0);
      playing.value = !playing.value;
    },
    goTo(position) {
      playing.value = false;
      replay.seek(Math.max(0, Math.min(replay.length, position)));
    },
    destroy() {
      clearTimeout(timer);
      stop();
    },
  };
}
