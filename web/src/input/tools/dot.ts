/** The dot: a tap gives one, with Shift or Alt it takes one back. */
import { changeDots } from '../../app/acts.ts';
import type { ToolFactory } from './tool.ts';

export const createDotTool: ToolFactory = (place) => ({
  tap({ hit, reverses }) {
    if (hit?.kind === 'item') changeDots(place, hit.id, reverses ? -1 : 1);
  },
  drag: () => 'pan',
});
