/** What the tool in hand expects, and what to do with an empty board. */
import { useComputed } from '@preact/signals';
import { itemText, shortText } from '../app/acts.ts';
import { can } from '../app/rights.ts';
import { words } from '../i18n/index.ts';
import { IconButton } from './icon.tsx';
import { coarse } from './media.ts';
import { useWorkplace } from './workplace.ts';

export function ToolHint() {
  const { session, desk } = useWorkplace();
  const { tools } = words.value;
  const from = desk.linkFrom.value;
  const hints = {
    note: tools.noteHint,
    driver: tools.driverHint,
    zone: tools.zoneHint,
    place: tools.moveHint,
    link: from === null ? tools.linkFrom : tools.linkTo(shortText(itemText(session, from), 32)),
  } as const;
  const tool = desk.tool.value;
  if (tool === 'select' || tool === 'hand' || tool === 'dot') return null;
  return (
    <div class="tool-hint">
      <span dir="auto">{hints[tool]}</span>
      <IconButton icon="close" size={16} label={words.value.common.cancel} onClick={() => desk.letGo()} />
    </div>
  );
}

export function EmptyBoard() {
  const { session, desk } = useWorkplace();
  const empty = useComputed(() => {
    desk.changed.value;
    const nobodyWrites = desk.stage.value?.writing.value == null;
    return nobodyWrites && session.board.count('item') === 0 && session.zones.value.length <= 1;
  });
  if (!empty.value) return null;
  const { board } = words.value;
  const text = !can(session, 'item.add')
    ? board.emptyWatch
    : coarse.value
      ? board.emptyTouch
      : board.emptyText;
  return (
    <div class="empty-board">
      <h2>{board.emptyTitle}</h2>
      <p>{text}</p>
    </div>
  );
}
