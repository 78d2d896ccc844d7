/** The words of the front page. */
import { catalogue } from './catalogue.ts';
import * as en from './en/landing.ts';

type LandingWords = typeof en;

export const landingWords = await catalogue<LandingWords>(en, () => import('./nl/landing.ts'));
