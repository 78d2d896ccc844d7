/** The way of working: a blank board, or one of the methods that the server offers, with what it is for. */
import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { listMethods, type Method } from '../../app/doors.ts';
import { inWords, words } from '../../i18n/index.ts';
import { landingWords } from '../../i18n/landing.ts';

/** The order in which families are offered; unknown ones come last. */
const FAMILIES = [
  'opening',
  'mapping',
  'drivers',
  'generating',
  'strategy',
  'care',
  'large-group',
  'forms',
  'review',
  'between',
];

type ListedMethod = Method & { family?: string };

export function MethodField({ chosen }: { chosen: Signal<string | undefined> }) {
  const { landing } = landingWords.value;
  const methods = useSignal<readonly ListedMethod[]>([]);
  const missing = useSignal(false);
  const open = useSignal(false);
  useEffect(() => {
    listMethods().then(
      (list) => {
        methods.value = list;
      },
      () => {
        missing.value = true;
      },
    );
  }, []);
  const current = methods.value.find((method) => method.id === chosen.value);
  const choose = (id: string | undefined) => {
    chosen.value = id;
    open.value = false;
    document.querySelector<HTMLElement>('#change-method')?.focus();
  };
  return (
    <fieldset class="field">
      <legend>{landing.template}</legend>
      {!open.value && (
        <>
          <div class="method chosen">
            <MethodText method={current} />
          </div>
          {methods.value.length > 0 && (
            <div>
              <button
                type="button"
                id="change-method"
                class="button"
                onClick={() => {
                  open.value = true;
                }}
              >
                {landing.templateChange}
              </button>
            </div>
          )}
          {missing.value && <span class="hint">{landing.templatesMissing}</span>}
        </>
      )}
      {open.value && <MethodList methods={methods.value} chosen={chosen.value} onChoose={choose} />}
    </fieldset>
  );
}

function MethodText({ method }: { method: ListedMethod | undefined }) {
  const { landing } = landingWords.value;
  const { common } = words.value;
  const facts = method
    ? [landing.phases(method.phases.length), method.minutes ? common.minutes(method.minutes) : '']
    : [];
  return (
    <>
      <strong>{method ? inWords(method.title) : landing.blank}</strong>
      <span class="time">{facts.filter(Boolean).join(' · ')}</span>
      <small>{method ? inWords(method.purpose) : landing.blankPurpose}</small>
    </>
  );
}

function MethodList(props: {
  methods: readonly ListedMethod[];
  chosen: string | undefined;
  onChoose: (id: string | undefined) => void;
}) {
  const { landing } = landingWords.value;
  const search = useSignal('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const wanted = search.value.trim().toLocaleLowerCase();
  const fits = (method: ListedMethod) =>
    `${inWords(method.title)} ${inWords(method.purpose)}`.toLocaleLowerCase().includes(wanted);
  const found = props.methods.filter(fits);
  const known = [...FAMILIES, ...new Set(found.map((method) => method.family ?? ''))];
  const families = [...new Set(known)].map((family) => ({
    family,
    methods: found.filter((method) => (method.family ?? '') === family),
  }));
  return (
    <div class="method-list">
      <input
        class="input"
        type="search"
        aria-label={landing.templateFind}
        placeholder={landing.templateFind}
        ref={field}
        value={search.value}
        onInput={(event) => {
          search.value = event.currentTarget.value;
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
      <div class="method-list method-scroll">
        {!wanted && (
          <button
            type="button"
            class={`method ${props.chosen === undefined ? 'chosen' : ''}`}
            onClick={() => props.onChoose(undefined)}
          >
            <MethodText method={undefined} />
          </button>
        )}
        {families.map(({ family, methods }) =>
          methods.length === 0 ? null : (
            <section key={family} class="method-list">
              {family && <h3>{landing.families[family] ?? family}</h3>}
              {methods.map((method) => (
                <button
                  key={method.id}
                  type="button"
                  class={`method ${props.chosen === method.id ? 'chosen' : ''}`}
                  onClick={() => props.onChoose(method.id)}
                >
                  <MethodText method={method} />
                </button>
              ))}
            </section>
          ),
        )}
        {found.length === 0 && <p class="muted">{landing.templateNone}</p>}
      </div>
    </div>
  );
}
