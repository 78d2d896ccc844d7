/** How an item of one kind is drawn. A kind with a look of its own has a file beside this one and a line in the table. */
import type { Words } from '../../i18n/index.ts';
import type { ItemKind } from '../../protocol/catalogue.ts';
import type { Card } from '../card.ts';
import { driverLook } from './driver.ts';
import { noteLook } from './note.ts';
import type { Drawn } from './parts.ts';

export interface ItemLook {
  make(id: string): Drawn;
  draw(drawn: Drawn, card: Card, words: Words): void;
  /** How high it will probably be; the truth is measured once it is on the screen. */
  height(text: string): number;
}

export const looks: Record<ItemKind, ItemLook> = {
  note: noteLook,
  driver: driverLook,
};
