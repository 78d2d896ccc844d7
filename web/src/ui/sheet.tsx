/** The two frames in which things open: a sheet beside the board, and a dialog above everything. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { words } from '../i18n/index.ts';
import { IconButton } from './icon.tsx';

interface Frame {
  title: string;
  wide?: boolean;
  onClose: () => void;
  children: ComponentChildren;
}

/** Beside the board, which stays in use; from below on phones. */
export function Sheet({ title, wide, onClose, children }: Frame) {
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    frame.current?.querySelector<HTMLElement>('h2')?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [title]);
  return (
    <aside
      ref={frame}
      class={`sheet ${wide ? 'wide' : ''}`}
      aria-labelledby="sheet-title"
      data-region="sheet"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div class="sheet-head">
        <h2 id="sheet-title" tabIndex={-1}>
          {title}
        </h2>
        <IconButton icon="close" label={words.value.common.close} onClick={onClose} />
      </div>
      <div class="sheet-body">{children}</div>
    </aside>
  );
}

/** Above everything, with the rest of the page out of reach until it is closed. */
export function Dialog({ title, wide, onClose, children }: Frame) {
  const frame = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = frame.current;
    const before = document.activeElement;
    dialog?.showModal();
    // A click beside the dialog falls on the dialog's own element, which has no padding.
    const onBeside = (event: MouseEvent) => {
      if (event.target === dialog) onClose();
    };
    dialog?.addEventListener('click', onBeside);
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={frame}
      class={`dialog ${wide ? 'wide' : ''}`}
      aria-labelledby="dialog-title"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class="sheet-head">
        <h2 id="dialog-title">{title}</h2>
        <IconButton icon="close" label={words.value.common.close} onClick={onClose} />
      </div>
      <div class="sheet-body">{children}</div>
    </dialog>
  );
}
