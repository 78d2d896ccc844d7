/** The bar above what is selected: what can be done with it, and only what can be done now. */
import { useComputed, useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { allowed, recolourItems, removeLink, withdrawItems } from '../app/acts.ts';
import { changeLink, removeZone } from '../app/intents.ts';
import { can } from '../app/rights.ts';
import { words } from '../i18n/index.ts';
import { around, type Box } from '../model/geometry.ts';
import { COLOUR, LINK_KIND, type LinkKind, STRENGTH } from '../protocol/catalogue.ts';
import { Icon, IconButton } from './icon.tsx';
import { narrow } from './media.ts';
import { useWorkplace } from './workplace.ts';

/** How far above the selection the bar floats. */
const ABOVE = 14;
const EDGE = 8;
const DOCK = 76;
const LINK_ABOVE_MAX = 220;

export function SelectionBar() {
  const { session, desk } = useWorkplace();
  const bar = useRef<HTMLDivElement>(null);
  useSignalEffect(() => {
    const stage = desk.stage.value;
    desk.selection.value;
    stage?.drawn.value;
    stage?.camera.value;
    const element = bar.current;
    const box = boxOfSelection();
    if (!element || !stage || !box) return;
    if (narrow.value) {
      element.style.transform = '';
      return;
    }
    const from = stage.toScreen(box);
    const to = stage.toScreen({ x: box.x + box.w, y: box.y + box.h });
    const { clientWidth, clientHeight } = stage.element;
    const x = (from.x + to.x) / 2 - element.offsetWidth / 2;
    const above = from.y - element.offsetHeight - ABOVE;
    const y = above < EDGE ? Math.min(to.y + ABOVE, clientHeight - element.offsetHeight - EDGE) : above;
    const right = clientWidth - element.offsetWidth - EDGE;
    element.style.transform = `translate(${Math.round(Math.max(DOCK, Math.min(right, x)))}px,${Math.round(Math.max(EDGE, y))}px)`;
  });

  const boxOfSelection = (): Box | null => {
    const selection = desk.selection.value;
    const stage = desk.stage.value;
    if (!stage || selection.kind === 'none') return null;
    if (selection.kind === 'items') return around(selection.ids.flatMap((id) => stage.boxOf(id) ?? []));
    if (selection.kind === 'zone') {
      const zone = session.board.getAs('zone', selection.id);
      return zone ? { ...zone, h: 60 } : null;
    }
    const middle = stage.middleOfLink(selection.id);
    const link = session.board.getAs('link', selection.id);
    if (!middle || !link) return null;
    // Above what it joins when that is near, so that one sees between what one chooses.
    const tops = [link.from, link.to].map((id) => stage.boxOf(id)?.y ?? middle.y);
    const top = Math.max(Math.min(middle.y - 20, ...tops), middle.y - LINK_ABOVE_MAX);
    return { x: middle.x - 1, y: top, w: 2, h: middle.y + 20 - top };
  };

  const hidden = useComputed(() => desk.stage.value?.writing.value != null || desk.tool.value === 'place');
  const selection = desk.selection.value;
  if (selection.kind === 'none' || hidden.value || session.me.value?.role === 'observer') return null;
  const { selection: say } = words.value;
  const label =
    selection.kind === 'items'
      ? say.bar(selection.ids.length)
      : selection.kind === 'link'
        ? say.barLink
        : say.barZone;
  return (
    <div ref={bar} class="selection-bar floating" role="toolbar" aria-label={label} data-region="selection">
      {selection.kind === 'items' && <ItemActs ids={selection.ids} />}
      {selection.kind === 'link' && <LinkActs id={selection.id} />}
      {selection.kind === 'zone' && <ZoneActs id={selection.id} />}
    </div>
  );
}

function ItemActs({ ids }: { ids: readonly string[] }) {
  const place = useWorkplace();
  const { session, desk } = place;
  desk.changed.value;
  const { selection: say, board, tools } = words.value;
  const items = ids.flatMap((id) => session.board.getAs('item', id) ?? []);
  const only = items.length === 1 ? items[0] : undefined;
  const first = items[0];
  if (!first) return null;
  const notes = items.filter((item) => item.kind === 'note');
  const mayColour = notes.some((item) => can(session, 'item.recolour', item));
  const driver = session.board.getAs('driver', only?.driver);
  const mayDriver = driver
    ? can(session, 'driver.sense_set', driver)
    : can(session, 'driver.add') && can(session, 'item.edit', only);
  const mayWithdraw = items.some((item) => can(session, 'item.withdraw', item));
  const mayMove = items.some((item) => can(session, 'item.move', item));
  return (
    <>
      {mayColour && (
        <>
          {COLOUR.map((colour) => {
            const name = say.colourOf(board.colourMeaning[colour], board.colourName[colour]);
            return (
              <button
                key={colour}
                type="button"
                class="icon-button"
                aria-label={name}
                title={name}
                aria-pressed={notes.every((item) => item.colour === colour)}
                onClick={() =>
                  recolourItems(
                    place,
                    notes.map((item) => item.id),
                    colour,
                  )
                }
              >
                <span class={`swatch tint-${colour}`}>
                  <Icon name={colour} size={15} />
                </span>
              </button>
            );
          })}
          <span class="divider" />
          <span class="break" />
        </>
      )}
      {only && can(session, 'item.edit', only) && (
        <IconButton
          icon="edit"
          size={18}
          label={say.edit}
          onClick={() => desk.stage.value?.write({ item: only.id })}
        />
      )}
      {only && mayDriver && (
        <button
          type="button"
          class="button"
          title={driver ? say.editDriver : say.makeDriver}
          onClick={() => {
            desk.sheet.value = { kind: 'driver', item: only.id };
          }}
        >
          <Icon name={driver ? 'sense' : 'driver'} size={18} />
          <span class="label">{driver ? say.editDriver : say.makeDriver}</span>
        </button>
      )}
      {only && can(session, 'link.add') && (
        <IconButton
          icon="link"
          size={18}
          label={say.connect}
          onClick={() => {
            desk.take('link');
            desk.linkFrom.value = only.id;
            desk.say(tools.linkTo(''));
          }}
        />
      )}
      {mayMove && (
        <IconButton
          icon="move"
          size={18}
          label={say.move}
          onClick={() => {
            if (allowed(place, 'item.move', ids).length > 0) desk.take('place');
          }}
        />
      )}
      {!only && can(session, 'vote.open') && (
        <IconButton
          icon="vote"
          size={18}
          label={say.vote}
          onClick={() => {
            desk.sheet.value = { kind: 'openVote' };
          }}
        />
      )}
      {mayWithdraw && (
        <IconButton
          icon="withdraw"
          size={18}
          label={say.withdraw}
          onClick={() => withdrawItems(place, ids)}
        />
      )}
      {!(mayColour || mayDriver || mayWithdraw || mayMove) && (
        <span class="button plain muted">{say.notAllowed}</span>
      )}
    </>
  );
}

function LinkActs({ id }: { id: string }) {
  const place = useWorkplace();
  const { session, desk } = place;
  desk.changed.value;
  const link = session.board.getAs('link', id);
  if (!link) return null;
  const { links, common } = words.value;
  if (!can(session, 'link.change', link)) {
    return <span class="button plain">{links.kinds[link.kind]}</span>;
  }
  const signs: readonly [LinkKind, string][] = [
    ['plus', '+'],
    ['minus', '−'],
    ['relates', '~'],
  ];
  const wanted = session.board.getAs('zone', session.board.getAs('item', link.from)?.zone)?.link_kinds;
  const others = LINK_KIND.filter((kind) => !signs.some(([sign]) => sign === kind));
  const sorted = [...others].sort(
    (a, b) => Number(wanted?.includes(b) ?? 0) - Number(wanted?.includes(a) ?? 0),
  );
  const isOther = others.includes(link.kind);
  return (
    <>
      <fieldset class="segments" aria-label={links.kind}>
        {signs.map(([kind, sign]) => (
          <button
            key={kind}
            type="button"
            class="button"
            aria-pressed={link.kind === kind}
            aria-label={links.kinds[kind]}
            title={links.kinds[kind]}
            onClick={() => void changeLink(session, id, { kind })}
          >
            <span aria-hidden="true">{sign}</span>
            {link.kind === kind && <span class="label">{links.kinds[kind]}</span>}
          </button>
        ))}
      </fieldset>
      <select
        aria-label={links.others}
        value={isOther ? link.kind : ''}
        onChange={(event) => void changeLink(session, id, { kind: event.currentTarget.value as LinkKind })}
      >
        <option value="" disabled>
          {links.others}…
        </option>
        {sorted.map((kind) => (
          <option key={kind} value={kind}>
            {links.kinds[kind]}
          </option>
        ))}
      </select>
      <span class="divider" />
      <span class="break" />
      <fieldset class="segments" aria-label={links.strength}>
        {STRENGTH.map((strength) => (
          <button
            key={strength}
            type="button"
            class="icon-button"
            aria-pressed={link.strength === strength}
            aria-label={links.strengths[strength]}
            title={links.strengths[strength]}
            onClick={() => void changeLink(session, id, { strength })}
          >
            <span class={`stroke stroke-${strength}`} />
          </button>
        ))}
      </fieldset>
      <IconButton
        icon="saving"
        size={18}
        label={links.delay}
        pressed={link.delay === true}
        onClick={() => void changeLink(session, id, { delay: !link.delay })}
      />
      <IconButton
        icon="lilac"
        size={18}
        label={links.contested}
        pressed={link.contested === true}
        onClick={() => void changeLink(session, id, { contested: !link.contested })}
      />
      <span class="divider" />
      <IconButton icon="withdraw" size={18} label={common.remove} onClick={() => removeLink(place, id)} />
    </>
  );
}

function ZoneActs({ id }: { id: string }) {
  const { session, desk } = useWorkplace();
  const zone = session.board.getAs('zone', id);
  if (!zone) return null;
  const { selection: say, common } = words.value;
  return (
    <>
      <button
        type="button"
        class="button"
        onClick={() => {
          desk.sheet.value = { kind: 'zone', zone: id };
        }}
      >
        <Icon name="edit" size={18} />
        <span class="label">{say.rename}</span>
      </button>
      <IconButton
        icon="fit"
        size={18}
        label={words.value.selection.fit}
        onClick={() => desk.stage.value?.fit(zone)}
      />
      {can(session, 'zone.remove', zone) && (
        <IconButton
          icon="withdraw"
          size={18}
          label={common.remove}
          onClick={() => {
            desk.selection.value = { kind: 'none' };
            void removeZone(session, id);
          }}
        />
      )}
    </>
  );
}
