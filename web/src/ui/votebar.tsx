/** The vote while it runs: what is asked, which dots I have left, how many have voted. Never how the others vote. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { openRound } from '../app/acts.ts';
import { closeVote } from '../app/intents.ts';
import { can } from '../app/rights.ts';
import { words } from '../i18n/index.ts';
import { around } from '../model/geometry.ts';
import { dotsLeft } from '../model/select.ts';
import type { RoundRecord } from '../protocol/catalogue.ts';
import { IconButton } from './icon.tsx';
import { useWorkplace } from './workplace.ts';

const DOTS_SHOWN_MAX = 10;

export function VoteBar() {
  const { session, desk } = useWorkplace();
  const asking = useSignal<string | null>(null);
  const bar = useRef<HTMLElement>(null);
  const lead = useRef<HTMLButtonElement>(null);
  const asked = useRef(asking.value);
  // The button that was pressed gave way to another one, which takes over its focus.
  useEffect(() => {
    if (asked.current !== asking.value) lead.current?.focus();
    asked.current = asking.value;
  }, [asking.value]);
  // What floats above this bar on small screens has to know how high it is.
  useEffect(() => {
    const height = `${bar.current?.offsetHeight ?? 0}px`;
    document.documentElement.style.setProperty('--vote-height', height);
  });
  // The ballot is no signal: the bar follows the records.
  desk.changed.value;
  const round = openRound(session);
  if (!round) return null;
  const { vote, common } = words.value;
  const progress =
    session.progress.value.get(round.id) ?? countOpen(session.board.all('ballot'), round, session);
  const leads = can(session, 'vote.close');
  return (
    <section ref={bar} class="vote-bar floating" aria-label={vote.bar} data-region="vote">
      <div class="ask">
        <strong dir="auto">{round.question ?? vote.barDefault}</strong>
        <small>
          {[
            round.secret ? vote.isSecret : vote.isOpen,
            round.max_per_option < round.dots ? vote.max(round.max_per_option) : '',
            progress ? vote.voted(progress.done, progress.of) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </div>
      <IconButton
        icon="fit"
        size={18}
        class="wide-only"
        label={vote.show}
        onClick={() => {
          const boxes = round.options.flatMap((option) => desk.stage.value?.boxOf(option) ?? []);
          const box = around(boxes);
          if (box) desk.stage.value?.fit(box);
        }}
      />
      <MyDots round={round} />
      {leads && asking.value !== round.id && (
        <button
          ref={lead}
          type="button"
          class="button primary"
          onClick={() => {
            asking.value = round.id;
          }}
        >
          {vote.close}
        </button>
      )}
      {leads && asking.value === round.id && (
        <span class="row">
          <button
            ref={lead}
            type="button"
            class="button primary"
            title={progress ? vote.closeAnyway(progress.done, progress.of) : undefined}
            onClick={() => void closeVote(session, round.id)}
          >
            {vote.closeNow}
          </button>
          <button
            type="button"
            class="button plain"
            onClick={() => {
              asking.value = null;
            }}
          >
            {common.cancel}
          </button>
        </span>
      )}
    </section>
  );
}

function MyDots({ round }: { round: RoundRecord }) {
  const { session } = useWorkplace();
  const { vote } = words.value;
  const me = session.me.value;
  if (!me || me.role === 'observer') return null;
  if (!can(session, 'vote.cast')) {
    // A facilitator who belongs to no group leads the vote and does not take part in it.
    return me.role === 'facilitator' ? null : <span class="left muted">{vote.notNow}</span>;
  }
  if (session.connection.value.state !== 'live') return <span class="left muted">{vote.offline}</span>;
  const left = dotsLeft(session.board, round.id, me.id);
  const dots = Array.from({ length: Math.min(round.dots, DOTS_SHOWN_MAX) }, (_, place) => place);
  const given = round.dots - left;
  return (
    <div class="left">
      <span class="my-dots" aria-hidden="true">
        {dots.map((place) => (
          <i key={place} class={place < Math.min(given, DOTS_SHOWN_MAX) ? 'given' : ''} />
        ))}
      </span>
      <span>{left === 0 ? vote.allGiven : vote.left(left, round.dots)}</span>
    </div>
  );
}

/** In an open round everybody can count for themselves who has voted. */
function countOpen(
  ballots: Iterable<{ round: string; dots: readonly unknown[] }>,
  round: RoundRecord,
  session: ReturnType<typeof useWorkplace>['session'],
): { done: number; of: number } | undefined {
  if (round.secret) return undefined;
  let done = 0;
  for (const ballot of ballots) if (ballot.round === round.id && ballot.dots.length > 0) done++;
  return { done, of: Math.max(done, eligible(session)) };
}

/** How many of those here can vote. */
export function eligible(session: ReturnType<typeof useWorkplace>['session']): number {
  const groups = session.groups.value.length > 0;
  return session.people.value.filter(
    (person) =>
      person.present &&
      (person.role === 'participant' ||
        (person.role === 'facilitator' && (!groups || person.group !== undefined))),
  ).length;
}
