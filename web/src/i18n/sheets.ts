/** The words of the sheets that open on request. */
import { catalogue } from './catalogue.ts';
import * as en from './en/sheets.ts';

type SheetsWords = typeof en;

export const sheetsWords = await catalogue<SheetsWords>(en, () => import('./nl/sheets.ts'));
