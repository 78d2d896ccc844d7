/** The driver: a tap on a note makes one of it, a tap beside opens a new one. */
import { cornerFor } from '../../app/acts.ts';
import type { ToolFactory } from './tool.ts';

export const createDriverTool: ToolFactory = ({ desk }) => ({
  tap({ hit, at }) {
    desk.letGo();
    desk.sheet.value =
      hit?.kind === 'item' ? { kind: 'driver', item: hit.id } : { kind: 'driver', at: cornerFor(at) };
  },
  drag: () => 'pan',
});
