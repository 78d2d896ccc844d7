/** The frame of pages that are not a board: the mark above, language and appearance beside it. */
import type { ComponentChildren } from 'preact';
import { Mark } from './icon.tsx';
import { LanguageChoice, SchemeChoice } from './settings.tsx';

export function Page({ children }: { children: ComponentChildren }) {
  return (
    <div class="page">
      <header class="page-top">
        <a class="brand" href="/">
          <Mark size={30} />
          Kring
        </a>
        <div class="page-tools">
          <SchemeChoice id="page-scheme" />
          <LanguageChoice id="page-language" />
        </div>
      </header>
      {children}
    </div>
  );
}

/** One card in the middle: a door, or a kind word when there is none. */
export function DoorPage({ children }: { children: ComponentChildren }) {
  return (
    <Page>
      <main class="door">
        <div class="card">{children}</div>
      </main>
    </Page>
  );
}
