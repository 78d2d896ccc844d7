/**
 * A driver: what moves people or matters. Each of the five senses has its own icon, word and edge, and a driver can
 * have several. The first one gives the card its shape.
 */
import type { IconName } from '../../app/icons.ts';
import type { Words } from '../../i18n/index.ts';
import { type DriverRecord, SENSE, type Sense } from '../../protocol/catalogue.ts';
import type { Card } from '../card.ts';
import { make, makeIcon, setAttribute } from '../dom.ts';
import { type Drawn, drawParts, makeParts, probableHeight } from './parts.ts';

const HEAD_HEIGHT = 30;

export const driverLook = {
  make: (id: string): Drawn => makeParts(id, 'driver'),

  draw(drawn: Drawn, card: Card, words: Words): void {
    drawParts(drawn, card, words);
    setAttribute(drawn.element, 'aria-roledescription', words.board.driver);
    const { driver } = card;
    const senses = SENSE.filter((sense) => driver?.senses.includes(sense));
    const detail = driver ? detailsOf(driver, card.holder, words).join(' · ') : '';
    const key = `${senses.join()} ${driver?.direction} ${driver?.movement} ${detail}`;
    if (drawn.shown.head === key) return;
    drawn.shown.head = key;
    drawn.head.replaceChildren(...senses.map((sense) => chip(sense, driver, words)));
    drawn.detail.textContent = detail;
    for (const sense of SENSE) drawn.element.classList.toggle(`shape-${sense}`, senses[0] === sense);
    setAttribute(drawn.element, 'data-direction', driver?.direction ?? null);
  },

  height: (text: string): number => probableHeight(text, HEAD_HEIGHT),
};

function chip(sense: Sense, driver: DriverRecord | undefined, words: Words): HTMLElement {
  return make(
    'span',
    `sense sense-${sense}`,
    makeIcon(iconOf(sense, driver), 14),
    words.drivers.senses[sense],
  );
}

function iconOf(sense: Sense, driver: DriverRecord | undefined): IconName {
  return sense === 'force' && driver?.direction === 'restraining' ? 'restraining' : sense;
}

/** The fields of the senses in a few words, in a fixed order. */
function detailsOf(driver: DriverRecord, holder: string | undefined, words: Words): string[] {
  const { drivers } = words;
  const arrows = { up: '↑', down: '↓', flat: '→' } as const;
  const unit = driver.unit ? ` ${driver.unit}` : '';
  return [
    holder ?? (driver.level ? drivers.levels[driver.level] : ''),
    driver.lens ? drivers.lenses[driver.lens] : '',
    driver.direction ? drivers.directions[driver.direction] : '',
    driver.movement
      ? `${arrows[driver.movement]}${unit || ` ${drivers.movements[driver.movement]}`}`
      : unit.trim(),
    driver.surrounding ? drivers.surroundings[driver.surrounding] : '',
    driver.source ?? '',
    driver.tier ? drivers.tiers[driver.tier] : '',
  ].filter(Boolean);
}
