/** Sheets that open on request. English. */
import { counter } from '../plural.ts';

const count = counter('en');

export const voteForm = {
  rounds: 'Votes',
  roundName: (n: number) => `Vote ${n}`,
  noRounds: 'There has been no vote yet.',
  running: 'running',
  question: 'What do people choose on?',
  questionHint: 'Which of these would you work on?',
  scope: 'On what',
  scopeAll: 'Everything on the board',
  scopeZone: (name: string) => `Area: ${name}`,
  scopeSelection: (n: number) => `The ${count(n, 'selected note', 'selected notes')}`,
  dots: 'Dots for each person',
  dotsAuto: 'As many as suit the number of notes',
  maxPerOption: 'At most on one note',
  secret: 'Secret until it closes',
  secretHint: 'Nobody sees who chose what, then or later.',
  openHint: 'Everyone sees each dot with a name, at once and in the record.',
  fewPeople: (here: number, k: number) =>
    `Only ${count(here, 'person', 'people')} can vote now. A secret round with fewer than ${k} ballots shows no result at all, to protect the voters. With so few people, an open round is the honest way.`,
  makeOpen: 'Make it an open round',
  start: 'Open the vote',
  tooFew: 'There must be at least two notes to choose from.',
};

export const results = {
  title: 'Result of the vote',
  most: (names: string) => `Most dots: ${names}.`,
  carried: (names: string) => `Carried by every group: ${names}.`,
  carriedAll: (names: string) => `What most people chose is also carried by every group: ${names}.`,
  carriedToo: (names: string) => `Carried by every group, too: ${names}.`,
  talk: (names: string) => `Talk about ${names}: most dots, but not from every group.`,
  noneCarried: 'Nothing got dots from every group. That is worth a conversation.',
  noDots: 'Nobody gave a dot.',
  perPerson: 'Everyone counts the same',
  perPersonHint: 'all dots added up',
  perGroup: 'Every group counts the same',
  perGroupHint: 'mean of the groups’ shares',
  breadth: 'How many people chose it',
  breadthOf: (n: string) => `${n} of the voters`,
  common: 'Dots from every group',
  byGroup: 'By group',
  groupShare: (voters: number, of: number, dots: number) =>
    `${voters} of ${count(of, 'voter', 'voters')}, ${count(dots, 'dot', 'dots')}`,
  sort: 'Order',
  sortPerson: 'by people',
  sortGroup: 'by group',
  together: (names: string) => `${names} are counted together, because they are too few to be shown alone.`,
  others: 'others',
  suppressed: 'No result is shown',
  suppressedText: (k: number) =>
    `Fewer than ${k} people voted in this secret round. A figure about so few would show how individuals chose, so it is not kept either. Vote again in the open, or talk it through.`,
  cast: (n: number, of: number) => `${n} of ${count(of, 'person', 'people')} voted`,
  closedAt: (time: string) => `closed at ${time}`,
  oneBucket: 'There are too few people in the groups to compare them; only the whole is shown.',
  showOnBoard: 'Show on the board',
};

export const roomForm = {
  title: 'Name of the session',
  question: 'Question that you work on',
};

export const invite = {
  title: 'Invite',
  text: 'Whoever opens the link is in; there is no account. Give each link only to those it is meant for.',
  ownLeads:
    'Whoever opens this link leads the session as you do. The link for participants has whoever made the session.',
  own: 'The link with which you came in',
  none: 'You came in with this device’s memory, so the link is not known here. Ask a facilitator for it.',
};

export const help = {
  title: 'Keys and gestures',
  general: 'On the board',
  notes: 'On a note',
  view: 'The view',
  touch: 'With fingers',
  keys: {
    note: 'New note',
    select: 'Select',
    hand: 'Move the view',
    driver: 'New driver',
    link: 'Connect',
    dot: 'Give a dot; Shift takes it back',
    zone: 'New area (facilitator)',
    help: 'This page',
    regions: 'Next part of the page',
    undo: 'Undo the last withdrawal or move of yours',
    arrows: 'To the nearest note',
    enter: 'Edit',
    endEdit: 'End editing',
    nextNote: 'Save and write the next note to the right',
    space: 'Select or unselect',
    all: 'Select everything',
    move: 'Move; with Shift further',
    pickUp: 'Pick up, then click the new place',
    remove: 'Withdraw',
    links: 'Through its connections',
    escape: 'Stop, unselect',
    pan: 'Move the view',
    zoom: 'Zoom',
    fit: 'Show everything',
    fitSelection: 'Show the selection',
  },
  space: 'Space',
  drag: 'drag',
  wheel: 'wheel',
  doubleClick: 'double-click',
  touches: [
    'One finger on empty board moves the view, two fingers zoom.',
    'Tap a note to select it, tap it again to edit.',
    'Hold a note until it is selected, then drag it.',
    'To connect: choose the connect tool, tap the first note, then the second.',
  ],
  singleKeys: 'Single-letter keys',
  singleKeysHint: 'Switch them off if you steer by voice or press keys by accident.',
};

export const outline = {
  title: 'List',
  open: 'Everything on the board as a list',
  elsewhere: 'Outside the areas',
  find: 'Find',
  empty: 'Nothing on the board yet.',
  none: 'Nothing found.',
};
