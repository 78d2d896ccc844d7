/** The tools. Five on a phone, where the last is the dot while a vote is open and the driver otherwise. */
import { openRound } from '../app/acts.ts';
import type { Tool } from '../app/desk.ts';
import type { IconName } from '../app/icons.ts';
import { can } from '../app/rights.ts';
import { words } from '../i18n/index.ts';
import type { Verb } from '../protocol/catalogue.ts';
import { Icon } from './icon.tsx';
import { narrow } from './media.ts';
import { useWorkplace } from './workplace.ts';

interface DockTool {
  tool: Tool & IconName;
  keys: string;
  /** The right without which the tool does nothing now. */
  verb?: Verb;
}

const tools: readonly DockTool[] = [
  { tool: 'select', keys: 'V' },
  { tool: 'hand', keys: 'H' },
  { tool: 'note', keys: 'N', verb: 'item.add' },
  { tool: 'driver', keys: 'R', verb: 'driver.add' },
  { tool: 'link', keys: 'L', verb: 'link.add' },
  { tool: 'dot', keys: 'D', verb: 'vote.cast' },
  { tool: 'zone', keys: 'F', verb: 'zone.add' },
];

export function Dock() {
  const { session, desk } = useWorkplace();
  const { tools: names, selection } = words.value;
  const role = session.me.value?.role;
  const voting = openRound(session) !== undefined;
  const shown = tools.filter(({ tool }) => {
    if (tool === 'zone') return role === 'facilitator' && !narrow.value;
    if (tool === 'dot') return voting && (role === 'participant' || can(session, 'vote.cast'));
    if (tool === 'driver' && narrow.value) return !voting && role !== 'observer';
    return tool === 'select' || tool === 'hand' || role !== 'observer';
  });
  return (
    <div
      class="dock floating"
      role="toolbar"
      aria-label={names.dock}
      aria-orientation={narrow.value ? 'horizontal' : 'vertical'}
      data-region="dock"
      onKeyDown={walk}
    >
      {shown.map(({ tool, keys, verb }, place) => {
        const allowed = verb === undefined || can(session, verb);
        const label = allowed ? names[tool] : `${names[tool]}: ${selection.notAllowed}`;
        const first = place === 0;
        return (
          <button
            key={tool}
            type="button"
            class="icon-button"
            aria-label={label}
            aria-pressed={desk.tool.value === tool}
            aria-keyshortcuts={keys}
            title={`${label} (${keys})`}
            tabIndex={
              desk.tool.value === tool || (first && !shown.some((each) => each.tool === desk.tool.value))
                ? 0
                : -1
            }
            disabled={!allowed}
            onClick={() => desk.take(tool)}
          >
            <Icon name={tool} />
            <span class="kbd-hint" aria-hidden="true">
              {keys}
            </span>
          </button>
        );
      })}
      {role === 'facilitator' && !narrow.value && (
        <>
          <hr />
          <button
            type="button"
            class="icon-button"
            tabIndex={-1}
            aria-label={words.value.vote.open}
            title={words.value.vote.open}
            disabled={voting}
            onClick={() => {
              desk.sheet.value = { kind: 'openVote' };
            }}
          >
            <Icon name="vote" />
          </button>
        </>
      )}
    </div>
  );
}

/** Arrow keys go from tool to tool, as in every toolbar. */
function walk(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('button:not(:disabled)')];
  const now = buttons.indexOf(document.activeElement as HTMLElement);
  buttons[(now + step + buttons.length) % buttons.length]?.focus();
}
