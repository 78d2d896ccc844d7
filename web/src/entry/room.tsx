/**
 * The room. Whoever is remembered comes straight in; whoever has a link stands at the door first; whoever has neither
 * gets a kind word.
 */
import '../style/pages.css';
import '../style/room.css';
import { effect, signal } from '@preact/signals';
import type { Workplace } from '../app/acts.ts';
import { Desk } from '../app/desk.ts';
import { HttpProblem, lookAtRoom, type RoomAtDoor, recentRoom } from '../app/doors.ts';
import { openRoom, type Refusal } from '../app/store.ts';
import { inWords, language, words } from '../i18n/index.ts';
import { announceRoom } from '../ui/announce.ts';
import type { Guest } from '../ui/door.tsx';
import { NoEntry, Waiting } from '../ui/entrance.tsx';
import { singleKeysWanted } from '../ui/keys.ts';
import { later } from '../ui/later.tsx';
import { Room } from '../ui/room.tsx';
import { createBoard } from './board.ts';
import { start } from './start.ts';

const Door = later(() => import('../ui/door.tsx').then((part) => part.Door));

type Screen =
  | { name: 'waiting' }
  | { name: 'door'; room: RoomAtDoor; key: string }
  | { name: 'noKey' }
  | { name: 'unknown' }
  | { name: 'refused'; refusal: Refusal | undefined; text?: string }
  | { name: 'inside'; place: Workplace };

const screen = signal<Screen>({ name: 'waiting' });
const roomId = decodeURIComponent(/^\/r\/([^/]+)/.exec(location.pathname)?.[1] ?? '');

function Entrance() {
  const { join, common } = words.value;
  const now = screen.value;
  switch (now.name) {
    case 'waiting':
      return <Waiting text={common.loading} />;
    case 'door':
      return <Door room={now.room} name={rememberedName()} onEnter={(guest) => enter(now.key, guest)} />;
    case 'noKey':
      return <NoEntry title={join.unknownTitle} text={join.noKeyText} />;
    case 'unknown':
      return <NoEntry title={join.unknownTitle} text={join.unknownText} />;
    case 'refused':
      return (
        <NoEntry title={join.refusedTitle} text={now.text ?? inWords(now.refusal?.text)} action="reload" />
      );
    case 'inside':
      return <Inside place={now.place} />;
  }
}

function Inside({ place }: { place: Workplace }) {
  const { join, common } = words.value;
  const { state } = place.session.connection.value;
  if (state === 'removed')
    return <NoEntry title={join.removedTitle} text={join.removedText} action="reload" />;
  if (state === 'outdated')
    return <NoEntry title={join.outdatedTitle} text={join.outdatedText} action="reload" />;
  if (place.session.me.value === null) return <Waiting text={common.loading} />;
  return <Room place={place} onBoard={(places) => createBoard(place, places)} />;
}

/** My name in this room, or in the one where I was last. */
const rememberedName = (): string => recentRoom(roomId)?.name ?? '';

/** Finds out how this person can come in. */
async function arrive(): Promise<void> {
  const key = location.hash.slice(1);
  const known = recentRoom(roomId, key === '' ? undefined : key);
  if (known?.resume !== undefined) enter(known.key, undefined);
  else if (key !== '' || known?.key !== undefined) await standAtDoor(key || (known?.key ?? ''));
  else screen.value = { name: 'noKey' };
}

async function standAtDoor(key: string): Promise<void> {
  try {
    screen.value = { name: 'door', room: await lookAtRoom(roomId, key, language.value), key };
  } catch (problem) {
    const gone = problem instanceof HttpProblem && problem.status > 0 && problem.status < 500;
    const text = problem instanceof HttpProblem ? problem.text : words.value.common.failed;
    screen.value = gone ? { name: 'unknown' } : { name: 'refused', refusal: undefined, text };
  }
}

function enter(key: string | undefined, guest: Guest | undefined): void {
  const session = openRoom({
    room: roomId,
    language: language.value,
    ...(key === undefined ? {} : { key }),
    ...(guest ?? {}),
  });
  const desk = new Desk();
  desk.singleKeys.value = singleKeysWanted();
  const place = { session, desk };
  if (guest === undefined) screen.value = { name: 'inside', place };
  const stopAnnouncing = announceRoom(place);
  const stop = effect(() => {
    const { state, refusal } = session.connection.value;
    if (session.me.value !== null && screen.peek().name !== 'inside')
      screen.value = { name: 'inside', place };
    if (state !== 'refused' || session.me.peek() !== null) return;
    queueMicrotask(() => {
      stop();
      stopAnnouncing();
      session.leave();
      turnAway(key, guest, refusal);
    });
  });
  effect(() => {
    const room = session.room.value;
    if (!room) return;
    document.title = words.value.board.pageTitle(room.title);
    // A facilitator's address must not be given away by accident, as by sharing the screen.
    if (session.me.value?.role === 'facilitator' && location.hash)
      history.replaceState(null, '', location.pathname);
  });
}

/** The room said no: an outdated memory leads back to the door, anything else is told. */
function turnAway(key: string | undefined, guest: Guest | undefined, refusal: Refusal | undefined): void {
  if (guest === undefined && key !== undefined) void standAtDoor(key);
  else if (refusal?.code === 'room_unknown' || refusal?.code === 'resume_unknown')
    screen.value = { name: 'unknown' };
  else screen.value = { name: 'refused', refusal };
}

start(<Entrance />);
void arrive();
