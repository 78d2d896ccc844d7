/** The zone: drag a rectangle, or tap for one of the usual size. Its name is asked before it is made. */
import type { Box, Point } from '../../model/geometry.ts';
import type { Drag, ToolFactory } from './tool.ts';

const USUAL = { w: 1000, h: 700 };
const SIDE_MIN = 120;

export const createZoneTool: ToolFactory = ({ desk }, stage) => {
  const ask = (box: Box) => {
    desk.letGo();
    desk.sheet.value = { kind: 'zone', box };
  };
  return {
    tap: ({ at }) => ask({ ...at, ...USUAL }),
    drag(press): Drag {
      let box = boxBetween(press.at, press.at);
      return {
        move(now) {
          box = boxBetween(press.at, now.at);
          stage.outline(box);
        },
        end() {
          stage.outline(null);
          ask({ ...box, w: Math.max(SIDE_MIN, box.w), h: Math.max(SIDE_MIN, box.h) });
        },
        cancel: () => stage.outline(null),
      };
    },
    destroy: () => stage.outline(null),
  };
};

export function boxBetween(a: Point, b: Point): Box {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) };
}
