import type { OfficeFact, Refusal } from '../core/event.ts';
import type { PersonId } from '../core/ids.ts';
import { hashOfText } from '../core/ledger.ts';
import type { Message } from '../core/message/message.ts';
import { may } from '../core/permission.ts';
import type { Account } from '../core/unit.ts';
import type { Change, Rooms } from '../ports.ts';
import { type ActInput, withAnswer } from './act-on-task.ts';
import { actingAs, type Deps, loadScene, type Scene } from './scene.ts';

/** When the office chooses its channel and that of its bulletins. A channel that the installation fixed stays. */
export async function setRooms(
  deps: Deps,
  input: Omit<ActInput, 'taskId'> & { readonly rooms: Partial<Rooms> },
): Promise<{ ok: true } | { ok: false; refusal: Refusal }> {
  const scene = await loadScene(deps);
  if (!mayDirect(scene, input.by)) return { ok: false, refusal: 'not-there' };
  if (
    scene.office.rooms.fixed &&
    input.rooms.office !== undefined &&
    !same(input.rooms.office, scene.office.rooms.office)
  )
    return { ok: false, refusal: 'rooms-fixed' };
  const rooms = { ...scene.office.rooms, ...input.rooms };
  const answer = deps.texts.room.roomsSet(
    { office: rooms.office !== null, bulletin: rooms.bulletin !== null },
    scene.setting,
  );
  await deps.stores.commit(withAnswer(deps, scene, roomsChange(scene, rooms, input), input, answer));
  return { ok: true };
}

/** When the installation names the office's channel: it stands from the next start on, whatever was chosen before. */
export async function fixRoom(deps: Deps, room: Account | null): Promise<void> {
  const office = await deps.stores.office();
  if (!office) return;
  const { rooms } = office;
  const fixed = room !== null;
  if ((rooms.fixed ?? false) === fixed && (!fixed || same(rooms.office, room))) return;
  const scene = await loadScene(deps);
  const next: Rooms = { office: room ?? rooms.office, bulletin: rooms.bulletin, ...(fixed ? { fixed } : {}) };
  await deps.stores.commit(roomsChange(scene, next, { by: null, via: 'cli' }));
}

/** The form in which the office chooses its channels, or what someone else is told. */
export function roomsForm(deps: Deps, scene: Scene, by: PersonId): Message {
  if (!mayDirect(scene, by)) return deps.texts.room.officeOnly;
  const { office, bulletin, fixed = false } = scene.office.rooms;
  return deps.texts.room.roomsForm({ office: office?.address ?? null, bulletin: bulletin?.address ?? null, fixed });
}

const mayDirect = (scene: Scene, by: PersonId): boolean =>
  may(actingAs(scene, by), 'directory', { officeUnitId: scene.officeUnit.id });

const same = (a: Account | null, b: Account | null): boolean =>
  a?.platform === b?.platform && a?.address === b?.address;

function roomsChange(
  scene: Scene,
  rooms: Rooms,
  { by, via }: { readonly by: PersonId | null; readonly via: ActInput['via'] },
): Change {
  const fact: OfficeFact = { type: 'settings-changed', what: 'rooms', valueHash: hashOfText(JSON.stringify(rooms)) };
  return {
    office: { ...scene.office, rooms },
    events: [{ ...fact, taskId: null, at: scene.now, actor: { personId: by, via } }],
  };
}
