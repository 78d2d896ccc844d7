/**
 * The words of a room, and texts, numbers, times and lists as the viewer's language writes them. Screens read
 * `words.value`.
 */
import type { WordsShape } from '../protocol/catalogue.ts';
import { catalogue, language } from './catalogue.ts';
import { en } from './en.ts';

export { chooseLanguage, language } from './catalogue.ts';
export type { Words } from './en.ts';

export const words = await catalogue(en, () => import('./nl.ts').then((part) => part.nl));

/** The viewer's language as their browser writes it, such as en-GB: it decides on dates and digits. */
const locale = (): string =>
  globalThis.navigator?.languages.find((tag) => tag.toLowerCase().startsWith(language.value)) ??
  language.value;

/** A text that the system offers in both languages, in that of the viewer. */
export const inWords = (text: WordsShape | undefined): string => text?.[language.value] ?? '';

export const inNumber = (value: number, options?: Intl.NumberFormatOptions): string =>
  new Intl.NumberFormat(locale(), options).format(value);

/** A share in ten-thousandths as a percentage. */
export const inPercent = (tenThousandths: number): string =>
  inNumber(tenThousandths / 10_000, { style: 'percent', maximumFractionDigits: 0 });

export const inList = (items: readonly string[]): string =>
  new Intl.ListFormat(locale(), { style: 'long', type: 'conjunction' }).format(items);

export const inTime = (ms: number): string =>
  new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit' }).format(ms);

export const inDate = (ms: number): string =>
  new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'long', year: 'numeric' }).format(ms);

/** A length of time as minutes and seconds, "4:05". */
export function inClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
