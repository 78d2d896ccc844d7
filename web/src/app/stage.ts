/**
 * What tools and chrome may ask of the drawn board. The view implements it; whoever uses it knows nothing of the DOM
 * behind it. Screen points are CSS pixels from the top left corner of the board's element.
 */
import type { ReadonlySignal } from '@preact/signals';
import type { Box, Point } from '../model/geometry.ts';

/** Where the board lies on the screen: screen = board × k + (x, y). */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

/** Something on the board that can be pointed at. */
export interface Hit {
  kind: 'item' | 'link' | 'zone';
  id: string;
}

/** What is typed into a note that does not exist yet, or into one that does. */
export interface Typing {
  /** The item that is edited; undefined for a new one. */
  item?: string;
  /** Where a new one goes. */
  at?: Point;
}

export interface Stage {
  readonly element: HTMLElement;
  readonly camera: ReadonlySignal<Camera>;
  /** Grows by one after each drawing, so that what floats above the board can follow it. */
  readonly drawn: ReadonlySignal<number>;
  /** A point of the page (as in pointer events) in board units. */
  toBoard(pageX: number, pageY: number): Point;
  toScreen(point: Point): Point;
  panBy(dx: number, dy: number): void;
  /** Zooms around a point of the page. */
  zoomAt(pageX: number, pageY: number, factor: number): void;
  /** Zooms around the middle of the board's element. */
  zoomBy(factor: number): void;
  zoomTo(k: number): void;
  /** Shows a box, or all there is, as large as fits. */
  fit(box?: Box): void;
  /** Moves the view no further than needed to show an item where nothing covers it. */
  reveal(item: string): void;
  /** The part of the board that is on the screen. */
  seen(): Box;
  /** The middle of what is free of panels, in board units. */
  middle(): Point;
  /** What lies under a pointer event. */
  hit(event: MouseEvent): Hit | undefined;
  /** The box of an item as it is drawn; undefined when it is not on the board. */
  boxOf(item: string): Box | undefined;
  /** The middle of a link as it is drawn. */
  middleOfLink(link: string): Point | undefined;
  /** Items on the board that touch a box. */
  itemsIn(box: Box): string[];
  /** The nearest item in a direction; undefined when there is none that way. */
  neighbour(item: string, dx: number, dy: number): string | undefined;
  /** The item that has, or last had, the keyboard's focus. */
  readonly focused: ReadonlySignal<string | null>;
  focusItem(item: string): void;
  focusBoard(): void;
  /** Shows items elsewhere than where they are, as while dragging; null ends it. */
  preview(offset: { items: readonly string[]; dx: number; dy: number } | null): void;
  /** Shows the rectangle of a selection or of a new zone; null takes it away. */
  outline(box: Box | null): void;
  /** Shows a link that is being drawn from an item to a point; null takes it away. */
  sketch(line: { from: string; to: Point } | null): void;
  /** Opens the text of an item, or of a new note, with the caret in it. */
  write(typing: Typing): void;
  readonly writing: ReadonlySignal<Typing | null>;
  /** Ends the writing and keeps the text. */
  endWriting(): void;
}
