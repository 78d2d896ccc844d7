/** All votes of the session, to read their results again. */
import { inTime, words } from '../../i18n/index.ts';
import { sheetsWords } from '../../i18n/sheets.ts';
import { Sheet } from '../sheet.tsx';
import { useWorkplace } from '../workplace.ts';

export function VotesSheet({ onClose }: { onClose: () => void }) {
  const { session, desk } = useWorkplace();
  const { vote } = words.value;
  const { results, voteForm } = sheetsWords.value;
  const rounds = session.rounds.value;
  return (
    <Sheet title={voteForm.rounds} onClose={onClose}>
      {rounds.length === 0 && <p class="muted">{voteForm.noRounds}</p>}
      <ol class="plain-list agenda" reversed>
        {rounds.map((round, place) => (
          <li key={round.id}>
            <div class="row">
              <strong dir="auto">{round.question ?? voteForm.roundName(rounds.length - place)}</strong>
              <small>
                {round.state === 'open' ? voteForm.running : inTime(round.closed_at ?? round.opened_at)}
              </small>
            </div>
            {round.cast !== undefined && (
              <p class="muted">{results.cast(round.cast, round.eligible ?? round.cast)}</p>
            )}
            {round.state !== 'open' && (
              <button
                type="button"
                class="button"
                onClick={() => {
                  desk.sheet.value = { kind: 'result', round: round.id };
                }}
              >
                {vote.see}
              </button>
            )}
          </li>
        ))}
      </ol>
    </Sheet>
  );
}
