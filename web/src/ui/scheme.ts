/** Light or dark: as the device says, unless this person chose otherwise. */
import { effect, signal } from '@preact/signals';

export const SCHEMES = ['system', 'light', 'dark'] as const;
export type Scheme = (typeof SCHEMES)[number];

const memory = 'kring.scheme';

export const scheme = signal<Scheme>('system');

/** Follows device and choice from now on. Call once, before anything is drawn. */
export function startScheme(): void {
  try {
    const known = localStorage.getItem(memory);
    scheme.value = SCHEMES.find((each) => each === known) ?? 'system';
  } catch {
    // A browser that keeps nothing follows the device.
  }
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const chosen = scheme.value === 'system' ? (dark.matches ? 'dark' : 'light') : scheme.value;
    document.documentElement.dataset.theme = chosen;
  };
  dark.addEventListener('change', apply);
  effect(apply);
}

export function chooseScheme(wanted: Scheme): void {
  scheme.value = wanted;
  try {
    localStorage.setItem(memory, wanted);
  } catch {
    // It lasts as long as this page.
  }
}
