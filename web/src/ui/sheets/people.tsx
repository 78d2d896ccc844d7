/** Who is here, by group. No counts and no order but the name (INV23). */
import { useSignal } from '@preact/signals';
import { addGroup } from '../../app/intents.ts';
import { can } from '../../app/rights.ts';
import type { Person } from '../../app/store.ts';
import { words } from '../../i18n/index.ts';
import { LIMITS } from '../../protocol/catalogue.ts';
import { Face, Icon } from '../icon.tsx';
import { Sheet } from '../sheet.tsx';
import { useWorkplace } from '../workplace.ts';

export function PeopleSheet({ onClose }: { onClose: () => void }) {
  const { session, desk } = useWorkplace();
  const { people, common } = words.value;
  const everybody = session.people.value;
  const here = everybody.filter((person) => person.present);
  const away = everybody.filter((person) => !person.present);
  const groups = session.groups.value;
  const without = here.filter((person) => !groups.some((group) => group.id === person.group));
  return (
    <Sheet title={people.here(here.length)} onClose={onClose}>
      {groups.map((group) => {
        const members = here.filter((person) => person.group === group.id);
        const side = group.side ? people.side[group.side] : '';
        return (
          <section key={group.id}>
            <h3 dir="auto">
              {group.name}{' '}
              <span class="muted">{[side, members.length].filter((part) => part !== '').join(' · ')}</span>
            </h3>
            <PersonList people={members} />
          </section>
        );
      })}
      {without.length > 0 && (
        <section>
          {groups.length > 0 && <h3>{common.noGroup}</h3>}
          <PersonList people={without} />
        </section>
      )}
      {away.length > 0 && (
        <section>
          <h3>{people.away}</h3>
          <PersonList people={away} />
        </section>
      )}
      <div class="row">
        <button
          type="button"
          class="button"
          onClick={() => {
            desk.sheet.value = { kind: 'me' };
          }}
        >
          <Icon name="edit" size={16} />
          {people.me}
        </button>
      </div>
      {can(session, 'group.add') && <AddGroup />}
    </Sheet>
  );
}

function PersonList({ people }: { people: readonly Person[] }) {
  const { session } = useWorkplace();
  const { common, people: say } = words.value;
  const me = session.me.value?.id;
  return (
    <ul class="plain-list">
      {people.map((person) => (
        <li key={person.id} class={`person ${person.present ? '' : 'away'}`}>
          <Face id={person.id} name={person.name} />
          <span class="grow" dir="auto">
            {person.name}
            {person.id === me && <span class="muted"> ({say.you})</span>}
            {person.role !== 'participant' && <small>{common.roles[person.role]}</small>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function AddGroup() {
  const { session } = useWorkplace();
  const name = useSignal('');
  const { people, common } = words.value;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = name.value.trim();
        if (!wanted) return;
        name.value = '';
        void addGroup(session, wanted);
      }}
    >
      <div class="field">
        <label for="new-group">{people.groupAdd}</label>
        <div class="row">
          <input
            id="new-group"
            class="input grow"
            value={name.value}
            maxLength={LIMITS.name_points_max}
            placeholder={people.groupName}
            onInput={(event) => {
              name.value = event.currentTarget.value;
            }}
          />
          <button type="submit" class="button">
            {common.add}
          </button>
        </div>
      </div>
    </form>
  );
}
