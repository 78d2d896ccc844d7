/** Picked up: what is selected follows the pointer, and a tap puts it down. The path for whoever cannot drag. */
import { allowed, moveItems } from '../../app/acts.ts';
import { middleOf, type Point } from '../../model/geometry.ts';
import type { ToolFactory } from './tool.ts';

export const createPlaceTool: ToolFactory = (place, stage) => {
  const { session, desk } = place;
  const items = allowed(place, 'item.move', desk.selectedItems);
  const grip = items[0] === undefined ? undefined : session.board.getAs('item', items[0]);
  const offsetTo = (at: Point) => {
    const from = grip ? middleOf(grip) : at;
    return { dx: at.x - from.x, dy: at.y - from.y };
  };
  return {
    tap({ at }) {
      const { dx, dy } = offsetTo(at);
      const moves = items.flatMap((id) => {
        const item = session.board.getAs('item', id);
        return item ? [{ item: id, x: item.x + dx, y: item.y + dy }] : [];
      });
      if (moves.length > 0) moveItems(place, moves);
      desk.letGo();
    },
    hover: ({ at }) => stage.preview({ items, ...offsetTo(at) }),
    drag: () => 'pan',
    destroy: () => stage.preview(null),
  };
};
