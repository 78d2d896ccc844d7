/** One of several, as chips. With `onClear` nothing at all is an answer, too. */
import { useId } from 'preact/hooks';
import type { IconName } from '../../app/icons.ts';
import { words } from '../../i18n/index.ts';
import { Icon } from '../icon.tsx';

export function ChoiceChips<T extends string>(props: {
  label: string;
  names: Record<T, string>;
  all: readonly T[];
  value: T | undefined;
  icons?: Partial<Record<T, IconName>>;
  onChoose: (value: T) => void;
  onClear?: () => void;
}) {
  const name = useId();
  const choices: readonly (T | undefined)[] = props.onClear ? [...props.all, undefined] : props.all;
  return (
    <fieldset class="field">
      <legend>{props.label}</legend>
      <div class="chips">
        {choices.map((choice) => {
          const icon = choice === undefined ? undefined : props.icons?.[choice];
          return (
            <label key={choice ?? ''} class="chip">
              <input
                type="radio"
                name={name}
                checked={props.value === choice}
                onChange={() => (choice === undefined ? props.onClear?.() : props.onChoose(choice))}
              />
              <span>
                {icon && <Icon name={icon} size={17} />}
                {choice === undefined ? words.value.drivers.notSaid : props.names[choice]}
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
