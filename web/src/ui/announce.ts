/** Says what happens in the room to people who do not see it: at most one digest of new notes in ten seconds. */
import { effect } from '@preact/signals';
import { openRound, type Workplace } from '../app/acts.ts';
import { isMine } from '../app/rights.ts';
import { inWords, words } from '../i18n/index.ts';

const DIGEST_MS = 10_000;

export function announceRoom({ session, desk }: Workplace): () => void {
  let fresh = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let known: Set<string> | null = null;
  let phase: string | undefined;
  let round: string | undefined;
  let started = false;

  const countNew = () => {
    if (session.me.value === null) return;
    const seen: Set<string> = new Set();
    for (const item of session.board.all('item')) {
      seen.add(item.id);
      if (known && !known.has(item.id) && !isMine(session, item)) fresh++;
    }
    known = seen;
    if (fresh > 0) timer ??= setTimeout(tell, DIGEST_MS);
  };
  const tell = () => {
    timer = undefined;
    desk.say(words.value.say.newNotes(fresh));
    fresh = 0;
  };

  const stopBoard = session.board.subscribe((dirty) => {
    desk.changed.value++;
    for (const id of dirty) {
      if (session.board.get(id)?.type !== 'item') continue;
      countNew();
      break;
    }
  });
  const stopPhases = effect(() => {
    const running = session.phases.value.find((each) => each.state === 'running');
    if (started && running && running.id !== phase) desk.say(words.value.say.phase(inWords(running.name)));
    phase = running?.id;
  });
  const stopRounds = effect(() => {
    const open = openRound(session);
    const role = session.me.value?.role;
    const before = session.rounds.value.find((each) => each.id === round);
    const ended = before && before.state !== 'open' ? before : undefined;
    if (started && open && open.id !== round) desk.say(words.value.say.voteOpened);
    if (open && open.id !== round && role === 'participant') offerDots();
    if (ended) tellEnd(ended.id);
    if (role !== undefined) round = open?.id;
    if (!started)
      desk.shownRound.value = session.rounds.value.find((each) => each.state === 'closed')?.id ?? null;
  });
  /** While a vote is open, a tap gives a dot; unless this person is busy with something else. */
  const offerDots = () => {
    const busy = desk.tool.peek() !== 'select' || desk.stage.peek()?.writing.peek();
    if (!busy) desk.tool.value = 'dot';
  };
  const tellEnd = (id: string) => {
    if (desk.tool.peek() === 'dot') desk.tool.value = 'select';
    const { vote, say } = words.value;
    desk.say(say.voteClosed);
    desk.shownRound.value = id;
    if (session.me.peek()?.role === 'facilitator') {
      desk.sheet.value = { kind: 'result', round: id };
      return;
    }
    desk.tell(vote.closed, {
      label: vote.see,
      run: () => {
        desk.sheet.value = { kind: 'result', round: id };
      },
    });
  };
  const stopStart = effect(() => {
    if (session.me.value !== null) setTimeout(() => (started = true), 0);
  });

  return () => {
    clearTimeout(timer);
    for (const stop of [stopBoard, stopPhases, stopRounds, stopStart]) stop();
  };
}
