/** My name and group, as the others see them. */
import { useSignal } from '@preact/signals';
import { regroup, rename } from '../../app/intents.ts';
import { words } from '../../i18n/index.ts';
import { LIMITS } from '../../protocol/catalogue.ts';
import { Dialog } from '../sheet.tsx';
import { useWorkplace } from '../workplace.ts';

export function MeDialog({ onClose }: { onClose: () => void }) {
  const { session } = useWorkplace();
  const me = session.me.value;
  const name = useSignal(me?.name ?? '');
  const group = useSignal(me?.group);
  const { join, people, common } = words.value;
  const groups = session.groups.value;
  const save = () => {
    const wanted = name.value.trim();
    if (wanted && wanted !== me?.name) void rename(session, wanted);
    if (group.value !== me?.group) void regroup(session, group.value);
    onClose();
  };
  return (
    <Dialog title={people.me} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div class="field">
          <label for="my-name">{join.name}</label>
          <input
            id="my-name"
            class="input"
            dir="auto"
            autocomplete="name"
            required
            maxLength={LIMITS.name_points_max}
            value={name.value}
            onInput={(event) => {
              name.value = event.currentTarget.value;
            }}
          />
        </div>
        {groups.length > 0 && (
          <fieldset class="field">
            <legend>{join.group}</legend>
            <div class="chips">
              {[undefined, ...groups].map((each) => (
                <label key={each?.id ?? ''} class="chip">
                  <input
                    type="radio"
                    name="group"
                    checked={group.value === each?.id}
                    onChange={() => {
                      group.value = each?.id;
                    }}
                  />
                  <span dir="auto">{each?.name ?? common.noGroup}</span>
                </label>
              ))}
            </div>
          </fieldset>
        )}
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
