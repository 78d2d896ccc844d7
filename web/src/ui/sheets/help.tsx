/** All keys and gestures on one page. */

import { sheetsWords } from '../../i18n/sheets.ts';
import { rememberSingleKeys } from '../keys.ts';
import { Dialog } from '../sheet.tsx';
import { Switch } from '../switch.tsx';
import { useWorkplace } from '../workplace.ts';

type Line = readonly [keys: readonly string[], text: string];

export function HelpDialog({ onClose }: { onClose: () => void }) {
  const { desk, session } = useWorkplace();
  const { help } = sheetsWords.value;
  const { keys } = help;
  const leads = session.me.value?.role === 'facilitator';
  const general: Line[] = [
    [['N'], keys.note],
    [[help.doubleClick], keys.note],
    [['R'], keys.driver],
    [['V'], keys.select],
    [['H'], keys.hand],
    [['L'], keys.link],
    [['D'], keys.dot],
    ...(leads ? [[['F'], keys.zone] as const] : []),
    [['Ctrl', 'Z'], keys.undo],
    [['Ctrl', 'A'], keys.all],
    [['F6'], keys.regions],
    [['?'], keys.help],
  ];
  const notes: Line[] = [
    [['← ↑ → ↓'], keys.arrows],
    [['Enter'], keys.enter],
    [['Esc'], keys.endEdit],
    [['Tab'], keys.nextNote],
    [[help.space], keys.space],
    [['Alt', '← ↑ → ↓'], keys.move],
    [['M'], keys.pickUp],
    [['K'], keys.links],
    [['Delete'], keys.remove],
    [['Esc'], keys.escape],
  ];
  const view: Line[] = [
    [[help.wheel], keys.pan],
    [[help.space, help.drag], keys.pan],
    [['Ctrl', help.wheel], keys.zoom],
    [['+'], keys.zoom],
    [['Shift', '1'], keys.fit],
    [['Shift', '2'], keys.fitSelection],
  ];
  return (
    <Dialog title={help.title} wide onClose={onClose}>
      <div class="key-columns">
        <Keys title={help.general} lines={general} />
        <Keys title={help.notes} lines={notes} />
        <Keys title={help.view} lines={view} />
        <section>
          <h3>{help.touch}</h3>
          <ul>
            {help.touches.map((touch) => (
              <li key={touch}>{touch}</li>
            ))}
          </ul>
        </section>
      </div>
      <Switch
        label={help.singleKeys}
        hint={help.singleKeysHint}
        on={desk.singleKeys.value}
        onChange={(on) => {
          desk.singleKeys.value = on;
          rememberSingleKeys(on);
        }}
      />
    </Dialog>
  );
}

function Keys({ title, lines }: { title: string; lines: readonly Line[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <dl class="keys">
        {lines.map(([keys, text]) => (
          <>
            <dt>
              {keys.map((key, place) => (
                <>
                  {place > 0 && ' '}
                  <kbd class="kbd">{key}</kbd>
                </>
              ))}
            </dt>
            <dd>{text}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}
