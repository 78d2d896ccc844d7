/** The door of a room: what it is about, who I am, and honestly what others will see. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { RoomAtDoor } from '../app/doors.ts';
import { words } from '../i18n/index.ts';
import { LIMITS } from '../protocol/catalogue.ts';
import { DoorPage } from './page.tsx';

/** Who comes in. */
export interface Guest {
  name: string;
  group?: string;
}

export function Door(props: { room: RoomAtDoor; name: string; onEnter: (guest: Guest) => void }) {
  const { room } = props;
  const name = useSignal(props.name);
  const group = useSignal<string | undefined>(undefined);
  const missing = useSignal(false);
  const entering = useSignal(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const { join, common } = words.value;
  const intro = { facilitator: join.introFacilitator, observer: join.introObserver, participant: join.intro }[
    room.role
  ];
  const enter = () => {
    const wanted = name.value.trim();
    missing.value = wanted === '';
    if (!wanted) return;
    entering.value = true;
    props.onEnter({ name: wanted, ...(group.value === undefined ? {} : { group: group.value }) });
  };
  return (
    <DoorPage>
      <header>
        <p class="intro">{intro}</p>
        <h1 dir="auto">{room.title}</h1>
        {room.question && (
          <p class="question" dir="auto">
            {room.question}
          </p>
        )}
        {room.people > 0 && <p class="intro">{words.value.people.here(room.people)}</p>}
      </header>
      <form
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          enter();
        }}
      >
        <div class="field">
          <label for="guest-name">{join.name}</label>
          <input
            id="guest-name"
            class="input"
            dir="auto"
            autocomplete="name"
            ref={field}
            placeholder={join.nameHint}
            maxLength={LIMITS.name_points_max}
            aria-invalid={missing.value}
            aria-describedby={missing.value ? 'name-missing' : undefined}
            value={name.value}
            onInput={(event) => {
              name.value = event.currentTarget.value;
              missing.value = false;
            }}
          />
          {missing.value && (
            <span id="name-missing" class="problem" role="alert">
              {join.nameMissing}
            </span>
          )}
        </div>
        {room.groups.length > 0 && room.role !== 'observer' && (
          <fieldset class="field">
            <legend>
              {join.group} <span class="hint">({common.optional})</span>
            </legend>
            <div class="chips">
              {[...room.groups, undefined].map((each) => (
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
        <p class="promise">
          {room.role === 'observer' ? join.promiseObserver : `${join.promise} ${join.promiseVotes}`}
        </p>
        <button type="submit" class="button primary large" disabled={entering.value}>
          {entering.value ? join.entering : join.enter}
        </button>
      </form>
    </DoorPage>
  );
}
