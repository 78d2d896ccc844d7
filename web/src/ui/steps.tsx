/** Where the session is: the steps in the bar, what to do in the present one, and how much time there is. */
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { startPhase } from '../app/intents.ts';
import { can } from '../app/rights.ts';
import { inClock, inWords, words } from '../i18n/index.ts';
import type { PhaseRecord } from '../protocol/catalogue.ts';
import { Icon, IconButton } from './icon.tsx';
import { narrow, spacious } from './media.ts';
import { useWorkplace } from './workplace.ts';

/** How many steps fit in the bar. More of them become one chip. */
const STEPS_IN_BAR = 6;

const MINUTE_MS = 60_000;

export function Steps() {
  const { session, desk } = useWorkplace();
  const phases = session.phases.value;
  const list = useRef<HTMLOListElement>(null);
  const current = phases.find((phase) => phase.state === 'running');
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [current?.id]);
  if (phases.length < 2) return null;
  const { phases: say } = words.value;
  const open = () => {
    desk.sheet.value = desk.sheet.value?.kind === 'agenda' ? null : { kind: 'agenda' };
  };
  if (!spacious.value || phases.length > STEPS_IN_BAR) {
    const place = current ? phases.indexOf(current) + 1 : 0;
    return (
      <nav class="steps" aria-label={say.nav}>
        <button
          type="button"
          class="step-chip"
          aria-label={current ? `${say.step(place, phases.length)}: ${inWords(current.name)}` : say.title}
          onClick={open}
        >
          <small class="figures">
            {place}/{phases.length}
          </small>
          {!narrow.value && <span>{current ? inWords(current.name) : say.title}</span>}
          <Icon name="down" size={16} />
        </button>
      </nav>
    );
  }
  return (
    <nav class="steps" aria-label={say.nav}>
      <ol ref={list}>
        {phases.map((phase) => (
          <li
            key={phase.id}
            class={phase.state === 'done' ? 'done' : ''}
            aria-current={phase.state === 'running' ? 'step' : undefined}
          >
            <button type="button" onClick={open}>
              {inWords(phase.name)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The server's time, as long as somebody looks at it. */
const time = signal(0);

/** How much of the running step's time is left. Nothing ends by itself: it is a help, not a rule. */
export function StepClock() {
  const { session } = useWorkplace();
  const phase = session.phases.value.find((each) => each.state === 'running');
  const timed = phase !== undefined && phase.minutes > 0 && phase.started_at !== undefined;
  useEffect(() => {
    if (!timed) return undefined;
    const tick = () => {
      time.value = session.serverNow();
    };
    tick();
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [timed]);
  if (!timed || time.value === 0) return null;
  const left = (phase.started_at ?? 0) + phase.minutes * MINUTE_MS - time.value;
  const { phases: say } = words.value;
  const text = inClock(Math.abs(left));
  return (
    <span
      class={`clock ${left < 0 ? 'over' : ''}`}
      role="timer"
      aria-label={left < 0 ? say.timeOver(text) : say.timeLeft(text)}
    >
      <Icon name="timer" size={16} />
      {left < 0 ? `+${text}` : text}
    </span>
  );
}

/** The phase whose instruction this person has put away. */
const hiddenPrompt = signal<string | null>(null);

/** The next step of the agenda after the running one. */
export function nextPhase(phases: readonly PhaseRecord[]): PhaseRecord | undefined {
  const now = phases.findIndex((phase) => phase.state === 'running');
  return phases[now + 1];
}

/** What to do now. */
export function Prompt() {
  const { session } = useWorkplace();
  const phases = session.phases.value;
  const { phases: say } = words.value;
  const phase = phases.find((each) => each.state === 'running');
  const leads = can(session, 'phase.start');
  const next = nextPhase(phases);
  const instruction = inWords(phase?.say);
  if (phase && hiddenPrompt.value === phase.id) return null;
  const moreSteps = phases.length > 1;
  if (!instruction && !(leads && moreSteps)) return null;
  return (
    <div class="prompt floating">
      <div class="grow">
        <p>
          {phase ? <strong>{inWords(phase.name)}. </strong> : null}
          {phase ? instruction : say.notStarted}
        </p>
        {phase?.write === 'sealed' && <SealedLine phase={phase} />}
      </div>
      {leads && next && moreSteps && <NextButton next={next} started={phase !== undefined} />}
      {phase && (
        <IconButton
          icon="close"
          size={16}
          label={say.hide}
          onClick={() => {
            hiddenPrompt.value = phase.id;
          }}
        />
      )}
    </div>
  );
}

function NextButton({ next, started }: { next: PhaseRecord; started: boolean }) {
  const { session, desk } = useWorkplace();
  const { phases: say } = words.value;
  const name = inWords(next.name);
  const label = started ? say.startNext(name) : say.startFirst(name);
  const go = () => {
    void startPhase(session, next.id);
    // The same button leads one step further now: a second press must not come by accident.
    desk.stage.value?.element.focus();
  };
  if (narrow.value) return <IconButton icon="next" class="go-on" label={label} onClick={go} />;
  return (
    <button type="button" class="button" onClick={go}>
      {label}
      <Icon name="next" size={16} />
    </button>
  );
}

function SealedLine({ phase }: { phase: PhaseRecord }) {
  const { session } = useWorkplace();
  const { phases: say } = words.value;
  const progress = session.progress.value.get(phase.id);
  const parts = [say.sealed, `${say.attribution[phase.attribution]}.`];
  return (
    <p class="note-line">
      {parts.join(' ')}
      {progress && ` · ${say.progress(progress.done, progress.of)}`}
    </p>
  );
}
