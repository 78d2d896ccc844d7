/** The note: a tap opens a new note there, with the caret in it. */
import { cornerFor } from '../../app/acts.ts';
import type { ToolFactory } from './tool.ts';

export const createNoteTool: ToolFactory = ({ desk }, stage) => ({
  tap(press) {
    desk.letGo();
    desk.selectItems([]);
    stage.write({ at: cornerFor(press.at) });
  },
  drag: () => 'pan',
});
