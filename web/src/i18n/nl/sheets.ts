/** Sheets that open on request. Dutch. */
import { counter } from '../plural.ts';

const count = counter('nl');

export const voteForm = {
  rounds: 'Stemmingen',
  roundName: (n: number) => `Stemming ${n}`,
  noRounds: 'Er is nog niet gestemd.',
  running: 'loopt',
  question: 'Waarover kiezen mensen?',
  questionHint: 'Waaraan zou je willen werken?',
  scope: 'Waarop',
  scopeAll: 'Alles op het bord',
  scopeZone: (name: string) => `Vak: ${name}`,
  scopeSelection: (n: number) => `De ${count(n, 'geselecteerde notitie', 'geselecteerde notities')}`,
  dots: 'Stippen per persoon',
  dotsAuto: 'Zoveel als past bij het aantal notities',
  maxPerOption: 'Hoogstens op één notitie',
  secret: 'Geheim tot de stemming sluit',
  secretHint: 'Niemand ziet wie wat koos, nu niet en later niet.',
  openHint: 'Iedereen ziet elke stip met een naam erbij, meteen en in het verslag.',
  fewPeople: (here: number, k: number) =>
    `Er ${here === 1 ? 'kan' : 'kunnen'} nu maar ${count(here, 'persoon', 'personen')} stemmen. Een geheime ronde met minder dan ${k} stembriefjes toont geen enkel resultaat, om de stemmers te beschermen. Met zo weinig mensen is een open ronde eerlijker.`,
  makeOpen: 'Maak er een open ronde van',
  start: 'Stemming openen',
  tooFew: 'Er moeten minstens twee notities zijn om uit te kiezen.',
};

export const results = {
  title: 'Resultaat van de stemming',
  most: (names: string) => `Meeste stippen: ${names}.`,
  carried: (names: string) => `Gedragen door elke groep: ${names}.`,
  carriedAll: (names: string) => `Wat de meesten kozen, wordt ook door elke groep gedragen: ${names}.`,
  carriedToo: (names: string) => `Ook gedragen door elke groep: ${names}.`,
  talk: (names: string) => `Praat over ${names}: de meeste stippen, maar niet uit elke groep.`,
  noneCarried: 'Niets kreeg stippen uit elke groep. Dat is een gesprek waard.',
  noDots: 'Niemand gaf een stip.',
  perPerson: 'Iedereen telt even zwaar',
  perPersonHint: 'alle stippen opgeteld',
  perGroup: 'Elke groep telt even zwaar',
  perGroupHint: 'gemiddelde van de aandelen per groep',
  breadth: 'Hoeveel mensen dit kozen',
  breadthOf: (n: string) => `${n} van de stemmers`,
  common: 'Stippen uit elke groep',
  byGroup: 'Per groep',
  groupShare: (voters: number, of: number, dots: number) =>
    `${voters} van ${count(of, 'stemmer', 'stemmers')}, ${count(dots, 'stip', 'stippen')}`,
  sort: 'Volgorde',
  sortPerson: 'per persoon',
  sortGroup: 'per groep',
  together: (names: string) => `${names} zijn samengeteld, omdat ze te klein zijn om apart te tonen.`,
  others: 'anderen',
  suppressed: 'Er wordt geen resultaat getoond',
  suppressedText: (k: number) =>
    `Minder dan ${k} mensen stemden in deze geheime ronde. Een cijfer over zo weinigen zou verraden hoe iemand koos, dus het is ook niet bewaard. Stem opnieuw in het open, of praat het uit.`,
  cast: (n: number, of: number) => `${n} van ${count(of, 'persoon', 'personen')} stemden`,
  closedAt: (time: string) => `gesloten om ${time}`,
  oneBucket: 'De groepen zijn te klein om te vergelijken; alleen het geheel wordt getoond.',
  showOnBoard: 'Toon op het bord',
};

export const roomForm = {
  title: 'Naam van de sessie',
  question: 'Vraag waaraan jullie werken',
};

export const invite = {
  title: 'Uitnodigen',
  text: 'Wie de link opent, is binnen; er is geen account. Geef elke link alleen aan wie hij bedoeld is.',
  ownLeads:
    'Wie deze link opent, begeleidt de sessie net als jij. De link voor deelnemers heeft wie de sessie maakte.',
  own: 'De link waarmee je binnenkwam',
  none: 'Je kwam binnen omdat dit toestel je nog kende, dus de link is hier niet bekend. Vraag hem aan een begeleider.',
};

export const help = {
  title: 'Toetsen en gebaren',
  general: 'Op het bord',
  notes: 'Op een notitie',
  view: 'Het beeld',
  touch: 'Met je vingers',
  keys: {
    note: 'Nieuwe notitie',
    select: 'Selecteren',
    hand: 'Beeld verschuiven',
    driver: 'Nieuwe driver',
    link: 'Verbinden',
    dot: 'Geef een stip; met Shift haal je haar terug',
    zone: 'Nieuw vak (begeleider)',
    help: 'Deze pagina',
    regions: 'Volgend deel van de pagina',
    undo: 'Maak je laatste intrekking of verplaatsing ongedaan',
    arrows: 'Naar de dichtstbijzijnde notitie',
    enter: 'Bewerken',
    endEdit: 'Klaar met bewerken',
    nextNote: 'Bewaren en rechts een volgende notitie schrijven',
    space: 'Wel of niet selecteren',
    all: 'Alles selecteren',
    move: 'Verplaatsen; met Shift verder',
    pickUp: 'Oppakken, klik dan de nieuwe plek',
    remove: 'Intrekken',
    links: 'Langs haar verbindingen',
    escape: 'Stoppen, niets selecteren',
    pan: 'Beeld verschuiven',
    zoom: 'In- en uitzoomen',
    fit: 'Alles in beeld',
    fitSelection: 'De selectie in beeld',
  },
  space: 'Spatie',
  drag: 'slepen',
  wheel: 'wieltje',
  doubleClick: 'dubbelklik',
  touches: [
    'Met één vinger op leeg bord verschuif je het beeld, met twee vingers zoom je.',
    'Tik op een notitie om haar te selecteren, tik nog eens om te bewerken.',
    'Houd een notitie vast tot ze geselecteerd is, en sleep haar dan.',
    'Verbinden: kies het gereedschap Verbinden, tik de eerste notitie aan, dan de tweede.',
  ],
  singleKeys: 'Toetsen van één letter',
  singleKeysHint: 'Zet ze uit als je met je stem stuurt of per ongeluk toetsen raakt.',
};

export const outline = {
  title: 'Lijst',
  open: 'Alles op het bord als lijst',
  elsewhere: 'Buiten de vakken',
  find: 'Zoeken',
  empty: 'Er staat nog niets op het bord.',
  none: 'Niets gevonden.',
};
