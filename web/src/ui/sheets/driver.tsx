/**
 * What kind of driver something is: one or several of five senses, each with its own fields. Makes a driver of a note,
 * puts a new one on the board, or changes one.
 */
import { type Signal, useSignal } from '@preact/signals';
import { itemText } from '../../app/acts.ts';
import { addDriver, editItem, makeDriver, type SenseFields, setSense } from '../../app/intents.ts';
import { can } from '../../app/rights.ts';
import { words } from '../../i18n/index.ts';
import type { Point } from '../../model/geometry.ts';
import {
  DIRECTION,
  type DriverRecord,
  LENS,
  LEVEL,
  LIMITS,
  MOVEMENT,
  SENSE,
  type Sense,
  SURROUNDING,
  TIER,
} from '../../protocol/catalogue.ts';
import { Icon } from '../icon.tsx';
import { Dialog } from '../sheet.tsx';
import { useWorkplace } from '../workplace.ts';
import { ChoiceChips } from './chips.tsx';

type Fields = Signal<SenseFields>;

/** What each sense brings along until it is said otherwise, so that no field that it needs is missing. */
const defaults: Record<Sense, SenseFields> = {
  motive: { level: 'individual' },
  force: { direction: 'driving' },
  factor: {},
  trend: { surrounding: 'social' },
  lever: { tier: 'primary' },
};

const fieldsOf: Record<Sense, readonly (keyof SenseFields)[]> = {
  motive: ['level', 'lens', 'holder'],
  force: ['direction'],
  factor: ['unit', 'movement'],
  trend: ['surrounding', 'source'],
  lever: ['tier'],
};

