/** The view's own controls: nearer, farther, everything; and the small map on large screens. */
import { useComputed } from '@preact/signals';
import { inNumber, words } from '../i18n/index.ts';
import { IconButton } from './icon.tsx';
import { useWorkplace } from './workplace.ts';

const STEP = 1.25;

export function ZoomControls() {
  const { desk } = useWorkplace();
  const level = useComputed(() => Math.round((desk.stage.value?.camera.value.k ?? 1) * 100) / 100);
  const { board } = words.value;
  const stage = desk.stage.value;
  return (
    <fieldset class="zoom floating" aria-label={board.zoom}>
      <IconButton
        icon="zoomOut"
        size={18}
        class="wide-only"
        label={board.zoomOut}
        onClick={() => stage?.zoomBy(1 / STEP)}
      />
      <button
        type="button"
        class="level wide-only"
        title={board.zoomReset}
        aria-label={`${inNumber(level.value, { style: 'percent' })}, ${board.zoomReset}`}
        onClick={() => stage?.zoomTo(1)}
      >
        {inNumber(level.value, { style: 'percent' })}
      </button>
      <IconButton
        icon="zoomIn"
        size={18}
        class="wide-only"
        label={board.zoomIn}
        onClick={() => stage?.zoomBy(STEP)}
      />
      <IconButton
        icon="fit"
        size={18}
        label={board.zoomFit}
        title={`${board.zoomFit} (Shift+1)`}
        onClick={() => stage?.fit()}
      />
    </fieldset>
  );
}
