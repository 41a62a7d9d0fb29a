import type { Refusal } from '../core/event.ts';
import type { BulletinId, PersonId, TaskId } from '../core/ids.ts';
import type { Command, Message } from '../core/message/message.ts';
import type { Via } from '../core/report.ts';
import { nextRungOf } from '../core/rung-preview.ts';
import { type Account, type Platform, unitOf } from '../core/unit.ts';
import { type ActInput, refusalOf } from './act-on-task.ts';
import { dayIn } from './form-fields.ts';
import { handOver, handoverForm } from './hand-over.ts';
import { type BulletinOutcome, editForm, type Posting, publishForm } from './publish-bulletin.ts';
import { remindUnreported } from './remind-unreported.ts';
import type { Deps, Scene } from './scene.ts';
import { roomsForm, setRooms } from './set-rooms.ts';

/** A button or form of the office's own work: channels, bulletins, handovers, reminders. */
export interface OfficePressed {
  readonly by: PersonId;
  readonly via: Via;
  readonly command: Command;
  readonly fields: Readonly<Record<string, string>>;
}

/** A message to show, a refusal, or null when the act has answered itself. */
export type OfficeAnswer = Message | Refusal | null;

/** Platforms with channels; a channel of another way in is none. */
const WITH_CHANNELS: ReadonlySet<Via> = new Set<Via>(['slack', 'wecom']);

/** What a field says of a channel: an address on the platform it came from; null when it is left open. */
function channelIn(pressed: OfficePressed, name: string): Account | null {
  const address = pressed.fields[name]?.trim() ?? '';
  return address !== '' && WITH_CHANNELS.has(pressed.via) ? { platform: pressed.via as Platform, address } : null;
}

/** Where a bulletin goes: as the form says, or where the office always posts it when no form was filled in. */
export function postingIn(pressed: OfficePressed): Posting {
  const { where } = pressed.fields;
  const isAsked = WITH_CHANNELS.has(pressed.via);
  const place = channelIn(pressed, 'channel');
  // Where no channel can be chosen, the office's own choice stands.
  const given = isAsked && (where !== undefined || place !== null) ? { place } : {};
  return where === 'both' || where === 'room' || where === 'direct' ? { where, ...given } : given;
}

/** When the office opens the form that leaves out the next rung of a task. */
export async function skipForm(deps: Deps, scene: Scene, by: PersonId, id: string): Promise<OfficeAnswer> {
  const task = await deps.stores.task(id as TaskId);
  if (!task) return 'not-there';
  const no = refusalOf(scene, by, 'hold', task);
  if (no) return no;
  const next = nextRungOf(task, unitOf(scene.directory, task.unitId));
  return next ? deps.texts.room.skipForm(task, next.rung, scene.setting) : 'no-rung-left';
}

/** When the office works on its channels, its bulletins' posting, a handover, or has units reminded. */
export async function officeCommand(
  deps: Deps,
  scene: Scene,
  pressed: OfficePressed,
  input: Omit<ActInput, 'taskId'>,
): Promise<OfficeAnswer> {
  const { by, command, fields } = pressed;
  const id = command.id ?? '';
  switch (command.name) {
    case 'open-skip':
      return skipForm(deps, scene, by, id);
    case 'open-publish':
      return publishForm(deps, scene, by, id as BulletinId);
    case 'edit-bulletin':
      return editForm(deps, scene, by, id as BulletinId);
    case 'remind-unreported':
      return remindUnreported(deps, { ...input, until: command.value ?? '' });
    case 'open-handover':
      return handoverForm(deps, scene, by);
    case 'hand-over': {
      const on = dayIn(fields, 'day');
      if (on === null) return 'day-required';
      const { from, to } = fields as { readonly from?: PersonId; readonly to?: PersonId };
      if (!from || !to) return 'successor-required';
      const done = await handOver(deps, { ...input, from, to, on });
      return done.ok ? null : done.refusal;
    }
    case 'open-rooms':
      return roomsForm(deps, scene, by);
    case 'set-rooms': {
      // Elsewhere than in a chat with channels the form has none to choose: nothing is taken away.
      if (!WITH_CHANNELS.has(pressed.via)) return 'nowhere-to-post';
      const office = scene.office.rooms.fixed ? {} : { office: channelIn(pressed, 'office') };
      const done = await setRooms(deps, { ...input, rooms: { ...office, bulletin: channelIn(pressed, 'bulletin') } });
      return done.ok ? null : done.refusal;
    }
    default:
      throw new Error(`${command.name} is no command of the office's own work`);
  }
}

/** What a step on a bulletin answers where it was pressed. */
export const bulletinAnswer = (outcome: BulletinOutcome): OfficeAnswer =>
  outcome.ok ? outcome.answer : outcome.refusal;
