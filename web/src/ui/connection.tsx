/** How things are with the connection, in words that are true: "Saved" only when nothing waits for an answer. */
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Connection } from '../app/store.ts';
import { words } from '../i18n/index.ts';
import { useWorkplace } from './workplace.ts';

const SLOW_AFTER_MS = 4000;

/** Seconds that pass, only while somebody looks at them. */
const now = signal(Date.now());

function useSeconds(needed: boolean): number {
  useEffect(() => {
    if (!needed) return undefined;
    now.value = Date.now();
    const timer = setInterval(() => {
      now.value = Date.now();
    }, 1000);
    return () => clearInterval(timer);
  }, [needed]);
  return now.value;
}

export function ConnectionPill() {
  const { session } = useWorkplace();
  const connection = session.connection.value;
  const time = useSeconds(connection.state === 'offline' || connection.pending > 0);
  const { kind, text } = describe(connection, time);
  const retry = connection.state === 'offline' ? connection.retryAt : undefined;
  const { common, connection: say } = words.value;
  return (
    <div class={`pill ${kind}`}>
      <span class="lamp" aria-hidden="true" />
      <span role="status">{text}</span>
      {retry !== undefined && (
        <>
          {retry > time && <span class="figures">· {say.retry(Math.ceil((retry - time) / 1000))}</span>}
          <button type="button" onClick={() => session.retry()}>
            {common.tryAgain}
          </button>
        </>
      )}
    </div>
  );
}

function describe(connection: Connection, time: number): { kind: string; text: string } {
  const { connection: say } = words.value;
  const { pending, oldestPendingAt } = connection;
  switch (connection.state) {
    case 'connecting':
      return { kind: 'saving', text: say.connecting };
    case 'live': {
      if (pending === 0) return { kind: 'saved', text: say.saved };
      const waited = time - (oldestPendingAt ?? time);
      const text =
        waited > SLOW_AFTER_MS ? say.slow(pending, Math.floor(waited / 1000)) : say.saving(pending);
      return { kind: 'saving', text };
    }
    case 'offline':
      return { kind: 'offline', text: pending > 0 ? say.offlineKept(pending) : say.offline };
    case 'refused':
    case 'removed':
    case 'outdated':
      return { kind: 'offline', text: say.refused };
  }
}
