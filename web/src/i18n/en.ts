/**
 * The English words that every room needs. The Dutch catalogue has the same shape, held by its type. What people write
 * themselves is never in here, and what the server says (refusals, notices) comes in both languages with the message.
 */
import * as board from './en/board.ts';
import * as pages from './en/pages.ts';

export const en = { ...pages, ...board };

/** What every language has to say. */
export type Words = typeof en;
