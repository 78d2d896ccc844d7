/** Title and question of the session, for facilitators. */
import { useSignal } from '@preact/signals';
import { renameRoom } from '../../app/intents.ts';
import { words } from '../../i18n/index.ts';
import { sheetsWords } from '../../i18n/sheets.ts';
import { LIMITS } from '../../protocol/catalogue.ts';
import { Dialog } from '../sheet.tsx';
import { useWorkplace } from '../workplace.ts';

export function RoomDialog({ onClose }: { onClose: () => void }) {
  const { session } = useWorkplace();
  const room = session.room.value;
  const title = useSignal(room?.title ?? '');
  const question = useSignal(room?.question ?? '');
  const { common, menu } = words.value;
  const { roomForm } = sheetsWords.value;
  const save = () => {
    const change = {
      ...(title.value.trim() && title.value.trim() !== room?.title ? { title: title.value.trim() } : {}),
      ...(question.value.trim() !== (room?.question ?? '') ? { question: question.value.trim() } : {}),
    };
    if (Object.keys(change).length > 0) void renameRoom(session, change);
    onClose();
  };
  return (
    <Dialog title={menu.room} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div class="field">
          <label for="room-name">{roomForm.title}</label>
          <input
            id="room-name"
            class="input"
            dir="auto"
            required
            maxLength={LIMITS.title_points_max}
            value={title.value}
            onInput={(event) => {
              title.value = event.currentTarget.value;
            }}
          />
        </div>
        <div class="field">
          <label for="room-question">
            {roomForm.question} <span class="hint">({common.optional})</span>
          </label>
          <input
            id="room-question"
            class="input"
            dir="auto"
            maxLength={LIMITS.line_points_max}
            value={question.value}
            onInput={(event) => {
              question.value = event.currentTarget.value;
            }}
          />
        </div>
        <div class="row end">
          <button type="button" class="button plain" onClick={onClose}>
            {common.cancel}
          </button>
          <button type="submit" class="button primary">
            {common.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
