import { dayAt } from '../core/calendar.ts';
import type { Change, InboundEvent } from '../ports.ts';
import { address } from './address.ts';
import { type Deps, loadScene } from './scene.ts';

/** Milliseconds after which an input that cannot be answered is the office's to look at, too. */
const TOLD_AFTER_MS = 10 * 60_000;
/** Milliseconds after which it is tried no more: what a release could not read, a mended one has had a day to. */
const GIVEN_UP_AFTER_MS = 24 * 60 * 60_000;

/**
 * When a stored input could not be answered once more: the office is told once that somebody said something that nobody heard, so that
 * no report is lost in silence. A day later it stands no longer before the others.
 */
export async function inputFailed(deps: Deps, { platform, key, receivedAt, personId }: InboundEvent): Promise<void> {
  if ((await deps.stores.office()) === null) return;
  const scene = await loadScene(deps);
  const ageMs = scene.now.getTime() - receivedAt.getTime();
  if (ageMs < TOLD_AFTER_MS) return;
  const person = scene.directory.persons.find((one) => one.id === personId);
  const told: Change = person
    ? address(deps, scene, [
        {
          taskId: null,
          dueOn: null,
          kind: 'alarm',
          round: `input-unanswered:${platform}:${key}`,
          recipient: { unitId: scene.officeUnit.id, role: 'office-staff' },
          manner: 'now',
          say: (texts) =>
            texts.alarm({ kind: 'input-unanswered', person, platform, on: dayAt(receivedAt) }, scene.setting),
        },
      ])
    : {};
  await deps.stores.commit({ ...told, handled: { platform, key: `unanswered:${key}` } });
  if (ageMs >= GIVEN_UP_AFTER_MS) await deps.stores.commit({ handled: { platform, key } });
}
