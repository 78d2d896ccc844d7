/** A link that is there to be given away. */
import { useState } from 'preact/hooks';
import { words } from '../i18n/index.ts';
import { Icon } from './icon.tsx';

const SHOWN_MS = 2500;

export function CopyLine({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState(false);
  const { common } = words.value;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without permission the text can still be selected and copied by hand.
      return;
    }
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <div class="link-line">
      <span class="label">{label}</span>
      <output title={text}>{text}</output>
      <button
        type="button"
        class="button"
        onClick={() => void copy()}
        aria-label={`${common.copy}: ${label}`}
      >
        <Icon name={copied ? 'check' : 'copy'} size={16} />
        <span aria-live="polite">{copied ? common.copied : common.copy}</span>
      </button>
    </div>
  );
}
