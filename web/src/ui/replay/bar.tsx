/** The scrubber below a replayed board: a slider with a spoken value, the event in words, and marks to jump to. */
import type { Mark, ReplaySession } from '../../app/replay.ts';
import { inTime, inWords, words } from '../../i18n/index.ts';
import { replayWords } from '../../i18n/replay.ts';
import { IconButton } from '../icon.tsx';
import { useWorkplace } from '../workplace.ts';
import { type Player, SPEEDS } from './player.ts';
import { tellMoment } from './story.ts';

export function ReplayBar({ replay, player }: { replay: ReplaySession; player: Player }) {
  const { session } = useWorkplace();
  const { replay: say } = replayWords.value;
  const position = replay.position.value;
  const moment = replay.currentEvent.value;
  const sentence = moment ? tellMoment(moment, session) : say.start;
  const time = moment ? inTime(moment.event.at) : '';
  const marks = replay.marks.filter((mark) => mark.kind !== 'join');
  return (
    <section class="replay-bar floating" aria-label={say.title} data-region="replay">
      <p class="now">
        {time && <time class="figures">{time}</time>}
        <span dir="auto">{sentence}</span>
        <small class="figures">{say.position(position, replay.length)}</small>
      </p>
      <div class="track">
        <Marks marks={marks} length={replay.length} />
        <input
          type="range"
          min={0}
          max={replay.length}
          step={1}
          value={position}
          aria-label={say.slider}
          aria-valuetext={[time, sentence].filter(Boolean).join(', ')}
          onInput={(event) => player.goTo(event.currentTarget.valueAsNumber)}
        />
      </div>
      <div class="row">
        <IconButton
          icon="stepBack"
          label={say.earlier}
          disabled={position === 0}
          onClick={() => player.goTo(position - 1)}
        />
        <IconButton
          icon={player.playing.value ? 'pause' : 'play'}
          class="play"
          label={player.playing.value ? say.pause : say.play}
          disabled={replay.length === 0}
          onClick={() => player.toggle()}
        />
        <IconButton
          icon="stepOn"
          label={say.later}
          disabled={position >= replay.length}
          onClick={() => player.goTo(position + 1)}
        />
        <label class="inline">
          <span>{say.speed}</span>
          <select
            value={player.speed.value}
            onChange={(event) => {
              player.speed.value = Number(event.currentTarget.value);
            }}
          >
            {SPEEDS.map((speed) => (
              <option key={speed} value={speed}>
                {speed}×
              </option>
            ))}
          </select>
        </label>
        <label class="inline wide-only">
          <input
            type="checkbox"
            checked={player.skipPauses.value}
            onChange={(event) => {
              player.skipPauses.value = event.currentTarget.checked;
            }}
          />
          <span>{say.skipIdle}</span>
        </label>
        {marks.length > 0 && (
          <label class="inline jump">
            <span>{say.marks}</span>
            <select
              value={lastBefore(marks, position)}
              onChange={(event) => player.goTo(Number(event.currentTarget.value))}
            >
              <option value={0}>{say.start}</option>
              {marks.map((mark) => (
                <option key={mark.position} value={mark.position}>
                  {inTime(mark.at)} {nameOfMark(mark, session)}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
    </section>
  );
}

const lastBefore = (marks: readonly Mark[], position: number): number =>
  marks.filter((mark) => mark.position <= position).at(-1)?.position ?? 0;

function nameOfMark(mark: Mark, session: ReturnType<typeof useWorkplace>['session']): string {
  const { vote } = words.value;
  if (mark.kind === 'vote') {
    const question = session.board.getAs('round', mark.subject)?.question;
    const title = mark.verb === 'vote.close' ? vote.closed : vote.bar;
    return question ? `${title}: ${question}` : title;
  }
  return inWords(session.board.getAs('phase', mark.subject)?.name);
}

/** Where steps began (lines) and votes were (rings), above the slider. */
function Marks({ marks, length }: { marks: readonly Mark[]; length: number }) {
  return (
    <svg class="marks" aria-hidden="true" focusable="false">
      {marks.map((mark) => {
        const x = `${((mark.position / Math.max(1, length)) * 100).toFixed(2)}%`;
        return mark.kind === 'vote' ? (
          <circle key={`vote ${mark.position}`} cx={x} cy="7" r="4" />
        ) : (
          <rect key={`phase ${mark.position}`} x={x} y="1" width="2.5" height="12" rx="1" />
        );
      })}
    </svg>
  );
}
