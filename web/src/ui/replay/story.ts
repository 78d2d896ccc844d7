/** What happened, in one sentence in the language of the viewer. */
import { itemText, linkSentence, shortText, zoneName } from '../../app/acts.ts';
import type { Moment } from '../../app/replay.ts';
import type { RoomSession } from '../../app/store.ts';
import { inList, inWords, words } from '../../i18n/index.ts';
import { replayWords } from '../../i18n/replay.ts';
import type { BoardRecord, RecordType, Verb } from '../../protocol/catalogue.ts';

type Scene = Pick<RoomSession, 'board' | 'person' | 'me'>;
type LoggedVerb = Verb | 'room.open' | 'journey.open' | 'person.join' | 'person.leave' | 'phase.reveal';

/** What a sentence is made of. */
interface Facts {
  who: string;
  scene: Scene;
  /** The records that the event touches, as they are after it. */
  touched: BoardRecord[];
}

const sentences: Record<LoggedVerb, (facts: Facts) => string> = {
  'room.open': ({ who }) => replayWords.value.story.opened(who),
  'journey.open': ({ who }) => replayWords.value.story.opened(who),
  'person.join': ({ who }) => replayWords.value.story.joined(who),
  'person.leave': ({ who }) => replayWords.value.story.left(who),
  'item.add': ({ who, ...facts }) => replayWords.value.story.noteAdded(who, firstText(facts)),
  'item.edit': ({ who, ...facts }) => replayWords.value.story.noteEdited(who, firstText(facts)),
  'item.move': ({ who, ...facts }) => replayWords.value.story.moved(who, firstText(facts), count(facts)),
  'item.recolour': ({ who, ...facts }) => replayWords.value.story.recoloured(who, count(facts)),
  'item.withdraw': ({ who, ...facts }) =>
    replayWords.value.story.withdrawn(who, firstText(facts), count(facts)),
  'item.restore': ({ who, ...facts }) =>
    replayWords.value.story.restored(who, firstText(facts), count(facts)),
  'driver.add': ({ who, ...facts }) => replayWords.value.story.driverAdded(who, firstText(facts)),
  'driver.sense_set': ({ who, ...facts }) => {
    const driver = first(facts, 'driver');
    const senses = (driver?.senses ?? []).map((sense) =>
      words.value.drivers.senses[sense].toLocaleLowerCase(),
    );
    return replayWords.value.story.driverSense(who, firstText(facts), inList(senses));
  },
  'link.add': ({ who, ...facts }) => {
    const link = first(facts, 'link');
    return replayWords.value.story.linked(who, link ? linkSentence(facts.scene, link) : '');
  },
  'link.change': ({ who, ...facts }) => {
    const link = first(facts, 'link');
    const { story } = replayWords.value;
    return link ? story.linked(who, linkSentence(facts.scene, link)) : story.linkChanged(who);
  },
  'link.remove': ({ who }) => replayWords.value.story.linkRemoved(who),
  'phase.start': ({ who, touched }) => {
    const phases = touched.flatMap((record) => (record.type === 'phase' ? [record] : []));
    const running = phases.find((phase) => phase.state === 'running') ?? phases[0];
    return replayWords.value.story.phaseStarted(who, inWords(running?.name));
  },
  'phase.reveal': (facts) => replayWords.value.story.revealed(count(facts)),
  'vote.open': ({ who, ...facts }) =>
    replayWords.value.story.voteOpened(who, first(facts, 'round')?.question ?? ''),
  'vote.cast': ({ who }) => replayWords.value.story.voteCast(who),
  'vote.close': ({ who }) => replayWords.value.story.voteClosed(who),
  'zone.add': ({ who, ...facts }) => replayWords.value.story.zoneAdded(who, zoneText(facts)),
  'zone.change': ({ who, ...facts }) => replayWords.value.story.zoneChanged(who, zoneText(facts)),
  'zone.remove': ({ who }) => replayWords.value.story.zoneRemoved(who),
  'group.add': ({ who, ...facts }) =>
    replayWords.value.story.groupAdded(who, first(facts, 'group')?.name ?? ''),
  'group.change': ({ who, ...facts }) =>
    replayWords.value.story.groupChanged(who, first(facts, 'group')?.name ?? ''),
  'person.regroup': ({ who, ...facts }) => {
    const group = facts.scene.board.getAs('group', first(facts, 'person')?.group);
    return replayWords.value.story.regrouped(who, group?.name ?? '');
  },
  'person.rename': ({ who }) => replayWords.value.story.other(who),
  'room.rename': ({ who, ...facts }) =>
    replayWords.value.story.renamed(who, first(facts, 'room')?.title ?? ''),
};

const knows = (verb: string): verb is LoggedVerb => Object.hasOwn(sentences, verb);

/** The sentence of a moment. The board must stand just after it. */
export function tellMoment(moment: Moment, scene: Scene): string {
  const { verb, by, changes } = moment.event;
  const ids = changes.map((change) => (change[0] === 'put' ? change[1].id : change[1]));
  const touched = ids.flatMap((id) => scene.board.get(id) ?? []);
  const who = nameOf(by, scene);
  if (verb === 'item.add' && !by) {
    return replayWords.value.story.noteAppeared(firstText({ scene, touched }));
  }
  return knows(verb) ? sentences[verb]({ who, scene, touched }) : replayWords.value.story.other(who);
}

/** A name where it is known, else what may be said: the group, or the role. */
export function nameOf(id: string | undefined, scene: Scene): string {
  const { common } = words.value;
  const { replay } = replayWords.value;
  if (!id) return common.somebody;
  if (id === scene.me.value?.id) return scene.me.value.name || replay.you;
  const name = scene.person(id)?.name;
  if (name) return name;
  const person = scene.board.getAs('person', id);
  if (!person) return common.somebody;
  return scene.board.getAs('group', person.group)?.name ?? common.roles[person.role];
}

type Found = Omit<Facts, 'who'>;

function first<T extends RecordType>(
  { touched }: Found,
  type: T,
): Extract<BoardRecord, { type: T }> | undefined {
  return touched.find((record): record is Extract<BoardRecord, { type: T }> => record.type === type);
}

function firstText(facts: Found): string {
  const item = first(facts, 'item');
  const text = item ? itemText(facts.scene, item.id) : (first(facts, 'driver')?.text ?? '');
  return shortText(text, 70);
}

const count = ({ touched }: Found): number => touched.filter((record) => record.type === 'item').length;

function zoneText(facts: Found): string {
  const zone = first(facts, 'zone');
  return zone ? zoneName(zone) : '';
}
