/** Starting a session: a few questions, and then the links to give away. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { HttpProblem, isProblem, type MadeJourney, makeJourney, rememberRoom } from '../../app/doors.ts';
import { language, words } from '../../i18n/index.ts';
import { landingWords } from '../../i18n/landing.ts';
import { LANGUAGE, type Language, LIMITS } from '../../protocol/catalogue.ts';
import { CopyLine } from '../copy.tsx';
import { keepLinks } from '../made.ts';
import { GroupsField } from './groups.tsx';
import { MethodField } from './method.tsx';

/** Without a word the server takes 5 when there are groups, as the form shows. */
const MIN_GROUP_USUAL = 5;

export function CreateCard() {
  const made = useSignal<MadeJourney | null>(null);
  return made.value ? (
    <MadeCard
      made={made.value}
      onAnother={() => {
        made.value = null;
      }}
    />
  ) : (
    <CreateForm
      onMade={(journey) => {
        made.value = journey;
      }}
    />
  );
}

function CreateForm({ onMade }: { onMade: (made: MadeJourney) => void }) {
  const { landing } = landingWords.value;
  const { common } = words.value;
  const title = useSignal('');
  const question = useSignal('');
  const method = useSignal<string | undefined>(undefined);
  const groups = useSignal<readonly string[]>([]);
  const minGroup = useSignal(MIN_GROUP_USUAL);
  const spoken = useSignal<Language>(language.peek());
  const token = useSignal('');
  const asksToken = useSignal(false);
  const problem = useSignal('');
  const busy = useSignal(false);

  const create = async () => {
    const wanted = title.value.trim();
    problem.value = wanted ? '' : landing.needsTitle;
    if (!wanted) return;
    busy.value = true;
    try {
      const journey = await makeJourney(
        {
          title: wanted,
          language: spoken.value,
          ...(question.value.trim() ? { question: question.value.trim() } : {}),
          ...(method.value === undefined ? {} : { method: method.value }),
          ...(groups.value.length > 0
            ? { groups: [...groups.value], policy: { min_group: minGroup.value } }
            : {}),
        },
        { language: language.value, ...(token.value.trim() ? { adminToken: token.value.trim() } : {}) },
      );
      keepLinks(journey.room, journey.links);
      const key = journey.links.facilitator.split('#')[1];
      rememberRoom(journey.room, {
        title: wanted,
        role: 'facilitator',
        at: Date.now(),
        ...(key ? { key } : {}),
      });
      onMade(journey);
    } catch (failure) {
      const refused = isProblem(failure, 'making_not_allowed') || isProblem(failure, 'unauthorized');
      problem.value =
        refused && !asksToken.value ? '' : failure instanceof HttpProblem ? failure.text : landing.failed;
      asksToken.value ||= refused;
    } finally {
      busy.value = false;
    }
  };

  return (
    <section class="card">
      <header>
        <h2>{landing.startTitle}</h2>
        <p>{landing.startText}</p>
      </header>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <div class="field">
          <label for="new-title">{landing.title}</label>
          <input
            id="new-title"
            class="input"
            dir="auto"
            autocomplete="off"
            placeholder={landing.titleHint}
            maxLength={LIMITS.title_points_max}
            aria-invalid={problem.value === landing.needsTitle}
            value={title.value}
            onInput={(event) => {
              title.value = event.currentTarget.value;
              problem.value = '';
            }}
          />
        </div>
        <div class="field">
          <label for="new-question">
            {landing.question} <span class="hint">({common.optional})</span>
          </label>
          <input
            id="new-question"
            class="input"
            dir="auto"
            autocomplete="off"
            placeholder={landing.questionHint}
            maxLength={LIMITS.line_points_max}
            value={question.value}
            onInput={(event) => {
              question.value = event.currentTarget.value;
            }}
          />
        </div>
        <MethodField chosen={method} />
        <GroupsField groups={groups} />
        <div class="two">
          <div class="field">
            <label for="new-language">{common.language}</label>
            <select
              id="new-language"
              class="input"
              value={spoken.value}
              onChange={(event) => {
                spoken.value = event.currentTarget.value as Language;
              }}
            >
              {LANGUAGE.map((each) => (
                <option key={each} value={each}>
                  {common.languages[each]}
                </option>
              ))}
            </select>
          </div>
          {groups.value.length > 0 && (
            <div class="field">
              <label for="new-min-group">{landing.minGroup}</label>
              <input
                id="new-min-group"
                class="input"
                type="number"
                min={LIMITS.min_group_min}
                max={LIMITS.min_group_max}
                value={minGroup.value}
                aria-describedby="min-group-hint"
                onInput={(event) => {
                  const number = event.currentTarget.valueAsNumber;
                  if (Number.isInteger(number)) minGroup.value = number;
                }}
              />
            </div>
          )}
        </div>
        {groups.value.length > 0 && (
          <p class="hint" id="min-group-hint">
            {landing.minGroupHint}
          </p>
        )}
        {asksToken.value && (
          <div class="field">
            <label for="new-token">{landing.token}</label>
            <input
              id="new-token"
              class="input"
              type="password"
              autocomplete="off"
              aria-describedby="token-hint"
              value={token.value}
              onInput={(event) => {
                token.value = event.currentTarget.value;
              }}
            />
            <span class="hint" id="token-hint">
              {landing.tokenHint}
            </span>
          </div>
        )}
        {problem.value && (
          <p class="problem" role="alert">
            {problem.value}
          </p>
        )}
        <div>
          <button type="submit" class="button primary large" disabled={busy.value}>
            {busy.value ? landing.creating : landing.create}
          </button>
        </div>
      </form>
    </section>
  );
}

function MadeCard({ made, onAnother }: { made: MadeJourney; onAnother: () => void }) {
  const { landing } = landingWords.value;
  const { join } = words.value;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, []);
  return (
    <section class="card">
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {landing.madeTitle}
        </h2>
        <p>{landing.madeText}</p>
      </header>
      {(['participant', 'facilitator', 'observer'] as const).map((role) => (
        <CopyLine key={role} label={join.links[role]} text={made.links[role]} />
      ))}
      <div class="row">
        <a class="button primary large" href={made.links.facilitator}>
          {landing.madeEnter}
        </a>
        <button type="button" class="button plain" onClick={onAnother}>
          {landing.madeAnother}
        </button>
      </div>
    </section>
  );
}
