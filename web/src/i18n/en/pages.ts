/** What every screen says, the door of a room and its menu. English. */
import type { Language, Role } from '../../protocol/catalogue.ts';
import { counter } from '../plural.ts';

const count = counter('en');

export const common = {
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  done: 'Done',
  remove: 'Remove',
  add: 'Add',
  copy: 'Copy',
  copied: 'Copied',
  undo: 'Undo',
  optional: 'optional',
  more: 'More',
  failed: 'That did not work. Check your connection and try again.',
  loading: 'One moment…',
  tryAgain: 'Try again',
  language: 'Language',
  languages: { en: 'English', nl: 'Nederlands' } satisfies Record<Language, string>,
  scheme: 'Appearance',
  schemes: { system: 'As the device', light: 'Light', dark: 'Dark' },
  minutes: (n: number) => count(n, 'minute', 'minutes'),
  people: (n: number) => count(n, 'person', 'people'),
  notes: (n: number) => count(n, 'note', 'notes'),
  dots: (n: number) => count(n, 'dot', 'dots'),
  roles: { facilitator: 'Facilitator', participant: 'Participant', observer: 'Observer' } satisfies Record<
    Role,
    string
  >,
  somebody: 'Somebody',
  noGroup: 'No group',
};

export const join = {
  links: {
    participant: 'For participants: write, connect and vote',
    facilitator: 'For facilitators: lead the session. Keep this one to yourself.',
    observer: 'For observers: watch only',
  } satisfies Record<Role, string>,
  intro: 'You are invited to',
  introFacilitator: 'You lead',
  introObserver: 'You may watch',
  name: 'Your name',
  nameHint: 'As the others know you',
  nameMissing: 'Please give a name, so that the others know who writes.',
  group: 'I am here for',
  promise:
    'Others here see your name, your group, your pointer and what you write, and the session keeps a record of who did what.',
  promiseVotes: 'How you vote in a secret round is never shown, and is erased when the round closes.',
  promiseObserver: 'Others here see your name and that you watch. You cannot write or vote.',
  enter: 'Enter',
  entering: 'Entering…',
  back: (name: string) => `Welcome back, ${name}`,
  unknownTitle: 'This link opens no session',
  unknownText:
    'Perhaps a piece of it got lost while copying, or the session is gone. Ask the person who invited you for a fresh link.',
  unknownHome: 'To the front page',
  noKeyText:
    'The part after # is missing from the link, so the door stays closed. Ask the person who invited you for the whole link.',
  refusedTitle: 'You cannot come in just now',
  removedTitle: 'You have left this session',
  removedText: 'You were taken out of the room, or you opened it in another place. What you wrote is kept.',
  outdatedTitle: 'Kring has been renewed',
  outdatedText: 'This page is older than the server. Load it again to go on; nothing of yours is lost.',
  reload: 'Load again',
};

export const menu = {
  room: 'Title and question',
  invite: 'Invite',
  open: 'Menu',
  help: 'Keys and gestures',
  replay: 'Replay the session',
  list: 'Everything as a list',
  votes: 'Votes',
  home: 'Front page',
  leave: 'Leave the session',
};
