import type { NoticeId } from '../core/ids.ts';
import type { Delivery, Notice } from '../core/notice.ts';
import type { Platform } from '../core/unit.ts';
import type { Change } from '../ports.ts';
import { address, addressAgain, type Said } from './address.ts';
import { withoutRoom } from './office-room.ts';
import { bulletinTitleOf } from './publish-bulletin.ts';
import { type Deps, loadScene, type Scene } from './scene.ts';

/** A post to a channel: nobody's direct messages. */
export const isRoomPost = (delivery: Delivery): boolean =>
  delivery.kind === 'notice' && delivery.personId === null && delivery.channel !== 'offline';

/**
 * When a channel takes nothing (archived, the bot removed): what was for the office goes to its people, so that nothing is dropped,
 * with one alarm while it lasts; a bulletin waits for whoever posted it, who is told with a button to post it again.
 */
export async function roomRefused(
  deps: Deps,
  scene: Scene,
  delivery: Delivery,
  notices: readonly Notice[],
  code: string,
): Promise<void> {
  const people = withoutRoom(scene);
  const isOffices = delivery.address === scene.office.rooms.office?.address;
  const posted = notices.filter((notice) => notice.kind === 'bulletin' && /:posted:/.test(notice.round));
  const others = notices.filter((notice) => !posted.includes(notice));
  const again = addressAgain(deps, people, others);
  const alarms: Said[] = [
    ...(await bulletinAlarms(deps, scene, delivery, posted, code)),
    ...(others.length > 0 ? [roomAlarm(scene, delivery, code)] : []),
  ];
  const told = address(deps, isOffices ? people : scene, alarms);
  const kept = new Set<NoticeId>(again.deliveries.flatMap((one) => one.noticeIds));
  const dropped = notices.filter((notice) => !kept.has(notice.id)).map((notice) => notice.id);
  const change: Change = {
    notices: [...again.notices, ...told.notices],
    deliveries: [...again.deliveries, ...told.deliveries],
    ...(dropped.length > 0
      ? { settledNotices: [{ ids: dropped, status: 'dropped', reason: `the channel refused: ${code}` }] }
      : {}),
  };
  await deps.stores.settle(
    delivery,
    { platformId: null, sentAt: null, sent: null, state: 'failed', failure: code },
    change,
  );
}

/**
 * When a platform says that a channel is gone (archived, deleted, the bot removed) before anything was refused there: what waits for the
 * office goes to its people in one commit, with the same one alarm and an entry in the ledger. Any other channel is left alone: a
 * bulletin is answered for when it is posted.
 */
export async function roomGone(
  deps: Deps,
  gone: { readonly platform: Platform; readonly address: string; readonly code: string },
): Promise<boolean> {
  const office = await deps.stores.office();
  const room = office?.rooms.office;
  if (room?.platform !== gone.platform || room.address !== gone.address) return false;
  const scene = await loadScene(deps);
  const people = withoutRoom(scene);
  const queued = await deps.stores.deliveries({ channel: gone.platform, state: ['queued'] });
  const waiting = queued.filter((delivery) => isRoomPost(delivery) && delivery.address === gone.address);
  const notices = await deps.stores.notices(waiting.flatMap((delivery) => delivery.noticeIds));
  const again = addressAgain(
    deps,
    people,
    notices.filter((notice) => notice.status === 'due'),
  );
  const told = address(deps, people, [roomAlarm(scene, gone, gone.code)]);
  const moved = waiting.map((delivery) => ({ ...delivery, state: 'superseded' as const, failure: gone.code }));
  const done = await deps.stores.commit({
    notices: [...again.notices, ...told.notices],
    deliveries: [...moved, ...again.deliveries, ...told.deliveries],
    events: [
      {
        taskId: null,
        at: scene.now,
        actor: { personId: null, via: 'clock' },
        type: 'room-lost',
        platform: gone.platform,
        code: gone.code,
      },
    ],
    handled: { platform: gone.platform, key: `room-lost:${gone.address}:${gone.code}:${scene.today}` },
  });
  return done === 'committed';
}

/** Said once a month while it lasts: what it is about reaches the office's people anyway. */
function roomAlarm(scene: Scene, room: Pick<Delivery, 'address'>, code: string): Said {
  return alarm(scene, `room-lost:${room.address}:${code}:${scene.today.slice(0, 7)}`, (texts) =>
    texts.room.roomLost(room.address ?? '', code, scene.setting),
  );
}

async function bulletinAlarms(
  deps: Deps,
  scene: Scene,
  delivery: Delivery,
  posted: readonly Notice[],
  code: string,
): Promise<readonly Said[]> {
  const bulletins = await deps.stores.bulletins();
  return posted.flatMap((notice) => {
    const bulletin = bulletins.find(({ period }) => notice.round.startsWith(`${period.name}:posted:`));
    if (!bulletin) return [];
    const title = bulletinTitleOf(deps, scene, bulletin);
    return [
      alarm(scene, `not-posted:${notice.round}`, (texts) =>
        texts.room.postedNowhere(title, delivery.address ?? '', code, bulletin.id, scene.setting),
      ),
    ];
  });
}

const alarm = (scene: Scene, round: string, say: NonNullable<Said['say']>): Said => ({
  taskId: null,
  dueOn: null,
  kind: 'alarm',
  round,
  recipient: { unitId: scene.officeUnit.id, role: 'office-staff' },
  manner: 'now',
  say,
});
