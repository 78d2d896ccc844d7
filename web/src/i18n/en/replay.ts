/** Replay, and the story that it tells. English. */
import { counter } from '../plural.ts';

const count = counter('en');

export const replay = {
  pageTitle: (title: string) => `Replay: ${title} – Kring`,
  title: 'Replay',
  back: 'Back to the board',
  slider: 'Moment in the session',
  play: 'Play',
  pause: 'Pause',
  earlier: 'One step back',
  later: 'One step on',
  speed: 'Speed',
  empty: 'Nothing has happened in this session yet.',
  failed: 'The story of this session could not be fetched.',
  start: 'The beginning',
  position: (at: number, of: number) => `${at} of ${of}`,
  marks: 'Jump to',
  skipIdle: 'Skip pauses',
  you: 'you',
  system: 'Kring',
};

export const story = {
  opened: (who: string) => `${who} opened the session`,
  joined: (who: string) => `${who} came in`,
  left: (who: string) => `${who} left`,
  noteAdded: (who: string, text: string) => `${who} wrote “${text}”`,
  noteAppeared: (text: string) => `A note appeared: “${text}”`,
  noteEdited: (who: string, text: string) => `${who} changed a note to “${text}”`,
  moved: (who: string, text: string, n: number) =>
    n > 1 ? `${who} moved ${count(n, 'note', 'notes')}` : `${who} moved “${text}”`,
  recoloured: (who: string, n: number) => `${who} gave ${count(n, 'note', 'notes')} another colour`,
  withdrawn: (who: string, text: string, n: number) =>
    n > 1 ? `${who} withdrew ${count(n, 'note', 'notes')}` : `${who} withdrew “${text}”`,
  restored: (who: string, text: string, n: number) =>
    n > 1 ? `${who} put ${count(n, 'note', 'notes')} back` : `${who} put “${text}” back`,
  driverAdded: (who: string, text: string) => `${who} named a driver: “${text}”`,
  driverSense: (who: string, text: string, senses: string) => `${who} called “${text}” ${senses}`,
  linked: (who: string, sentence: string) => `${who} connected: ${sentence}`,
  linkChanged: (who: string) => `${who} changed a connection`,
  linkRemoved: (who: string) => `${who} removed a connection`,
  phaseStarted: (who: string, name: string) => `${who} started “${name}”`,
  revealed: (n: number) => `${count(n, 'note was', 'notes were')} revealed`,
  voteOpened: (who: string, question: string) => `${who} opened a vote${question ? `: ${question}` : ''}`,
  voteCast: (who: string) => `${who} gave dots`,
  voteClosed: (who: string) => `${who} closed the vote`,
  zoneAdded: (who: string, name: string) => `${who} drew the area “${name}”`,
  zoneChanged: (who: string, name: string) => `${who} changed the area “${name}”`,
  zoneRemoved: (who: string) => `${who} removed an area`,
  groupAdded: (who: string, name: string) => `${who} added the group “${name}”`,
  groupChanged: (who: string, name: string) => `${who} changed the group “${name}”`,
  regrouped: (who: string, name: string) =>
    name ? `${who} joined the group “${name}”` : `${who} left the group`,
  renamed: (who: string, name: string) => `${who} named the session “${name}”`,
  other: (who: string) => `${who} did something`,
};
