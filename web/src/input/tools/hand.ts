/** The hand: it only moves the view. */
import type { ToolFactory } from './tool.ts';

export const createHandTool: ToolFactory = () => ({
  tap: () => undefined,
  drag: () => 'pan',
});
