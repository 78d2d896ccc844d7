/** Language and appearance: two lists that are the same on every screen. */
import { chooseLanguage, language, words } from '../i18n/index.ts';
import { LANGUAGE, type Language } from '../protocol/catalogue.ts';
import { chooseScheme, SCHEMES, type Scheme, scheme } from './scheme.ts';

export function LanguageChoice({ id }: { id: string }) {
  const { common } = words.value;
  return (
    <select
      id={id}
      aria-label={common.language}
      value={language.value}
      onChange={(event) => void chooseLanguage(event.currentTarget.value as Language)}
    >
      {LANGUAGE.map((each) => (
        <option key={each} value={each} lang={each}>
          {common.languages[each]}
        </option>
      ))}
    </select>
  );
}

export function SchemeChoice({ id }: { id: string }) {
  const { common } = words.value;
  return (
    <select
      id={id}
      aria-label={common.scheme}
      value={scheme.value}
      onChange={(event) => chooseScheme(event.currentTarget.value as Scheme)}
    >
      {SCHEMES.map((each) => (
        <option key={each} value={each}>
          {common.schemes[each]}
        </option>
      ))}
    </select>
  );
}
