/** Whatever sheet or dialog is open. Those that are needed seldom are fetched when they are. */
import { later } from './later.tsx';
import { useWorkplace } from './workplace.ts';

interface Closing {
  onClose: () => void;
}

const PeopleSheet = later<Closing>(() => import('./sheets/people.tsx').then((part) => part.PeopleSheet));
const AgendaSheet = later<Closing>(() => import('./sheets/agenda.tsx').then((part) => part.AgendaSheet));
const OpenVoteSheet = later<Closing>(() =>
  import('./sheets/open_vote.tsx').then((part) => part.OpenVoteSheet),
);
const VotesSheet = later<Closing>(() => import('./sheets/votes.tsx').then((part) => part.VotesSheet));
const ResultSheet = later<Closing & { round: string }>(() =>
  import('./sheets/result.tsx').then((part) => part.ResultSheet),
);
const OutlineSheet = later<Closing>(() => import('./sheets/outline.tsx').then((part) => part.OutlineSheet));
const InviteDialog = later<Closing>(() => import('./sheets/invite.tsx').then((part) => part.InviteDialog));
const HelpDialog = later<Closing>(() => import('./sheets/help.tsx').then((part) => part.HelpDialog));
const RoomDialog = later<Closing>(() => import('./sheets/room.tsx').then((part) => part.RoomDialog));
const MeDialog = later<Closing>(() => import('./sheets/me.tsx').then((part) => part.MeDialog));
const DriverDialog = later<Parameters<typeof import('./sheets/driver.tsx').DriverDialog>[0]>(() =>
  import('./sheets/driver.tsx').then((part) => part.DriverDialog),
);
const ZoneDialog = later<Parameters<typeof import('./sheets/zone.tsx').ZoneDialog>[0]>(() =>
  import('./sheets/zone.tsx').then((part) => part.ZoneDialog),
);

/** Sheets lie beside the board; the others are dialogs above it. */
export const sheetKinds = new Set(['people', 'agenda', 'openVote', 'votes', 'result', 'outline']);

export function OpenSheet() {
  const { desk } = useWorkplace();
  const sheet = desk.sheet.value;
  const onClose = () => {
    desk.sheet.value = null;
  };
  if (!sheet) return null;
  switch (sheet.kind) {
    case 'people':
      return <PeopleSheet onClose={onClose} />;
    case 'agenda':
      return <AgendaSheet onClose={onClose} />;
    case 'openVote':
      return <OpenVoteSheet onClose={onClose} />;
    case 'votes':
      return <VotesSheet onClose={onClose} />;
    case 'result':
      return <ResultSheet round={sheet.round} onClose={onClose} />;
    case 'outline':
      return <OutlineSheet onClose={onClose} />;
    case 'invite':
      return <InviteDialog onClose={onClose} />;
    case 'help':
      return <HelpDialog onClose={onClose} />;
    case 'room':
      return <RoomDialog onClose={onClose} />;
    case 'me':
      return <MeDialog onClose={onClose} />;
    case 'driver':
      return (
        <DriverDialog
          {...(sheet.item === undefined ? {} : { item: sheet.item })}
          {...(sheet.at === undefined ? {} : { at: sheet.at })}
          onClose={onClose}
        />
      );
    case 'zone':
      return (
        <ZoneDialog
          {...(sheet.zone === undefined ? {} : { zone: sheet.zone })}
          {...(sheet.box === undefined ? {} : { box: sheet.box })}
          onClose={onClose}
        />
      );
  }
}
