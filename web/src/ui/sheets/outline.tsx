/** Everything on the board as a list by zone: for small screens, for screen readers, and to find something. */
import { useSignal } from '@preact/signals';
import { linkSentence, zoneName } from '../../app/acts.ts';
import { words } from '../../i18n/index.ts';
import { sheetsWords } from '../../i18n/sheets.ts';
import { itemsOfZone, linksOf, textOf, zonesInOrder } from '../../model/select.ts';
import type { ItemRecord } from '../../protocol/catalogue.ts';
import { Sheet } from '../sheet.tsx';
import { useWorkplace } from '../workplace.ts';

export function OutlineSheet({ onClose }: { onClose: () => void }) {
  const { session, desk } = useWorkplace();
  const search = useSignal('');
  desk.changed.value;
  const { outline } = sheetsWords.value;
  const { board } = session;
  const wanted = search.value.trim().toLocaleLowerCase();
  const fits = (item: ItemRecord) => textOf(board, item).toLocaleLowerCase().includes(wanted);
  const parts = [...zonesInOrder(board), undefined].map((zone) => ({
    id: zone?.id ?? '',
    name: zone
      ? zoneName(zone)
      : session.zones.value.length > 0
        ? outline.elsewhere
        : words.value.board.region,
    items: itemsOfZone(board, zone?.id).filter(fits),
  }));
  const filled = parts.filter((part) => part.items.length > 0);
  return (
    <Sheet title={outline.title} onClose={onClose}>
      <div class="field">
        <label for="outline-find">{outline.find}</label>
        <input
          id="outline-find"
          class="input"
          type="search"
          value={search.value}
          onInput={(event) => {
            search.value = event.currentTarget.value;
          }}
        />
      </div>
      <div class="outline-list">
        {filled.length === 0 && <p class="muted">{wanted ? outline.none : outline.empty}</p>}
        {filled.map((part) => (
          <details key={part.id} open>
            <summary dir="auto">
              {part.name} <span class="muted">({part.items.length})</span>
            </summary>
            <ul class="plain-list">
              {part.items.map((item) => (
                <OutlineItem key={item.id} item={item} />
              ))}
            </ul>
          </details>
        ))}
      </div>
    </Sheet>
  );
}

function OutlineItem({ item }: { item: ItemRecord }) {
  const { session, desk } = useWorkplace();
  const { board: say, drivers } = words.value;
  const driver = session.board.getAs('driver', item.driver);
  const kind = driver
    ? driver.senses.map((sense) => drivers.senses[sense]).join(', ')
    : say.colourMeaning[item.colour];
  const author = session.person(item.by)?.name;
  const links = linksOf(session.board, item.id).filter((link) => link.from === item.id);
  return (
    <li>
      <button
        type="button"
        onClick={() => {
          desk.selectItems([item.id]);
          desk.stage.value?.focusItem(item.id);
        }}
      >
        <span dir="auto">{textOf(session.board, item)}</span>
        <small>{[kind, author].filter(Boolean).join(' · ')}</small>
        {links.map((link) => (
          <small key={link.id}>{linkSentence(session, link)}</small>
        ))}
      </button>
    </li>
  );
}
