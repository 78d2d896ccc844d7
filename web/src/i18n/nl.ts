/** The Dutch words that every room needs, in the shape of the English ones. */
import type { Words } from './en.ts';
import * as board from './nl/board.ts';
import * as pages from './nl/pages.ts';

export const nl: Words = { ...pages, ...board };
