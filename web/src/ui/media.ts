/** What kind of screen this is, as signals. */
import { type ReadonlySignal, signal } from '@preact/signals';

function follow(query: string): ReadonlySignal<boolean> {
  const media = matchMedia(query);
  const state = signal(media.matches);
  media.addEventListener('change', () => {
    state.value = media.matches;
  });
  return state;
}

/** A phone, or a window as narrow as one: the dock lies below. */
export const narrow = follow('(max-width: 720px)');
/** Wide enough for the steps of a session in the bar. */
export const spacious = follow('(min-width: 1180px)');
/** Fingers rather than a mouse. */
export const coarse = follow('(pointer: coarse)');
