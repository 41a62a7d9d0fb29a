import { postsOf } from './adapters/slack/blocks.ts';
import type { Preview } from './adapters/slack/preview.ts';
import type { Catalogue } from './core/message/catalogue.ts';
import type { Message } from './core/message/message.ts';
import type { Task } from './core/task.ts';
import type { Account } from './core/unit.ts';
import type { Scene } from './flows/scene.ts';
import type { Bulletin, Messenger, Rewriter } from './ports.ts';

/** Channels of the previewed office. */
export const officeRoom: Account = { platform: 'slack', address: 'C0OFFICE' };
export const publicRoom: Account = { platform: 'slack', address: 'C0PUBLIC' };

/** Channels that keep what is posted there and how it is written anew, to be shown. */
export interface RecordedRooms {
  readonly messenger: Messenger;
  readonly rewriter: Rewriter;
  /** One of each look: as it was posted, and as it was written anew. */
  shown(lookOf: (message: Message) => string): readonly Preview[];
}

/** Channels in memory. */
export function recordedRooms(): RecordedRooms {
  const posted: { readonly heading: string; readonly message: Message }[] = [];
  return {
    messenger: {
      async send({ address }, message) {
        posted.push({ heading: `# ${address}`, message });
        return { platformId: `${address}:${posted.length}` };
      },
      find: async () => 'absent',
    },
    rewriter: {
      async rewrite(platformId, message) {
        posted.push({ heading: `# ${platformId.split(':')[0]} · ↻`, message });
        return 'written';
      },
    },
    shown(lookOf) {
      const looks = new Map(posted.map((one) => [`${one.heading}|${lookOf(one.message)}`, one]));
      return [...looks.values()].flatMap(({ heading, message }) =>
        postsOf(message).map(
          ({ blocks }): Preview => ({
            heading: message.file ? `${heading} · 📎 ${message.file.name}` : heading,
            kind: 'message',
            blocks,
          }),
        ),
      );
    },
  };
}

/** What the sample does not come to: a handover told, channels chosen, a channel that takes nothing. */
export function seldomSaid(
  texts: Catalogue,
  scene: Scene,
  bulletin: Bulletin,
  tasks: readonly Task[],
): readonly Message[] {
  const { room } = texts;
  const { directory, setting, today } = scene;
  const [from, to] = directory.persons;
  const unit = directory.units.find((one) => one.id === tasks[0]?.unitId);
  const title = texts.document.bulletinTitle(bulletin, setting);
  const roles = unit ? [{ unit, role: 'liaison' as const }] : [];
  const handover = from && to ? { from, to, on: today, roles, tasks } : null;
  return [
    ...(handover ? [room.takenOver(handover, setting), room.handoverRecorded(handover, setting)] : []),
    room.roomsSet({ office: true, bulletin: true }, setting),
    room.roomsSet({ office: false, bulletin: false }, setting),
    room.remindedLately([], today, setting),
    room.roomLost(officeRoom.address, 'is_archived', setting),
    room.postedNowhere(title, publicRoom.address, 'not_in_channel', bulletin.id, setting),
    room.drafts([], [], true, setting),
    room.bulletins([], setting),
    room.calls([], setting),
  ];
}
