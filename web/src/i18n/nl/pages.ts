/** What every screen says, the door of a room and its menu. Dutch. */
import type { Language, Role } from '../../protocol/catalogue.ts';
import { counter } from '../plural.ts';

const count = counter('nl');

export const common = {
  cancel: 'Annuleren',
  close: 'Sluiten',
  save: 'Bewaren',
  done: 'Klaar',
  remove: 'Verwijderen',
  add: 'Toevoegen',
  copy: 'Kopiëren',
  copied: 'Gekopieerd',
  undo: 'Ongedaan maken',
  optional: 'mag leeg blijven',
  more: 'Meer',
  failed: 'Dat lukte niet. Controleer je internetverbinding en probeer het opnieuw.',
  loading: 'Een ogenblik…',
  tryAgain: 'Opnieuw proberen',
  language: 'Taal',
  languages: { en: 'English', nl: 'Nederlands' } satisfies Record<Language, string>,
  scheme: 'Weergave',
  schemes: { system: 'Zoals het toestel', light: 'Licht', dark: 'Donker' },
  minutes: (n: number) => count(n, 'minuut', 'minuten'),
  people: (n: number) => count(n, 'persoon', 'personen'),
  notes: (n: number) => count(n, 'notitie', 'notities'),
  dots: (n: number) => count(n, 'stip', 'stippen'),
  roles: { facilitator: 'Begeleider', participant: 'Deelnemer', observer: 'Toeschouwer' } satisfies Record<
    Role,
    string
  >,
  somebody: 'Iemand',
  noGroup: 'Geen groep',
};

export const join = {
  links: {
    participant: 'Voor deelnemers: schrijven, verbinden en stemmen',
    facilitator: 'Voor begeleiders: de sessie leiden. Houd deze voor jezelf.',
    observer: 'Voor toeschouwers: alleen meekijken',
  } satisfies Record<Role, string>,
  intro: 'Je bent uitgenodigd voor',
  introFacilitator: 'Jij begeleidt',
  introObserver: 'Je mag meekijken bij',
  name: 'Je naam',
  nameHint: 'Zoals de anderen je kennen',
  nameMissing: 'Vul een naam in, zodat de anderen weten wie er schrijft.',
  group: 'Ik ben hier voor',
  promise:
    'Anderen hier zien je naam, je groep, je aanwijzer en wat je schrijft, en de sessie houdt bij wie wat deed.',
  promiseVotes: 'Hoe je stemt in een geheime ronde ziet niemand; dat wordt gewist zodra de ronde sluit.',
  promiseObserver: 'Anderen hier zien je naam en dat je meekijkt. Schrijven en stemmen kun je niet.',
  enter: 'Naar binnen',
  entering: 'Je komt binnen…',
  back: (name: string) => `Welkom terug, ${name}`,
  unknownTitle: 'Deze link opent geen sessie',
  unknownText:
    'Misschien is er bij het kopiëren een stukje verloren gegaan, of bestaat de sessie niet meer. Vraag een nieuwe link aan wie je uitnodigde.',
  unknownHome: 'Naar de voorpagina',
  noKeyText:
    'Het stuk na # ontbreekt in de link, dus de deur blijft dicht. Vraag de hele link aan wie je uitnodigde.',
  refusedTitle: 'Je kunt nu niet naar binnen',
  removedTitle: 'Je bent uit deze sessie',
  removedText:
    'Je bent uit de ruimte gehaald, of je hebt haar ergens anders geopend. Wat je schreef, blijft bewaard.',
  outdatedTitle: 'Kring is vernieuwd',
  outdatedText:
    'Deze pagina is ouder dan de server. Laad haar opnieuw om verder te gaan; er gaat niets van je verloren.',
  reload: 'Opnieuw laden',
};

export const menu = {
  room: 'Titel en vraag',
  invite: 'Uitnodigen',
  open: 'Menu',
  help: 'Toetsen en gebaren',
  replay: 'Sessie terugkijken',
  list: 'Alles als lijst',
  votes: 'Stemmingen',
  home: 'Voorpagina',
  leave: 'Sessie verlaten',
};
