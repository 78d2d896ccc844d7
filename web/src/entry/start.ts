/** What every screen does first: language, appearance, and then its own part into the page. */
import { effect } from '@preact/signals';
import { type ComponentChild, render } from 'preact';
import { language } from '../i18n/index.ts';
import { startScheme } from '../ui/scheme.ts';

export function start(screen: ComponentChild): void {
  startScheme();
  effect(() => {
    document.documentElement.lang = language.value;
  });
  const root = document.querySelector('#app');
  if (root) render(screen, root);
}
