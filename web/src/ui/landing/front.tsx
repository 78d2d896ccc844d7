/** The front page: what Kring is, and its two doors. */
import { useSignal } from '@preact/signals';
import { forgetRoom, readLink, recentRooms } from '../../app/doors.ts';
import { inDate, words } from '../../i18n/index.ts';
import { landingWords } from '../../i18n/landing.ts';
import { IconButton } from '../icon.tsx';
import { Page } from '../page.tsx';
import { CreateCard } from './create.tsx';
import { LeadPicture } from './picture.tsx';

export function FrontPage() {
  const { landing } = landingWords.value;
  return (
    <Page>
      <main>
        <header class="lead">
          <div>
            <h1>{landing.lead}</h1>
            <p>{landing.more}</p>
          </div>
          <LeadPicture />
        </header>
        <div class="doors">
          <CreateCard />
          <div class="stack">
            <JoinCard />
            <RecentCard />
          </div>
        </div>
      </main>
    </Page>
  );
}

function JoinCard() {
  const { landing } = landingWords.value;
  const text = useSignal('');
  const bad = useSignal(false);
  const go = () => {
    const link = readLink(text.value);
    bad.value = link === null;
    if (link) location.href = `/r/${link.room}#${link.key}`;
  };
  return (
    <section class="card">
      <header>
        <h2>{landing.joinTitle}</h2>
        <p>{landing.joinText}</p>
      </header>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <div class="field">
          <label for="join-link">{landing.joinLink}</label>
          <input
            id="join-link"
            class="input"
            inputMode="url"
            autocomplete="off"
            spellcheck={false}
            placeholder="https://…/r/…#…"
            aria-invalid={bad.value}
            aria-describedby={bad.value ? 'join-bad' : undefined}
            value={text.value}
            onInput={(event) => {
              text.value = event.currentTarget.value;
              bad.value = false;
            }}
          />
          {bad.value && (
            <span id="join-bad" class="problem" role="alert">
              {landing.joinBad}
            </span>
          )}
        </div>
        <button type="submit" class="button">
          {landing.join}
        </button>
      </form>
    </section>
  );
}

const RECENT_MAX = 8;

function RecentCard() {
  const { landing } = landingWords.value;
  const { common } = words.value;
  const rooms = useSignal(recentRooms());
  if (rooms.value.length === 0) return null;
  return (
    <section class="card">
      <h2>{landing.recentTitle}</h2>
      <ul class="recent">
        {rooms.value.slice(0, RECENT_MAX).map((room) => (
          <li key={room.room}>
            <a
              href={`/r/${room.room}${room.key && !room.resume ? `#${room.key}` : ''}`}
              aria-label={landing.recentAgain(room.title)}
            >
              <span dir="auto">{room.title || room.room}</span>
              <small>
                {[room.role ? common.roles[room.role] : '', inDate(room.at)].filter(Boolean).join(' · ')}
              </small>
            </a>
            <IconButton
              icon="close"
              size={16}
              label={landing.recentForget(room.title)}
              onClick={() => {
                forgetRoom(room.room);
                rooms.value = recentRooms();
              }}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
