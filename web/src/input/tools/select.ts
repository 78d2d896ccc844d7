/** The arrow: select, move, edit, or draw a rectangle around what is to be selected. */
import { allowed, cornerFor, moveItems, type Workplace } from '../../app/acts.ts';
import { nothing } from '../../app/desk.ts';
import { changeZone } from '../../app/intents.ts';
import { can } from '../../app/rights.ts';
import type { Stage } from '../../app/stage.ts';
import { itemsOfZone } from '../../model/select.ts';
import type { Drag, Press, ToolFactory } from './tool.ts';
import { boxBetween } from './zone.ts';

export const createSelectTool: ToolFactory = (place, stage) => {
  const { session, desk } = place;
  return {
    tap(press) {
      stage.endWriting();
      const { hit } = press;
      if (hit?.kind === 'item') tapItem(place, stage, hit.id, press);
      else if (hit?.kind === 'link') desk.selection.value = { kind: 'link', id: hit.id };
      else if (hit?.kind === 'zone' && can(session, 'zone.change', hit.id)) {
        desk.selection.value = { kind: 'zone', id: hit.id };
      } else {
        desk.selection.value = nothing;
        stage.element.focus({ preventScroll: true });
      }
    },

    doubleTap({ hit, at }) {
      if (hit?.kind === 'item') stage.write({ item: hit.id });
      else if (hit?.kind === 'zone' && can(session, 'zone.change', hit.id)) {
        desk.sheet.value = { kind: 'zone', zone: hit.id };
      } else if (hit?.kind !== 'link') stage.write({ at: cornerFor(at) });
    },

    drag(press) {
      const { hit } = press;
      if (hit?.kind === 'item') {
        const holds = !press.touch || press.held || desk.selectedItems.includes(hit.id);
        return holds ? dragItems(place, stage, hit.id, press) : 'pan';
      }
      if (hit?.kind === 'zone' && !press.touch && can(session, 'zone.change', hit.id)) {
        return dragZone(place, stage, hit.id, press);
      }
      return press.touch ? 'pan' : drawMarquee(place, stage, press);
    },
  };
};

function tapItem({ desk }: Workplace, stage: Stage, id: string, press: Press): void {
  const only = desk.selectedItems.length === 1 && desk.selectedItems[0] === id;
  if (press.adds) desk.toggleItem(id);
  else if (only && press.touch) stage.write({ item: id });
  else desk.selectItems([id]);
  if (!(only && press.touch)) stage.focusItem(id);
}

/** Moves what is selected, or the one item that was grasped. One drop is one act. */
function dragItems(place: Workplace, stage: Stage, id: string, start: Press): Drag | null {
  const { session, desk } = place;
  stage.endWriting();
  if (!desk.selectedItems.includes(id)) desk.selectItems(start.adds ? [...desk.selectedItems, id] : [id]);
  const items = allowed(place, 'item.move', desk.selectedItems);
  if (items.length === 0) return null;
  const offset = (now: Press) => ({ dx: now.at.x - start.at.x, dy: now.at.y - start.at.y });
  return {
    item: items.includes(id) ? id : (items[0] as string),
    move: (now) => stage.preview({ items, ...offset(now) }),
    end(now) {
      const { dx, dy } = offset(now);
      const moves = items.flatMap((each) => {
        const item = session.board.getAs('item', each);
        return item ? [{ item: each, x: item.x + dx, y: item.y + dy }] : [];
      });
      moveItems(place, moves);
      stage.preview(null);
    },
    cancel: () => stage.preview(null),
  };
}

/** A zone takes along what lies in it. */
function dragZone(place: Workplace, stage: Stage, id: string, start: Press): Drag | null {
  const { session } = place;
  const zone = session.board.getAs('zone', id);
  if (!zone) return null;
  const items = itemsOfZone(session.board, id);
  const ids = items.map((item) => item.id);
  const offset = (now: Press) => ({ dx: now.at.x - start.at.x, dy: now.at.y - start.at.y });
  const stop = () => {
    stage.outline(null);
    stage.preview(null);
  };
  return {
    move(now) {
      const { dx, dy } = offset(now);
      stage.outline({ x: zone.x + dx, y: zone.y + dy, w: zone.w, h: zone.h });
      stage.preview({ items: ids, dx, dy });
    },
    end(now) {
      const { dx, dy } = offset(now);
      changeZone(session, id, { x: zone.x + dx, y: zone.y + dy });
      const movable = items.filter((item) => can(session, 'item.move', item));
      moveItems(
        place,
        movable.map((item) => ({ item: item.id, x: item.x + dx, y: item.y + dy })),
      );
      stop();
    },
    cancel: stop,
  };
}

function drawMarquee({ desk }: Workplace, stage: Stage, start: Press): Drag {
  const before = start.adds ? desk.selectedItems : [];
  stage.endWriting();
  return {
    move(now) {
      const box = boxBetween(start.at, now.at);
      stage.outline(box);
      desk.selectItems([...before, ...stage.itemsIn(box)]);
    },
    end: () => stage.outline(null),
    cancel: () => stage.outline(null),
  };
}
