/** A glimpse of a board on the front page: three notes, two connections, some dots and a hand. */
import { landingWords } from '../../i18n/landing.ts';

interface LeafProps {
  x: number;
  y: number;
  tint: string;
  text: string;
  dots: number;
}

export function LeadPicture() {
  const [first = '', second = '', third = '', name = ''] = landingWords.value.landing.picture;
  return (
    <svg class="lead-picture" viewBox="0 0 440 280" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="paper-dots" width="20" height="20" patternUnits="userSpaceOnUse">
          <circle class="paper-dot" cx="10" cy="10" r="1" />
        </pattern>
      </defs>
      <rect class="paper" x="1" y="1" width="438" height="278" rx="12" />
      <path class="arrow" d="M168 92Q222 58 272 84" />
      <path class="arrow against" d="M228 200Q300 210 330 156" />
      <Sign x={221} y={74} text="+3" />
      <Sign x={303} y={192} text="−" against />
      <Leaf x={36} y={40} tint="leaf" text={first} dots={2} />
      <Leaf x={276} y={58} tint="apricot" text={second} dots={4} />
      <Leaf x={98} y={156} tint="rose" text={third} dots={1} />
      <g class="hand" transform="translate(366 176)">
        <path d="M2 2l13.5 7.6-6 1.5L6.4 17z" />
        <rect x="14" y="15" width={name.length * 7.4 + 14} height="20" rx="8" />
        <text x="21" y="29">
          {name}
        </text>
      </g>
    </svg>
  );
}

function Leaf({ x, y, tint, text, dots }: LeafProps) {
  return (
    <g class={`tint-${tint}`} transform={`translate(${x} ${y})`}>
      <path
        class="leaf"
        d="M3 0H127a3 3 0 0 1 3 3V87a3 3 0 0 1 -3 3H14a14 14 0 0 1 -14 -14V3a3 3 0 0 1 3 -3Z"
      />
      <text x="14" y="27">
        {text}
      </text>
      {Array.from({ length: dots }, (_, place) => (
        <circle key={place} class="given" cx={20 + place * 16} cy="68" r="6" />
      ))}
    </g>
  );
}

function Sign({ x, y, text, against = false }: { x: number; y: number; text: string; against?: boolean }) {
  return (
    <g class={`sign ${against ? 'against' : ''}`} transform={`translate(${x} ${y})`}>
      <circle r="14" />
      <text dy="5">{text}</text>
    </g>
  );
}
