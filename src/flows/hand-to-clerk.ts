import type { Alarm } from '../core/message/alarm.ts';
import type { Message } from '../core/message/message.ts';
import type { Delivery, Notice } from '../core/notice.ts';
import type { Change } from '../ports.ts';
import { address } from './address.ts';
import { clerksKey } from './clerks-copy.ts';
import { isRoomPost, roomRefused } from './room-refused.ts';
import type { Deps, Scene } from './scene.ts';

/** The platform will not take it: the duty moves to the clerk's list (a post to a channel: to the office's people), and the office is told once. */
export async function fail(
  deps: Deps,
  scene: Scene,
  delivery: Delivery,
  message: Message,
  notices: readonly Notice[],
  code: string,
): Promise<void> {
  if (isRoomPost(delivery)) return roomRefused(deps, scene, delivery, notices, code);
  const to = scene.directory.persons.find((p) => p.id === delivery.personId)?.name ?? delivery.address ?? '';
  await hand(
    deps,
    scene,
    delivery,
    message,
    notices,
    code,
    `delivery-failed:${delivery.personId}:${code}:${scene.today}`,
    { kind: 'delivery-failed', to, platform: delivery.channel, code },
  );
}

/** It may have arrived and the platform cannot be asked: no second try, a visible flag. `also` is written in the same commit. */
export async function flag(
  deps: Deps,
  scene: Scene,
  delivery: Delivery,
  message: Message | null,
  notices: readonly Notice[],
  also: Change = {},
): Promise<void> {
  const to = scene.directory.persons.find((p) => p.id === delivery.personId)?.name ?? delivery.address ?? '';
  const alarm: Alarm = { kind: 'delivery-unknown', to, platform: delivery.channel };
  const round = `delivery-unknown:${delivery.key}`;
  await hand(
    deps,
    scene,
    delivery,
    message ?? deps.texts.alarm(alarm, scene.setting),
    notices,
    'cannot-ask',
    round,
    alarm,
    also,
  );
}

async function hand(
  deps: Deps,
  scene: Scene,
  delivery: Delivery,
  message: Message,
  notices: readonly Notice[],
  failure: string,
  round: string,
  alarm: Alarm,
  also: Change = {},
): Promise<void> {
  const isAlarm = notices.some((notice) => notice.kind === 'alarm');
  const told = isAlarm
    ? { notices: [], deliveries: [] }
    : address(deps, scene, [
        {
          taskId: null,
          dueOn: null,
          kind: 'alarm',
          round,
          recipient: { unitId: scene.officeUnit.id, role: 'office-staff' },
          manner: 'now',
          say: (texts) => texts.alarm(alarm, scene.setting),
        },
      ]);
  const { notices: more = [], deliveries = [] } = also;
  const elsewhere = new Set(deliveries.flatMap((one) => one.noticeIds));
  const offline: Delivery = {
    ...delivery,
    id: deps.ids.next(),
    noticeIds: delivery.noticeIds.filter((id) => !elsewhere.has(id)),
    key: await clerksKey(deps.stores, delivery),
    channel: 'offline',
    address: null,
    state: 'queued',
    attempt: 0,
    leaseUntil: null,
    dueAt: scene.now,
    sent: message,
  };
  await deps.stores.settle(
    delivery,
    { platformId: null, sentAt: null, sent: null, state: 'failed', failure },
    { ...also, notices: [...more, ...told.notices], deliveries: [...deliveries, ...told.deliveries, offline] },
  );
}
