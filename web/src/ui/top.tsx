/** The bar above the board: where one is, how far the session is, who is here, and the way to everything else. */

import { useSignal, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Sheet } from '../app/desk.ts';
import type { IconName } from '../app/icons.ts';
import { words } from '../i18n/index.ts';
import { Face, Icon, Mark } from './icon.tsx';
import { narrow } from './media.ts';
import { LanguageChoice, SchemeChoice } from './settings.tsx';
import { StepClock, Steps } from './steps.tsx';
import { useWorkplace } from './workplace.ts';

const FACES_MAX = 4;

export function Top() {
  const { session, desk } = useWorkplace();
  const room = session.room.value;
  const { menu } = words.value;
  return (
    <header class="top" data-region="top">
      <a class="brand" href="/" title={words.value.menu.home}>
        <Mark />
        <span class="wide-only">Kring</span>
      </a>
      <div class="room-title">
        <h1 dir="auto">{room?.title}</h1>
        {room?.question && <p dir="auto">{room.question}</p>}
      </div>
      <Steps />
      <div class="top-end">
        <StepClock />
        <Faces />
        <RoomMenu />
        <button
          type="button"
          class="button primary wide-only"
          onClick={() => {
            desk.sheet.value = { kind: 'invite' };
          }}
        >
          <Icon name="share" size={16} />
          {menu.invite}
        </button>
      </div>
    </header>
  );
}

function Faces() {
  const { session, desk } = useWorkplace();
  const here = session.people.value.filter((person) => person.present);
  const { people } = words.value;
  const hidden = here.length - FACES_MAX;
  const rest = narrow.value ? String(here.length) : hidden > 0 ? `+${hidden}` : '';
  return (
    <button
      type="button"
      class="faces"
      aria-label={`${people.here(here.length)}. ${people.open}`}
      title={people.open}
      aria-expanded={desk.sheet.value?.kind === 'people'}
      onClick={() => {
        desk.sheet.value = desk.sheet.value?.kind === 'people' ? null : { kind: 'people' };
      }}
    >
      {here.slice(0, FACES_MAX).map((person) => (
        <Face key={person.id} id={person.id} name={person.name} />
      ))}
      {narrow.value && <Icon name="people" size={18} />}
      <span class="rest figures" aria-hidden="true" data-count={rest} />
    </button>
  );
}

/** What is not needed all the time. */
function RoomMenu() {
  const { session, desk } = useWorkplace();
  const open = useSignal(false);
  const holder = useRef<HTMLDivElement>(null);
  useSignalEffect(() => {
    if (!open.value) return undefined;
    const shut = (event: Event) => {
      if (event.target instanceof Node && !holder.current?.contains(event.target)) open.value = false;
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      open.value = false;
      holder.current?.querySelector('button')?.focus();
    };
    document.addEventListener('keydown', onKey);
    document.addEventListener('pointerdown', shut);
    document.addEventListener('focusin', shut);
    return () => {
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('pointerdown', shut);
      document.removeEventListener('focusin', shut);
    };
  });
  const { menu, common, people, vote, phases } = words.value;
  const show = (sheet: Sheet) => {
    open.value = false;
    desk.sheet.value = sheet;
  };
  const leads = session.me.value?.role === 'facilitator';
  return (
    <div class="menu-holder" ref={holder}>
      <button
        type="button"
        class="icon-button"
        aria-label={menu.open}
        title={menu.open}
        aria-expanded={open.value}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        <Icon name="menu" />
      </button>
      {open.value && (
        <div class="menu floating">
          <Entry icon="list" text={menu.list} onClick={() => show({ kind: 'outline' })} />
          <Entry icon="chart" text={menu.votes} onClick={() => show({ kind: 'votes' })} />
          {leads && narrow.value && (
            <Entry icon="vote" text={vote.open} onClick={() => show({ kind: 'openVote' })} />
          )}
          {session.phases.value.length > 1 && (
            <Entry icon="timer" text={phases.title} onClick={() => show({ kind: 'agenda' })} />
          )}
          <a href={`/r/${encodeURIComponent(session.room.value?.id ?? '')}/replay`}>
            <Icon name="replay" size={18} />
            {menu.replay}
          </a>
          <hr />
          <Entry icon="share" text={menu.invite} onClick={() => show({ kind: 'invite' })} />
          {leads && <Entry icon="edit" text={menu.room} onClick={() => show({ kind: 'room' })} />}
          <Entry icon="people" text={people.me} onClick={() => show({ kind: 'me' })} />
          <Entry icon="help" text={menu.help} onClick={() => show({ kind: 'help' })} />
          <hr />
          <div class="choice">
            <label for="menu-language">{common.language}</label>
            <LanguageChoice id="menu-language" />
          </div>
          <div class="choice">
            <label for="menu-scheme">{common.scheme}</label>
            <SchemeChoice id="menu-scheme" />
          </div>
          <hr />
          <a href="/">
            <Icon name="leave" size={18} />
            {menu.leave}
          </a>
        </div>
      )}
    </div>
  );
}

function Entry({ icon, text, onClick }: { icon: IconName; text: string; onClick: () => void }) {
  return (
    <button type="button" onClick={onClick}>
      <Icon name={icon} size={18} />
      {text}
    </button>
  );
}
