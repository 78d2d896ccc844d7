/** The story of a room, from the first note to the last. */
import '../style/pages.css';
import '../style/room.css';
import '../style/replay.css';
import { effect, signal } from '@preact/signals';
import type { Workplace } from '../app/acts.ts';
import { Desk } from '../app/desk.ts';
import { HttpProblem } from '../app/doors.ts';
import { openReplay, type ReplaySession } from '../app/replay.ts';
import { openRoom, type RoomSession } from '../app/store.ts';
import { language, words } from '../i18n/index.ts';
import { replayWords } from '../i18n/replay.ts';
import { createGestures } from '../input/gestures.ts';
import { NoEntry, Waiting } from '../ui/entrance.tsx';
import { createPlayer, type Player } from '../ui/replay/player.ts';
import { ReplayScreen } from '../ui/replay/replay.tsx';
import { BoardView } from '../view/board.ts';
import { insets } from './board.ts';
import { roomOfReplay } from './replayed.ts';
import { start } from './start.ts';

type Screen =
  | { name: 'loading'; events: number }
  | { name: 'failed'; text: string }
  | { name: 'empty' }
  | { name: 'loaded'; place: Workplace; replay: ReplaySession; player: Player };

const NAMES_MS = 1000;

const screen = signal<Screen>({ name: 'loading', events: 0 });
const roomId = decodeURIComponent(/^\/r\/([^/]+)/.exec(location.pathname)?.[1] ?? '');

function Story() {
  const { common } = words.value;
  const { replay: say } = replayWords.value;
  const now = screen.value;
  switch (now.name) {
    case 'loading':
      return <Waiting text={now.events > 0 ? `${common.loading} ${now.events}` : common.loading} />;
    case 'failed':
      return <NoEntry title={say.failed} text={now.text} action="reload" />;
    case 'empty':
      return <NoEntry title={say.title} text={say.empty} />;
    case 'loaded':
      return (
        <ReplayScreen
          place={now.place}
          replay={now.replay}
          player={now.player}
          onBoard={(board) => createReplayBoard(now.place, now.replay, board)}
        />
      );
  }
}

/** The same board as in the room; it shows the last vote that had been closed by then. */
function createReplayBoard(place: Workplace, replay: ReplaySession, element: HTMLElement): () => void {
  const stage = new BoardView(element, place, { insets });
  const gestures = createGestures(stage, place, true);
  place.desk.stage.value = stage;
  requestAnimationFrame(() => stage.fit());
  const stopRounds = effect(() => {
    replay.position.value;
    const closed = place.session.rounds.value.find((round) => round.state === 'closed');
    place.desk.shownRound.value = closed?.id ?? null;
    // The board hears of the changes in this same turn: it never shows another moment than the bar names.
    queueMicrotask(() => stage.drawNow());
  });
  return () => {
    stopRounds();
    gestures.destroy();
    stage.destroy();
  };
}

/** Who looks back is no guest for longer than it takes to learn the names. */
function leaveOnceKnown(names: RoomSession): void {
  const stop = effect(() => {
    if (names.people.value.length === 0) return;
    setTimeout(() => {
      stop();
      names.leave();
    }, NAMES_MS);
  });
}

async function load(): Promise<void> {
  const key = location.hash.slice(1);
  try {
    const replay = await openReplay({
      room: roomId,
      language: language.value,
      ...(key ? { key } : {}),
      onLoaded(events) {
        screen.value = { name: 'loading', events };
      },
    });
    if (replay.length === 0) {
      screen.value = { name: 'empty' };
      return;
    }
    // Names are no part of the log: they come from the room, for whoever may be in it.
    const names = openRoom({ room: roomId, language: language.value });
    leaveOnceKnown(names);
    const place = { session: roomOfReplay(replay, names), desk: new Desk() };
    const player = createPlayer(replay);
    effect(() => {
      const room = place.session.room.value;
      if (room) document.title = replayWords.value.replay.pageTitle(room.title);
    });
    screen.value = { name: 'loaded', place, replay, player };
  } catch (problem) {
    const text = problem instanceof HttpProblem ? problem.text : replayWords.value.replay.failed;
    screen.value = { name: 'failed', text };
  }
}

start(<Story />);
void load();
