/** The front page. */
import '../style/pages.css';
import { effect } from '@preact/signals';
import { landingWords } from '../i18n/landing.ts';
import { FrontPage } from '../ui/landing/front.tsx';
import { start } from './start.ts';

effect(() => {
  document.title = landingWords.value.landing.pageTitle;
});
start(<FrontPage />);
