/** The words of the replay screen and of the story. */
import { catalogue } from './catalogue.ts';
import * as en from './en/replay.ts';

type ReplayWords = typeof en;

export const replayWords = await catalogue<ReplayWords>(en, () => import('./nl/replay.ts'));
