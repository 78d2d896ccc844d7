/** The replay screen: the same board, read only, with the scrubber below. */
import { useEffect, useRef } from 'preact/hooks';
import type { Workplace } from '../../app/acts.ts';
import type { ReplaySession } from '../../app/replay.ts';
import { words } from '../../i18n/index.ts';
import { replayWords } from '../../i18n/replay.ts';
import { Icon, Mark } from '../icon.tsx';
import { useWholeScreen } from '../room.tsx';
import { LanguageChoice } from '../settings.tsx';
import { Steps } from '../steps.tsx';
import { WorkplaceContext } from '../workplace.ts';
import { ZoomControls } from '../zoom.tsx';
import { ReplayBar } from './bar.tsx';
import type { Player } from './player.ts';

export function ReplayScreen(props: {
  place: Workplace;
  replay: ReplaySession;
  player: Player;
  onBoard: (board: HTMLElement) => () => void;
}) {
  const { place, replay, player } = props;
  useWholeScreen();
  const board = useRef<HTMLDivElement>(null);
  useEffect(() => (board.current ? props.onBoard(board.current) : undefined), []);
  const room = place.session.room.value;
  const { board: text } = words.value;
  const { replay: say } = replayWords.value;
  return (
    <WorkplaceContext.Provider value={place}>
      <div class="room">
        <header class="top" data-region="top">
          <a class="brand" href="/" title={words.value.menu.home}>
            <Mark />
            <span class="wide-only">Kring</span>
          </a>
          <div class="room-title">
            <h1 dir="auto">{room?.title}</h1>
            {room?.question && <p dir="auto">{room.question}</p>}
          </div>
          <Steps />
          <div class="top-end">
            <span class="tag">{say.title}</span>
            <span class="wide-only">
              <LanguageChoice id="replay-language" />
            </span>
            <a class="button" href={location.pathname.replace(/\/replay\/?$/, '')}>
              <Icon name="back" size={16} />
              <span class="wide-only">{say.back}</span>
            </a>
          </div>
        </header>
        <main class="stage">
          <div
            ref={board}
            id="board"
            class="board"
            role="application"
            aria-roledescription={text.roleDescription}
            aria-label={text.region}
            data-region="board"
          />
          <div class="bottom-right">
            <ZoomControls />
          </div>
          <ReplayBar replay={replay} player={player} />
        </main>
      </div>
    </WorkplaceContext.Provider>
  );
}
