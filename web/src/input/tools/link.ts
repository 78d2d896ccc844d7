/** The connector: drag from one item to another, or tap the first and then the second. */
import { connect, itemText, shortText } from '../../app/acts.ts';
import { words } from '../../i18n/index.ts';
import type { Drag, Press, ToolFactory } from './tool.ts';

const itemOf = (press: Press): string | undefined => (press.hit?.kind === 'item' ? press.hit.id : undefined);

export const createLinkTool: ToolFactory = (place, stage) => {
  const { session, desk } = place;
  return {
    tap(press) {
      const item = itemOf(press);
      const from = desk.linkFrom.value;
      stage.sketch(null);
      if (item === undefined) {
        desk.linkFrom.value = null;
        if (press.hit?.kind === 'link') desk.selection.value = { kind: 'link', id: press.hit.id };
      } else if (from === null) {
        desk.linkFrom.value = item;
        desk.selectItems([]);
        desk.say(words.value.tools.linkTo(shortText(itemText(session, item))));
      } else {
        desk.linkFrom.value = null;
        connect(place, from, item);
      }
    },

    hover(press) {
      const from = desk.linkFrom.value;
      stage.sketch(from === null ? null : { from, to: press.at });
    },

    drag(press): Drag | 'pan' {
      const from = itemOf(press);
      if (from === undefined) return 'pan';
      desk.linkFrom.value = from;
      const stop = () => {
        stage.sketch(null);
        desk.linkFrom.value = null;
      };
      return {
        move: (now) => stage.sketch({ from, to: now.at }),
        end(now) {
          stop();
          const to = itemOf(now);
          if (to !== undefined) connect(place, from, to);
        },
        cancel: stop,
      };
    },

    destroy: () => stage.sketch(null),
  };
};
