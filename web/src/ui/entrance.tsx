/** What stands in place of a room while it is not there yet, or when there is no way in. */
import { inWords, words } from '../i18n/index.ts';
import type { WordsShape } from '../protocol/catalogue.ts';
import { Icon } from './icon.tsx';
import { DoorPage } from './page.tsx';

/** When there is no way in: what happened, and what one can do. */
export function NoEntry(props: {
  title: string;
  text: string;
  more?: WordsShape;
  action?: 'home' | 'reload';
}) {
  const { join } = words.value;
  return (
    <DoorPage>
      <h1>{props.title}</h1>
      <p>{props.text}</p>
      {props.more && <p class="muted">{inWords(props.more)}</p>}
      <div class="row">
        {props.action === 'reload' ? (
          <button type="button" class="button primary" onClick={() => location.reload()}>
            <Icon name="retry" size={16} />
            {join.reload}
          </button>
        ) : (
          <a class="button" href="/">
            <Icon name="home" size={16} />
            {join.unknownHome}
          </a>
        )}
      </div>
    </DoorPage>
  );
}

export function Waiting({ text }: { text: string }) {
  return (
    <DoorPage>
      <p role="status">{text}</p>
    </DoorPage>
  );
}
