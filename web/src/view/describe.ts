/** Says of the item that has the focus how it is connected, for whoever hears the board. */
import { effect } from '@preact/signals';
import { linkSentence, type Workplace } from '../app/acts.ts';
import type { Stage } from '../app/stage.ts';
import { linksOf } from '../model/select.ts';
import { make } from './dom.ts';

export function createDescriber(stage: Stage, { session }: Workplace): { destroy(): void } {
  const text = make('p', 'unseen');
  text.id = 'item-links';
  stage.element.after(text);
  let before: Element | null = null;
  const stop = effect(() => {
    stage.drawn.value;
    const item = stage.focused.value;
    const element = item === null ? null : stage.element.querySelector(`[data-item="${CSS.escape(item)}"]`);
    if (before && before !== element) before.removeAttribute('aria-describedby');
    before = element;
    if (!element || item === null) return;
    const sentences = linksOf(session.board, item).map((link) => linkSentence(session, link));
    const wanted = sentences.join('. ');
    if (text.textContent !== wanted) text.textContent = wanted;
    if (wanted) element.setAttribute('aria-describedby', text.id);
    else element.removeAttribute('aria-describedby');
  });
  return {
    destroy() {
      stop();
      text.remove();
    },
  };
}
