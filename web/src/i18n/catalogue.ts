/**
 * Words in the language of the person at this screen. A catalogue has its English text at hand and fetches the Dutch
 * one when it is wanted; a screen that is needed seldom has a catalogue of its own, which comes with it.
 */
import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { LANGUAGE, type Language } from '../protocol/catalogue.ts';

const memory = 'kring.language';

/** What can be switched: how to fetch a language, and how to show what was fetched. */
type Switch = (wanted: Language) => Promise<() => void>;

const switches = new Set<Switch>();

const isLanguage = (text: unknown): text is Language => LANGUAGE.some((known) => known === text);

function remembered(): string | null {
  try {
    return localStorage.getItem(memory);
  } catch {
    return null;
  }
}

/** The language that this person chose before, or the first one of the browser that Kring speaks. */
function preferredLanguage(): Language {
  const tags: readonly string[] = globalThis.navigator?.languages ?? [];
  const wishes = [remembered(), ...tags.map((tag) => tag.slice(0, 2).toLowerCase())];
  return wishes.find(isLanguage) ?? 'en';
}

export const language: Signal<Language> = signal(preferredLanguage());

/** Words that follow the language. Await it before the first screen, so that nothing shows in the wrong one. */
export async function catalogue<T>(en: T, fetchDutch: () => Promise<T>): Promise<ReadonlySignal<T>> {
  const shown = signal<T>(language.value === 'nl' ? await fetchDutch() : en);
  switches.add(async (wanted) => {
    const loaded = wanted === 'nl' ? await fetchDutch() : en;
    return () => {
      shown.value = loaded;
    };
  });
  return shown;
}

/** Changes the language of everything at once, and remembers it on this device. */
export async function chooseLanguage(wanted: Language): Promise<void> {
  const ready = await Promise.all([...switches].map((prepare) => prepare(wanted)));
  try {
    localStorage.setItem(memory, wanted);
  } catch {
    // A browser that keeps nothing still shows the language now.
  }
  batch(() => {
    language.value = wanted;
    for (const show of ready) show();
  });
}
