/** A sticky note. Its colour has a meaning, and the meaning has an icon, so that the colour never stands alone. */
import type { Words } from '../../i18n/index.ts';
import type { Card } from '../card.ts';
import { make, makeIcon, setAttribute } from '../dom.ts';
import { type Drawn, drawParts, makeParts, probableHeight } from './parts.ts';

export const noteLook = {
  make: (id: string): Drawn => makeParts(id, 'note'),

  draw(drawn: Drawn, card: Card, words: Words): void {
    drawParts(drawn, card, words);
    setAttribute(drawn.element, 'aria-roledescription', words.board.note);
    const writer = card.sealed ? words.board.onlyYou : card.author;
    const key = `${card.colour} ${writer}`;
    if (drawn.shown.detail === key) return;
    drawn.shown.detail = key;
    const meaning = words.board.colourMeaning[card.colour];
    const sign = make('span', 'meaning', makeIcon(card.colour, 14), make('span', 'unseen', `${meaning} `));
    sign.title = meaning;
    const author = make('span', 'author', writer);
    author.dir = 'auto';
    drawn.detail.replaceChildren(sign, author);
    for (const name of [...drawn.element.classList]) {
      if (name.startsWith('tint-')) drawn.element.classList.remove(name);
    }
    drawn.element.classList.add(`tint-${card.colour}`);
  },

  height: (text: string): number => probableHeight(text),
};
