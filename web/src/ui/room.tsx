/** The room: the board, and around it what helps to work on it. The board itself is drawn by others, into `onBoard`. */
import { useEffect, useRef } from 'preact/hooks';
import type { Workplace } from '../app/acts.ts';
import { openRound } from '../app/acts.ts';
import { words } from '../i18n/index.ts';
import { ConnectionPill } from './connection.tsx';
import { Dock } from './dock.tsx';
import { EmptyBoard, ToolHint } from './hints.tsx';
import { fetchAhead, later } from './later.tsx';
import { OpenSheet, sheetKinds } from './sheets.tsx';
import { Prompt } from './steps.tsx';
import { Toasts } from './toasts.tsx';
import { Top } from './top.tsx';
import { useWorkplace, WorkplaceContext } from './workplace.ts';
import { ZoomControls } from './zoom.tsx';

const SelectionBar = later(() => import('./selection.tsx').then((part) => part.SelectionBar));
const VoteBar = later(() => import('./votebar.tsx').then((part) => part.VoteBar));

/** The places that the room leaves for what is no component. */
export interface Places {
  board: HTMLElement;
  cursors: HTMLElement;
  minimap: HTMLCanvasElement;
}

export function Room({ place, onBoard }: { place: Workplace; onBoard: (places: Places) => () => void }) {
  useWholeScreen();
  useEffect(fetchAhead, []);
  return (
    <WorkplaceContext.Provider value={place}>
      <a class="skip" href="#board">
        {words.value.board.skip}
      </a>
      <div class="room">
        <Top />
        <StageArea onBoard={onBoard} />
      </div>
      <Toasts />
    </WorkplaceContext.Provider>
  );
}

function StageArea({ onBoard }: { onBoard: (places: Places) => () => void }) {
  const { session, desk } = useWorkplace();
  const sheet = desk.sheet.value?.kind;
  const beside =
    sheet && sheetKinds.has(sheet) ? (sheet === 'result' ? 'beside-wide-sheet' : 'beside-sheet') : '';
  const voting = openRound(session) ? 'voting' : '';
  const selected = desk.selection.value.kind !== 'none';
  const { board } = words.value;
  return (
    <main class={`stage ${beside} ${voting}`}>
      <BoardPlace onBoard={onBoard} label={board.region} />
      <p class="unseen" id="board-help">
        {board.help}
      </p>
      <EmptyBoard />
      <Prompt />
      <Dock />
      <ToolHint />
      {selected && <SelectionBar />}
      {voting && <VoteBar />}
      <div class="bottom-left">
        <ConnectionPill />
      </div>
      <div class="bottom-right">
        <div aria-hidden="true">
          <canvas class="minimap" id="minimap" />
        </div>
        <ZoomControls />
      </div>
      <OpenSheet />
    </main>
  );
}

/** Elements that are given away: drawn once, and never touched by this side again. */
function BoardPlace({ onBoard, label }: { onBoard: (places: Places) => () => void; label: string }) {
  const board = useRef<HTMLDivElement>(null);
  const cursors = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const minimap = document.querySelector<HTMLCanvasElement>('#minimap');
    if (!board.current || !cursors.current || !minimap) return undefined;
    return onBoard({ board: board.current, cursors: cursors.current, minimap });
  }, []);
  return (
    <>
      <div
        ref={board}
        id="board"
        class="board"
        role="application"
        aria-roledescription={words.value.board.roleDescription}
        aria-label={label}
        aria-describedby="board-help"
        data-region="board"
      />
      <div ref={cursors} class="cursors" aria-hidden="true" />
    </>
  );
}

/** A board fills the screen and is moved by its own means: the page itself does not scroll. */
export function useWholeScreen(): void {
  useEffect(() => {
    document.documentElement.classList.add('in-room');
    return () => document.documentElement.classList.remove('in-room');
  }, []);
}
