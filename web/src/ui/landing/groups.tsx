/** The stakeholder groups of a session: typed one by one, shown as chips. */
import { type Signal, useSignal } from '@preact/signals';
import { words } from '../../i18n/index.ts';
import { landingWords } from '../../i18n/landing.ts';
import { LIMITS } from '../../protocol/catalogue.ts';
import { IconButton } from '../icon.tsx';

export function GroupsField({ groups }: { groups: Signal<readonly string[]> }) {
  const { landing } = landingWords.value;
  const { common } = words.value;
  const name = useSignal('');
  const add = () => {
    const wanted = name.value.split(',').map((part) => part.trim());
    const fresh = wanted.filter((part) => part !== '' && !groups.value.includes(part));
    groups.value = [...groups.value, ...new Set(fresh)].slice(0, LIMITS.groups_per_journey_max);
    name.value = '';
  };
  return (
    <div class="field">
      <label for="new-group">
        {landing.groups} <span class="hint">({common.optional})</span>
      </label>
      {groups.value.length > 0 && (
        <div class="chips">
          {groups.value.map((group) => (
            <span key={group} class="chip-still">
              <span dir="auto">{group}</span>
              <IconButton
                icon="close"
                size={14}
                label={landing.groupRemove(group)}
                onClick={() => {
                  groups.value = groups.value.filter((other) => other !== group);
                }}
              />
            </span>
          ))}
        </div>
      )}
      <div class="row">
        <input
          id="new-group"
          class="input grow"
          dir="auto"
          autocomplete="off"
          placeholder={landing.groupName}
          maxLength={LIMITS.name_points_max}
          aria-describedby="groups-hint"
          value={name.value}
          onInput={(event) => {
            name.value = event.currentTarget.value;
          }}
          onBlur={add}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.isComposing || name.value.trim() === '') return;
            event.preventDefault();
            add();
          }}
        />
        <button type="button" class="button" onClick={add}>
          {landing.groupAdd}
        </button>
      </div>
      <span class="hint" id="groups-hint">
        {landing.groupsHint}
      </span>
    </div>
  );
}
