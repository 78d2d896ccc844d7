/** Icons, the mark of Kring, and the face that stands for a person. */
import { h } from 'preact';
import { type IconName, iconParts } from '../app/icons.ts';
import { initials, personTint } from '../app/tint.ts';

/** An icon that says nothing by itself: words stand beside it, or the button has a label. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {iconParts(name).map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}

export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 26 26" aria-hidden="true" focusable="false">
      <circle
        cx="13"
        cy="13"
        r="10"
        fill="none"
        stroke="currentColor"
        stroke-width="3.4"
        stroke-dasharray="50 13"
        stroke-linecap="round"
      />
      <circle cx="13" cy="13" r="3.6" fill="currentColor" />
    </svg>
  );
}

export function Face({ id, name }: { id: string; name: string }) {
  return <span class={`face ${personTint(id)}`} aria-hidden="true" data-letters={initials(name)} />;
}

/** A button that is only an icon; its label is what assistive technology and the tooltip say. */
export function IconButton(props: {
  icon: IconName;
  label: string;
  size?: number;
  title?: string;
  pressed?: boolean;
  disabled?: boolean;
  class?: string;
  keys?: string;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      class={`icon-button ${props.class ?? ''}`}
      aria-label={props.label}
      aria-pressed={props.pressed}
      aria-keyshortcuts={props.keys}
      title={props.title ?? props.label}
      disabled={props.disabled}
      onClick={props.onClick}
    >
      <Icon name={props.icon} size={props.size ?? 20} />
    </button>
  );
}
