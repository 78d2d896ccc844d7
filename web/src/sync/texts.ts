/** What this client has to say without the server, in both languages: a refusal travels with its text. */
import type { WordsShape } from '../protocol/catalogue.ts';

export const TEXTS = {
  offline: {
    en: 'You are offline. Votes and what a facilitator decides cannot wait here; try again when you are back.',
    nl: 'Je bent offline. Stemmen en besluiten van de begeleider kunnen hier niet wachten; probeer het opnieuw als je terug bent.',
  },
  queueFull: {
    en: 'Too many changes wait for the connection. This one was not kept.',
    nl: 'Er wachten te veel wijzigingen op de verbinding. Deze is niet bewaard.',
  },
  unsure: {
    en: 'The connection was lost before the answer came. Please look whether this was done.',
    nl: 'De verbinding viel weg voor het antwoord kwam. Kijk even of dit gelukt is.',
  },
  otherPerson: {
    en: 'Changes from an earlier visit under another name were not sent.',
    nl: 'Wijzigingen van een eerder bezoek onder een andere naam zijn niet verstuurd.',
  },
  roomUnknown: {
    en: 'This link does not open a room. Ask the facilitator for a new one.',
    nl: 'Deze link opent geen ruimte. Vraag de begeleider om een nieuwe.',
  },
  removed: {
    en: 'You were removed from this room.',
    nl: 'Je bent uit deze ruimte verwijderd.',
  },
  elsewhere: {
    en: 'You opened this room in another place, and it is kept open there.',
    nl: 'Je hebt deze ruimte ergens anders geopend; daar blijft hij open.',
  },
  outdated: {
    en: 'This page is older than the server. Reload it.',
    nl: 'Deze pagina is ouder dan de server. Laad hem opnieuw.',
  },
  notUnderstood: {
    en: 'The server sent something that this page could not read.',
    nl: 'De server stuurde iets wat deze pagina niet kon lezen.',
  },
} as const satisfies Record<string, WordsShape>;

/** What is said of a card that came too late; it holds the text, so that nothing written is lost. */
export function sealedOver(fields: object): WordsShape {
  const text = 'text' in fields && typeof fields.text === 'string' ? `“${fields.text}”` : '…';
  return {
    en: `This card came too late to be revealed with the others and was shown to nobody: ${text}`,
    nl: `Deze kaart kwam te laat om met de andere getoond te worden en is aan niemand getoond: ${text}`,
  };
}