export function DriverDialog({ item, at, onClose }: { item?: string; at?: Point; onClose: () => void }) {
  const { session, desk } = useWorkplace();
  const record = session.board.getAs('item', item);
  const driver = session.board.getAs('driver', record?.driver);
  const text = useSignal(item === undefined ? '' : itemText(session, item));
  const senses = useSignal<readonly Sense[]>(driver?.senses ?? []);
  const fields: Fields = useSignal(driver ? senseFieldsOf(driver) : {});
  const problem = useSignal('');
  const { drivers, common } = words.value;
  const mayText = item === undefined || can(session, 'item.edit', item);

  const toggle = (sense: Sense) => {
    const on = !senses.value.includes(sense);
    senses.value = SENSE.filter((each) => (each === sense ? on : senses.value.includes(each)));
    if (on) fields.value = { ...defaults[sense], ...fields.value };
    problem.value = '';
  };

  const save = async () => {
    const wanted = text.value.trim();
    if (!wanted) problem.value = drivers.textMissing;
    else if (senses.value.length === 0) problem.value = drivers.pickMissing;
    else {
      const said = pickFields(fields.value, senses.value);
      if (driver && item !== undefined) {
        if (mayText && wanted !== driver.text) void editItem(session, item, wanted);
        void setSense(session, driver.id, senses.value, said);
      } else if (item !== undefined) {
        if (mayText && wanted !== itemText(session, item)) void editItem(session, item, wanted);
        void makeDriver(session, item, senses.value, said);
      } else if (at) {
        const made = addDriver(session, at, wanted, senses.value, said);
        desk.selectItems([made.item]);
      }
      onClose();
    }
  };

  return (
    <Dialog title={item === undefined ? drivers.newTitle : drivers.title} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div class="field">
          <label for="driver-text">{drivers.text}</label>
          <textarea
            id="driver-text"
            class="input"
            dir="auto"
            rows={2}
            maxLength={LIMITS.note_text_points_max}
            disabled={!mayText}
            value={text.value}
            onInput={(event) => {
              text.value = event.currentTarget.value;
              problem.value = '';
            }}
          />
        </div>
        <fieldset class="field">
          <legend>{drivers.pick}</legend>
          <div class="sense-choices">
            {SENSE.map((sense) => {
              const on = senses.value.includes(sense);
              return (
                <div key={sense} class={`sense-choice sense-${sense} ${on ? 'on' : ''}`}>
                  <label>
                    <Icon name={sense} size={24} />
                    <span class="grow">
                      {drivers.senses[sense]}
                      <small>{drivers.about[sense]}</small>
                    </span>
                    <input type="checkbox" checked={on} onChange={() => toggle(sense)} />
                  </label>
                  {on && (
                    <div class="sense-fields">
                      <SenseFieldset sense={sense} fields={fields} />
                    </div>
                  )}
                </div>
              );
            })}
          </div>
        </fieldset>
        {problem.value && (
          <p class="problem" role="alert">
            {problem.value}
          </p>
        )}
        <div class="row end">
          <button type="button" class="button plain" onClick={onClose}>
            {common.cancel}
          </button>
          <button type="submit" class="button primary">
            {driver ? common.save : item === undefined ? common.add : drivers.make}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function SenseFieldset({ sense, fields }: { sense: Sense; fields: Fields }) {
  const { drivers } = words.value;
  const set = (change: SenseFields) => {
    fields.value = { ...fields.value, ...change };
  };
  const { level, lens, direction, movement, surrounding, tier, unit, source } = fields.value;
  switch (sense) {
    case 'motive':
      return (
        <>
          <ChoiceChips
            label={drivers.level}
            names={drivers.levels}
            all={LEVEL}
            value={level}
            onChoose={(value) => set({ level: value })}
          />
          <ChoiceChips
            label={drivers.lens}
            names={drivers.lenses}
            all={LENS}
            value={lens}
            onChoose={(value) => set({ lens: value })}
            onClear={() => clear(fields, 'lens')}
          />
          <Holder fields={fields} />
        </>
      );
    case 'force':
      return (
        <ChoiceChips
          label={drivers.direction}
          names={drivers.directions}
          all={DIRECTION}
          value={direction}
          icons={{ driving: 'driving', restraining: 'restraining' }}
          onChoose={(value) => set({ direction: value })}
        />
      );
    case 'factor':
      return (
        <>
          <TextField
            id="driver-unit"
            label={drivers.unit}
            hint={drivers.unitHint}
            max={LIMITS.name_points_max}
            value={unit}
            onText={(value) => set({ unit: value })}
          />
          <ChoiceChips
            label={drivers.movement}
            names={drivers.movements}
            all={MOVEMENT}
            value={movement}
            onChoose={(value) => set({ movement: value })}
            onClear={() => clear(fields, 'movement')}
          />
        </>
      );
    case 'trend':
      return (
        <>
          <ChoiceChips
            label={drivers.surrounding}
            names={drivers.surroundings}
            all={SURROUNDING}
            value={surrounding}
            onChoose={(value) => set({ surrounding: value })}
          />
          <TextField
            id="driver-source"
            label={drivers.source}
            hint={drivers.sourceHint}
            max={LIMITS.line_points_max}
            value={source}
            onText={(value) => set({ source: value })}
          />
        </>
      );
    case 'lever':
      return (
        <ChoiceChips
          label={drivers.tier}
          names={drivers.tiers}
          all={TIER}
          value={tier}
          onChoose={(value) => set({ tier: value })}
        />
      );
  }
}

/** A motive belongs to a person or a group; without a word it is mine. */
function Holder({ fields }: { fields: Fields }) {
  const { session } = useWorkplace();
  const { drivers, people } = words.value;
  const me = session.me.value?.id ?? '';
  const others = session.people.value.filter((person) => person.id !== me && person.role === 'participant');
  return (
    <div class="field">
      <label for="driver-holder">{drivers.holder}</label>
      <select
        id="driver-holder"
        class="input"
        value={fields.value.holder ?? me}
        onChange={(event) => {
          fields.value = { ...fields.value, holder: event.currentTarget.value };
        }}
      >
        <option value={me}>{drivers.holderMe}</option>
        {session.groups.value.map((group) => (
          <option key={group.id} value={group.id}>
            {group.name}
          </option>
        ))}
        <optgroup label={people.title}>
          {others.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </optgroup>
      </select>
      <span class="hint">{drivers.holderOnly}</span>
    </div>
  );
}

function TextField(props: {
  id: string;
  label: string;
  hint: string;
  max: number;
  value: string | undefined;
  onText: (text: string) => void;
}) {
  return (
    <div class="field">
      <label for={props.id}>
        {props.label} <span class="hint">({words.value.common.optional})</span>
      </label>
      <input
        id={props.id}
        class="input"
        dir="auto"
        maxLength={props.max}
        placeholder={props.hint}
        value={props.value ?? ''}
        onInput={(event) => props.onText(event.currentTarget.value)}
      />
    </div>
  );
}

function clear(fields: Fields, name: keyof SenseFields): void {
  const { [name]: _gone, ...rest } = fields.value;
  fields.value = rest;
}

function senseFieldsOf(driver: DriverRecord): SenseFields {
  return pickFields(driver, driver.senses);
}

/** Only the fields that belong to these senses and say something. */
function pickFields(from: SenseFields, senses: readonly Sense[]): SenseFields {
  const names = senses.flatMap((sense) => fieldsOf[sense]);
  const said = names.flatMap((name) => {
    const value = from[name]?.trim();
    return value ? [[name, value]] : [];
  });
  return Object.fromEntries(said) as SenseFields;
}
