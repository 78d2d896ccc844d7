/** The links of the room, for whoever has them. */
import { type RecentRoom, recentRoom } from '../../app/doors.ts';
import { words } from '../../i18n/index.ts';
import { sheetsWords } from '../../i18n/sheets.ts';
import { CopyLine } from '../copy.tsx';
import { madeLinks } from '../made.ts';
import { Dialog } from '../sheet.tsx';
import { useWorkplace } from '../workplace.ts';

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { session } = useWorkplace();
  const { invite } = sheetsWords.value;
  const { links: names } = words.value.join;
  const room = session.room.value?.id ?? '';
  const links = madeLinks(room);
  const own = ownLink(recentRoom(room));
  return (
    <Dialog title={invite.title} onClose={onClose}>
      <p class="muted">{invite.text}</p>
      {links &&
        (['participant', 'facilitator', 'observer'] as const).map((role) => (
          <CopyLine key={role} label={names[role]} text={links[role]} />
        ))}
      {!links && own && <CopyLine label={invite.own} text={own} />}
      {!links && own && session.me.value?.role === 'facilitator' && <p class="caution">{invite.ownLeads}</p>}
      {!links && !own && <p class="caution">{invite.none}</p>}
    </Dialog>
  );
}

const ownLink = (known: RecentRoom | undefined): string | undefined =>
  known?.key === undefined ? undefined : `${location.origin}/r/${known.room}#${known.key}`;
