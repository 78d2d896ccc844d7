/** Replay, and the story that it tells. Dutch. */
import { counter } from '../plural.ts';

const count = counter('nl');

export const replay = {
  pageTitle: (title: string) => `Terugkijken: ${title} – Kring`,
  title: 'Terugkijken',
  back: 'Terug naar het bord',
  slider: 'Moment in de sessie',
  play: 'Afspelen',
  pause: 'Pauze',
  earlier: 'Eén stap terug',
  later: 'Eén stap verder',
  speed: 'Snelheid',
  empty: 'In deze sessie is nog niets gebeurd.',
  failed: 'Het verhaal van deze sessie kon niet worden opgehaald.',
  start: 'Het begin',
  position: (at: number, of: number) => `${at} van ${of}`,
  marks: 'Spring naar',
  skipIdle: 'Sla stiltes over',
  you: 'jij',
  system: 'Kring',
};

export const story = {
  opened: (who: string) => `${who} opende de sessie`,
  joined: (who: string) => `${who} kwam binnen`,
  left: (who: string) => `${who} ging weg`,
  noteAdded: (who: string, text: string) => `${who} schreef “${text}”`,
  noteAppeared: (text: string) => `Er verscheen een notitie: “${text}”`,
  noteEdited: (who: string, text: string) => `${who} veranderde een notitie in “${text}”`,
  moved: (who: string, text: string, n: number) =>
    n > 1 ? `${who} verplaatste ${count(n, 'notitie', 'notities')}` : `${who} verplaatste “${text}”`,
  recoloured: (who: string, n: number) => `${who} gaf ${count(n, 'notitie', 'notities')} een andere kleur`,
  withdrawn: (who: string, text: string, n: number) =>
    n > 1 ? `${who} trok ${count(n, 'notitie', 'notities')} in` : `${who} trok “${text}” in`,
  restored: (who: string, text: string, n: number) =>
    n > 1 ? `${who} zette ${count(n, 'notitie', 'notities')} terug` : `${who} zette “${text}” terug`,
  driverAdded: (who: string, text: string) => `${who} benoemde een driver: “${text}”`,
  driverSense: (who: string, text: string, senses: string) => `${who} noemde “${text}” ${senses}`,
  linked: (who: string, sentence: string) => `${who} verbond: ${sentence}`,
  linkChanged: (who: string) => `${who} veranderde een verbinding`,
  linkRemoved: (who: string) => `${who} verwijderde een verbinding`,
  phaseStarted: (who: string, name: string) => `${who} begon “${name}”`,
  revealed: (n: number) => count(n, 'notitie werd onthuld', 'notities werden onthuld'),
  voteOpened: (who: string, question: string) =>
    `${who} opende een stemming${question ? `: ${question}` : ''}`,
  voteCast: (who: string) => `${who} gaf stippen`,
  voteClosed: (who: string) => `${who} sloot de stemming`,
  zoneAdded: (who: string, name: string) => `${who} tekende het vak “${name}”`,
  zoneChanged: (who: string, name: string) => `${who} veranderde het vak “${name}”`,
  zoneRemoved: (who: string) => `${who} verwijderde een vak`,
  groupAdded: (who: string, name: string) => `${who} voegde de groep “${name}” toe`,
  groupChanged: (who: string, name: string) => `${who} veranderde de groep “${name}”`,
  regrouped: (who: string, name: string) =>
    name ? `${who} koos de groep “${name}”` : `${who} verliet de groep`,
  renamed: (who: string, name: string) => `${who} noemde de sessie “${name}”`,
  other: (who: string) => `${who} deed iets`,
};
