/** Short messages, of this client and of the server, and the live region for those who do not see the screen. */
import { inWords, words } from '../i18n/index.ts';
import { IconButton } from './icon.tsx';
import { useWorkplace } from './workplace.ts';

export function Toasts() {
  const { session, desk } = useWorkplace();
  return (
    <>
      <div class="toasts" role="status">
        {session.toasts.value.map((toast) => (
          <div key={`server-${toast.id}`} class="toast">
            <p>{inWords(toast.text)}</p>
            <IconButton
              icon="close"
              class="button"
              size={16}
              label={words.value.common.close}
              onClick={() => session.dismiss(toast.id)}
            />
          </div>
        ))}
        {desk.slips.value.map((slip) => (
          <div key={`desk-${slip.id}`} class="toast">
            <p dir="auto">{slip.text}</p>
            {slip.action ? (
              <button
                type="button"
                class="button"
                onClick={() => {
                  slip.action?.run();
                  desk.drop(slip.id);
                }}
              >
                {slip.action.label}
              </button>
            ) : (
              <IconButton
                icon="close"
                class="button"
                size={16}
                label={words.value.common.close}
                onClick={() => desk.drop(slip.id)}
              />
            )}
          </div>
        ))}
      </div>
      <div class="unseen" aria-live="polite">
        {desk.said.value}
      </div>
    </>
  );
}
