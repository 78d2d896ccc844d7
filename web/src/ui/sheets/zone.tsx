/** The name of an area: for a new one, or another name for an old one. */
import { useSignal } from '@preact/signals';
import { zoneName } from '../../app/acts.ts';
import { addZone, changeZone } from '../../app/intents.ts';
import { words } from '../../i18n/index.ts';
import type { Box } from '../../model/geometry.ts';
import { LIMITS } from '../../protocol/catalogue.ts';
import { Dialog } from '../sheet.tsx';
import { useWorkplace } from '../workplace.ts';

export function ZoneDialog({ zone: id, box, onClose }: { zone?: string; box?: Box; onClose: () => void }) {
  const { session } = useWorkplace();
  const zone = session.board.getAs('zone', id);
  const name = useSignal(zone ? zoneName(zone) : '');
  const { tools, common } = words.value;
  const save = () => {
    const wanted = name.value.trim();
    if (!wanted) return;
    if (zone) void changeZone(session, zone.id, { name: wanted });
    else if (box) void addZone(session, wanted, box);
    onClose();
  };
  return (
    <Dialog title={tools.zone} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div class="field">
          <label for="zone-name">{tools.zoneName}</label>
          <input
            id="zone-name"
            class="input"
            dir="auto"
            required
            maxLength={LIMITS.name_points_max}
            value={name.value}
            onInput={(event) => {
              name.value = event.currentTarget.value;
            }}
          />
        </div>
        <div class="row end">
          <button type="button" class="button plain" onClick={onClose}>
            {common.cancel}
          </button>
          <button type="submit" class="button primary">
            {common.save}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
