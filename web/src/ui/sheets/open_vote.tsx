/** What a facilitator says to open a vote, and what must be known before: too few people for a secret round. */
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { zoneName } from '../../app/acts.ts';
import { openVote } from '../../app/intents.ts';
import { words } from '../../i18n/index.ts';
import { sheetsWords } from '../../i18n/sheets.ts';
import { isOnBoard, suitableDots } from '../../model/select.ts';
import { type Commands, LIMITS } from '../../protocol/catalogue.ts';
import { Sheet } from '../sheet.tsx';
import { Switch } from '../switch.tsx';
import { eligible } from '../votebar.tsx';
import { useWorkplace } from '../workplace.ts';

const ALL = 'all';
const SELECTION = 'selection';

export function OpenVoteSheet({ onClose }: { onClose: () => void }) {
  const { session, desk } = useWorkplace();
  const rule = session.phases.value.find((phase) => phase.state === 'running')?.vote;
  const selected = useRef(desk.selectedItems).current;
  const scope = useSignal(selected.length > 1 ? SELECTION : ALL);
  const question = useSignal('');
  const auto = useSignal(rule?.dots === undefined);
  const dots = useSignal(rule?.dots ?? 5);
  const max = useSignal(rule?.max_per_option ?? 2);
  const secret = useSignal(rule?.secret ?? true);
  const { vote } = words.value;
  const { voteForm } = sheetsWords.value;

  const options = countOptions(session.board, scope.value, selected.length);
  const given = auto.value ? suitableDots(options) : dots.value;
  const k = session.journey.value?.min_group ?? LIMITS.min_group_min;
  const voters = eligible(session);
  const few = secret.value && voters < k;

  const submit = async () => {
    const fields: Commands['vote.open'] = {
      ...(question.value.trim() ? { question: question.value.trim() } : {}),
      ...(scope.value === SELECTION ? { options: [...selected] } : {}),
      ...(scope.value !== ALL && scope.value !== SELECTION ? { zone: scope.value } : {}),
      ...(auto.value ? {} : { dots: dots.value }),
      max_per_option: Math.min(max.value, given),
      secret: secret.value,
    };
    if ((await openVote(session, fields)) === 'done') onClose();
  };

  return (
    <Sheet title={vote.open} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div class="field">
          <label for="vote-question">{voteForm.question}</label>
          <input
            id="vote-question"
            class="input"
            dir="auto"
            maxLength={LIMITS.line_points_max}
            placeholder={voteForm.questionHint}
            value={question.value}
            onInput={(event) => {
              question.value = event.currentTarget.value;
            }}
          />
        </div>
        <div class="field">
          <label for="vote-scope">{voteForm.scope}</label>
          <select
            id="vote-scope"
            class="input"
            value={scope.value}
            onChange={(event) => {
              scope.value = event.currentTarget.value;
            }}
          >
            <option value={ALL}>{voteForm.scopeAll}</option>
            {session.zones.value.map((zone) => (
              <option key={zone.id} value={zone.id}>
                {voteForm.scopeZone(zoneName(zone))}
              </option>
            ))}
            {selected.length > 1 && (
              <option value={SELECTION}>{voteForm.scopeSelection(selected.length)}</option>
            )}
          </select>
          <span class="hint">{words.value.common.notes(options)}</span>
        </div>
        <fieldset class="field">
          <legend>{voteForm.dots}</legend>
          <div class="chips">
            <label class="chip">
              <input
                type="radio"
                name="dots"
                checked={auto.value}
                onChange={() => {
                  auto.value = true;
                }}
              />
              <span>
                {voteForm.dotsAuto} ({suitableDots(options)})
              </span>
            </label>
            {[3, 4, 5, 6, 7].map((number) => (
              <label key={number} class="chip">
                <input
                  type="radio"
                  name="dots"
                  checked={!auto.value && dots.value === number}
                  onChange={() => {
                    auto.value = false;
                    dots.value = number;
                  }}
                />
                <span>{number}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <fieldset class="field">
          <legend>{voteForm.maxPerOption}</legend>
          <div class="chips">
            {[1, 2, 3, 5]
              .filter((number) => number <= Math.max(given, 1))
              .map((number) => (
                <label key={number} class="chip">
                  <input
                    type="radio"
                    name="max"
                    checked={Math.min(max.value, given) === number}
                    onChange={() => {
                      max.value = number;
                    }}
                  />
                  <span>{number}</span>
                </label>
              ))}
          </div>
        </fieldset>
        <Switch
          label={voteForm.secret}
          hint={secret.value ? voteForm.secretHint : voteForm.openHint}
          on={secret.value}
          onChange={(on) => {
            secret.value = on;
          }}
        />
        {few && (
          <div class="caution stack" role="status">
            <p>{voteForm.fewPeople(voters, k)}</p>
            <button
              type="button"
              class="button"
              onClick={() => {
                secret.value = false;
              }}
            >
              {voteForm.makeOpen}
            </button>
          </div>
        )}
        {options < 2 && <p class="caution">{voteForm.tooFew}</p>}
        <button type="submit" class="button primary large" disabled={options < 2}>
          {voteForm.start}
        </button>
      </form>
    </Sheet>
  );
}

function countOptions(
  board: ReturnType<typeof useWorkplace>['session']['board'],
  scope: string,
  selected: number,
): number {
  if (scope === SELECTION) return selected;
  let count = 0;
  for (const item of board.all('item')) {
    if (isOnBoard(item) && (scope === ALL || item.zone === scope)) count++;
  }
  return count;
}
