/**
 * What a closed round says: both tallies, per person and per group, and the sentence that starts the talk. The bars are
 * drawn, and the same numbers stand beside them as text.
 */
import { useSignal } from '@preact/signals';
import { itemText, shortText } from '../../app/acts.ts';
import { inList, inPercent, inTime, words } from '../../i18n/index.ts';
import { sheetsWords } from '../../i18n/sheets.ts';
import { results as outcomesOf } from '../../model/select.ts';
import type { BucketShape, OutcomeShape, RoundRecord } from '../../protocol/catalogue.ts';
import { Icon } from '../icon.tsx';
import { Sheet } from '../sheet.tsx';
import { Switch } from '../switch.tsx';
import { useWorkplace } from '../workplace.ts';

const NAMES_MAX = 4;

export function ResultSheet({ round: id, onClose }: { round: string; onClose: () => void }) {
  const { session, desk } = useWorkplace();
  const round = session.rounds.value.find((each) => each.id === id);
  const { vote } = words.value;
  const { results, voteForm } = sheetsWords.value;
  if (!round) return null;
  const shown = desk.shownRound.value === id;
  return (
    <Sheet title={results.title} wide onClose={onClose}>
      <div class="stack">
        {round.question && (
          <p dir="auto">
            <strong>{round.question}</strong>
          </p>
        )}
        <p class="muted small">
          {[
            round.cast === undefined ? '' : results.cast(round.cast, round.eligible ?? round.cast),
            round.secret ? vote.isSecret : vote.isOpen,
            round.closed_at ? results.closedAt(inTime(round.closed_at)) : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {round.state === 'suppressed' ? (
        <div class="caution stack">
          <strong>{results.suppressed}</strong>
          <p>{results.suppressedText(round.min_group)}</p>
        </div>
      ) : (
        <>
          <Verdict round={round} />
          <Outcomes round={round} />
          <Switch
            label={results.showOnBoard}
            on={shown}
            onChange={(on) => {
              desk.shownRound.value = on ? id : null;
            }}
          />
        </>
      )}
      <div class="row">
        <button
          type="button"
          class="button plain"
          onClick={() => {
            desk.sheet.value = { kind: 'votes' };
          }}
        >
          <Icon name="back" size={16} />
          {voteForm.rounds}
        </button>
      </div>
    </Sheet>
  );
}

/** Groups can be compared when at least two buckets are shown. */
const comparable = (round: RoundRecord): boolean => (round.buckets?.length ?? 0) > 1;

/** "Most dots: A. Carried by every group: B and C. Talk about A." */
function Verdict({ round }: { round: RoundRecord }) {
  const { session } = useWorkplace();
  const { results } = sheetsWords.value;
  const sorted = outcomesOf(round);
  const highest = sorted[0]?.total ?? 0;
  if (highest === 0) return <p class="verdict">{results.noDots}</p>;
  const names = (outcomes: readonly OutcomeShape[]) => {
    const shown = outcomes
      .slice(0, NAMES_MAX)
      .map(({ option }) => `“${shortText(itemText(session, option), 60)}”`);
    return inList(outcomes.length > NAMES_MAX ? [...shown, '…'] : shown);
  };
  const most = sorted.filter((outcome) => outcome.total === highest);
  const carried = sorted.filter((outcome) => (outcome.common ?? 0) > 0);
  const talk = most.filter((outcome) => !carried.includes(outcome));
  const others = carried.filter((outcome) => !most.includes(outcome));
  if (!comparable(round)) return <p class="verdict">{results.most(names(most))}</p>;
  return (
    <div class="verdict">
      {talk.length === 0 ? (
        <>
          <p>{results.carriedAll(names(most))}</p>
          {others.length > 0 && <p>{results.carriedToo(names(others))}</p>}
        </>
      ) : (
        <>
          <p>{results.most(names(most))}</p>
          <p>{carried.length > 0 ? results.carried(names(carried)) : results.noneCarried}</p>
          {carried.length > 0 && (
            <p>
              <strong>{results.talk(names(talk))}</strong>
            </p>
          )}
        </>
      )}
    </div>
  );
}

function Outcomes({ round }: { round: RoundRecord }) {
  const { session, desk } = useWorkplace();
  const { results } = sheetsWords.value;
  const byGroup = useSignal(false);
  const groups = comparable(round);
  const sorted = outcomesOf(round);
  const shown = byGroup.value ? [...sorted].sort((a, b) => (b.balanced ?? 0) - (a.balanced ?? 0)) : sorted;
  const highest = Math.max(1, ...sorted.map((outcome) => outcome.total));
  const fairest = Math.max(1, ...sorted.map((outcome) => outcome.balanced ?? 0));
  return (
    <section class="stack">
      {groups && (
        <>
          <fieldset class="field">
            <legend>{results.sort}</legend>
            <div class="chips">
              {[false, true].map((group) => (
                <label key={String(group)} class="chip">
                  <input
                    type="radio"
                    name="sort"
                    checked={byGroup.value === group}
                    onChange={() => {
                      byGroup.value = group;
                    }}
                  />
                  <span>{group ? results.sortGroup : results.sortPerson}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <p class="legend">
            <span>
              <i class="full" /> {results.perPerson}: {results.perPersonHint}
            </span>
            <span>
              <i /> {results.perGroup}: {results.perGroupHint}
            </span>
          </p>
        </>
      )}
      <ol class="outcomes">
        {shown.map((outcome) => (
          <li key={outcome.option} class="outcome">
            <button
              type="button"
              class="outcome-name"
              dir="auto"
              onClick={() => {
                desk.selectItems([outcome.option]);
                desk.stage.value?.focusItem(outcome.option);
              }}
            >
              {(outcome.common ?? 0) > 0 && groups && <Icon name="carried" size={17} />}
              {shortText(itemText(session, outcome.option), 120)}
            </button>
            <Bar part={outcome.total / highest} text={String(outcome.total)} />
            {groups && (
              <Bar part={(outcome.balanced ?? 0) / fairest} text={inPercent(outcome.balanced ?? 0)} group />
            )}
            <small>
              {results.breadth}: {results.breadthOf(inPercent(outcome.breadth))}
              {groups && (outcome.common ?? 0) > 0 ? ` · ${results.common}` : ''}
            </small>
            {groups && round.buckets && <Buckets outcome={outcome} buckets={round.buckets} />}
          </li>
        ))}
      </ol>
      {groups ? (
        <Together round={round} />
      ) : (
        session.groups.value.length > 1 && <p class="hint">{results.oneBucket}</p>
      )}
    </section>
  );
}

/** A bar and its number. The bar of the group tally is an outline, so that it differs without colour. */
function Bar({ part, text, group = false }: { part: number; text: string; group?: boolean }) {
  const width = `${Math.max(part > 0 ? 1.5 : 0, part * 100).toFixed(1)}%`;
  return (
    <div class={`bar-line ${group ? 'group' : ''}`}>
      <svg aria-hidden="true" focusable="false">
        <rect class="track" width="100%" height="14" rx="4" />
        <rect
          class="fill"
          x={group ? 1 : 0}
          y={group ? 1 : 0}
          width={width}
          height={group ? 12 : 14}
          rx="4"
        />
      </svg>
      <span>{text}</span>
    </div>
  );
}

function useBucketName(): (bucket: BucketShape) => string {
  const { session } = useWorkplace();
  const { common } = words.value;
  const { results } = sheetsWords.value;
  return (bucket) => {
    const names = bucket.groups.map((id) => session.board.getAs('group', id)?.name ?? results.others);
    if (bucket.ungrouped) names.push(common.noGroup.toLocaleLowerCase());
    return inList(names);
  };
}

function Buckets({ outcome, buckets }: { outcome: OutcomeShape; buckets: readonly BucketShape[] }) {
  const nameOf = useBucketName();
  const { results } = sheetsWords.value;
  return (
    <details>
      <summary class="small muted">{results.byGroup}</summary>
      <table class="groups-table">
        <tbody>
          {buckets.map((bucket, place) => {
            const share = outcome.shares[place];
            return (
              <tr key={place}>
                <th scope="row" dir="auto">
                  {nameOf(bucket)}
                </th>
                <td class="figures">
                  {results.groupShare(share?.voters ?? 0, bucket.voters, share?.dots ?? 0)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}

/** Says which groups are counted together, and why. */
function Together({ round }: { round: RoundRecord }) {
  const nameOf = useBucketName();
  const merged = (round.buckets ?? []).filter(
    (bucket) => bucket.groups.length + (bucket.ungrouped ? 1 : 0) > 1,
  );
  return (
    <>
      {merged.map((bucket, place) => (
        <p key={place} class="hint">
          {sheetsWords.value.results.together(nameOf(bucket))}
        </p>
      ))}
    </>
  );
}
