/** What a tool is: it says what a tap does, and what a drag does. One tool one file. */
import type { Workplace } from '../../app/acts.ts';
import type { Hit, Stage } from '../../app/stage.ts';
import type { Point } from '../../model/geometry.ts';

/** A pointer on the board: where, on what, with which keys held. */
export interface Press {
  /** In board units. */
  at: Point;
  /** In CSS pixels of the page. */
  page: Point;
  hit: Hit | undefined;
  touch: boolean;
  /** Shift or Ctrl: add to what is selected. */
  adds: boolean;
  /** Shift or Alt: the other way round. */
  reverses: boolean;
  /** The finger rested before it moved. */
  held: boolean;
}

/** A drag under way. */
export interface Drag {
  move(press: Press): void;
  end(press: Press): void;
  cancel(): void;
  /** The item that others see being dragged. */
  item?: string;
}

export interface ToolHandler {
  /** Pressed and lifted in one place. */
  tap(press: Press): void;
  /** Twice in one place. */
  doubleTap?(press: Press): void;
  /** A drag begins. 'pan' moves the view; null does nothing. */
  drag(press: Press): Drag | 'pan' | null;
  /** The pointer moves with no button held. */
  hover?(press: Press): void;
  /** The tool is put away. */
  destroy?(): void;
}

export type ToolFactory = (place: Workplace, stage: Stage) => ToolHandler;
