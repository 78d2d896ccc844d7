/** All steps of the session. A facilitator starts any of them, in any order, also again. */
import { startPhase } from '../../app/intents.ts';
import { can } from '../../app/rights.ts';
import { inWords, words } from '../../i18n/index.ts';
import { Sheet } from '../sheet.tsx';
import { useWorkplace } from '../workplace.ts';

export function AgendaSheet({ onClose }: { onClose: () => void }) {
  const { session } = useWorkplace();
  const { phases: say, common } = words.value;
  const phases = session.phases.value;
  const leads = can(session, 'phase.start');
  return (
    <Sheet title={say.title} onClose={onClose}>
      {phases.length === 0 && <p class="muted">{say.noPhases}</p>}
      <ol class="plain-list agenda">
        {phases.map((phase) => {
          const runs = phase.state === 'running';
          return (
            <li key={phase.id} aria-current={runs ? 'step' : undefined}>
              <div class="row">
                <strong>{inWords(phase.name)}</strong>
                <small>
                  {phase.minutes > 0 ? `${common.minutes(phase.minutes)} · ` : ''}
                  {say.state[phase.state]}
                </small>
              </div>
              {phase.say && <p>{inWords(phase.say)}</p>}
              {phase.write === 'sealed' && (
                <p class="muted">
                  {say.sealed} {say.attribution[phase.attribution]}.
                </p>
              )}
              {leads && !runs && (
                <button type="button" class="button" onClick={() => void startPhase(session, phase.id)}>
                  {phase.state === 'queued' ? say.start : say.again}
                </button>
              )}
            </li>
          );
        })}
      </ol>
    </Sheet>
  );
}
