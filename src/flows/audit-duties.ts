import { dutiesDue } from '../core/duties.ts';
import type { DubanEvent } from '../core/event.ts';
import type { Alarm } from '../core/message/alarm.ts';
import type { Delivery, NoticeKind } from '../core/notice.ts';
import { nextAction } from '../core/schedule.ts';
import type { Task } from '../core/task.ts';
import { unitOf } from '../core/unit.ts';
import type { Change } from '../ports.ts';
import { address, type Said } from './address.ts';
import type { Deps, Scene } from './scene.ts';

/** Beyond this a duty that should have been swept, or a delivery that should have left, is a finding. */
const GRACE_MS = 3_600_000;

interface Finding {
  readonly subject: string;
  readonly why: string;
  readonly task: Task | null;
  readonly alarm: Alarm | null;
  /** Said again every night that it stands, or once a month where only time can mend it. */
  readonly again: 'nightly' | 'monthly';
}

/**
 * Every night: looks for any obligation without its message (a task that nothing will wake, a duty past its instant, a notice
 * that no delivery carries, a delivery that never left) and for a year without a calendar table. Each finding is an alarm and
 * an entry in the ledger; the task is put back into the timetable, the delivery gets a new job.
 */
export async function auditDuties(deps: Deps, scene: Scene): Promise<Change> {
  const active = await deps.stores.tasks({ status: ['open', 'reported-done'] });
  const asleep = active.filter((task) => isAsleep(scene, task));
  const carried = await Promise.all([
    deps.stores.noticesWithoutDelivery(new Date(scene.now.getTime() - GRACE_MS), 100),
    deps.stores.deliveries({
      state: ['queued', 'sending', 'unknown'],
      // While nobody swept (the machine was off) nothing could leave: that is no finding.
      dueBefore: new Date((scene.office.sweptUntil ?? scene.now).getTime() - GRACE_MS),
      limit: 100,
    }),
  ]);
  const [uncarried, stuck] = carried;
  const gone = stuck.filter((delivery) => delivery.channel !== 'offline');
  await deps.stores.revive(gone.map((delivery) => delivery.id));
  const said = await deps.stores.notices(gone.flatMap((delivery) => delivery.noticeIds));
  const alarms = new Set(said.filter((notice) => notice.kind === 'alarm').map((notice) => notice.id));
  const findings: Finding[] = [
    ...asleep.map((task) => found(task.code, 'nothing will wake it', task, 'remind')),
    ...uncarried.map((notice) => {
      const task = active.find((one) => one.id === notice.taskId) ?? null;
      return found(notice.key, 'no delivery carries it', task, notice.kind);
    }),
    ...gone.map(
      (delivery): Finding => ({
        subject: delivery.key,
        why: 'never left',
        task: null,
        // An alarm about an alarm would grow by itself, night after night, for as long as the platform is away.
        alarm: delivery.noticeIds.some((id) => alarms.has(id))
          ? null
          : { kind: 'delivery-failed', to: nameOf(scene, delivery), platform: delivery.channel, code: 'late' },
        again: 'nightly',
      }),
    ),
    ...yearsWithoutTable(scene, active).map(
      (year): Finding => ({
        subject: String(year),
        why: 'no calendar table',
        task: null,
        alarm: { kind: 'calendar-missing', year },
        again: 'monthly',
      }),
    ),
  ];
  const drafts = findings.flatMap(({ alarm, ...finding }): Said[] =>
    alarm
      ? [
          {
            taskId: null,
            dueOn: null,
            kind: 'alarm',
            round: `audit:${finding.subject}:${finding.again === 'nightly' ? scene.today : scene.today.slice(0, 7)}`,
            recipient: { unitId: scene.officeUnit.id, role: 'office-staff' },
            manner: 'now',
            say: (texts) => texts.alarm(alarm, scene.setting),
          },
        ]
      : [],
  );
  const events = findings.map(
    (finding): DubanEvent => ({
      taskId: null,
      at: scene.now,
      actor: { personId: null, via: 'clock' },
      type: 'audit-alarmed',
      finding: finding.why,
      subject: finding.subject,
    }),
  );
  // Woken at once: the next sweep says what is owed.
  return {
    tasks: asleep.map((task) => ({ ...task, nextActionAt: scene.now })),
    events,
    ...address(deps, scene, drafts),
  };
}

function found(subject: string, why: string, task: Task | null, notice: NoticeKind): Finding {
  const alarm: Alarm | null = task ? { kind: 'obligation-without-message', task, notice } : null;
  return { subject, why, task, alarm, again: 'nightly' };
}

const nameOf = ({ directory }: Scene, { personId, address: to }: Delivery): string =>
  directory.persons.find((person) => person.id === personId)?.name ?? to ?? '';

/** True when something is or will be owed and the timetable does not know it. */
function isAsleep(scene: Scene, task: Task): boolean {
  const unit = unitOf(scene.directory, task.unitId);
  if (task.nextActionAt === null) return nextAction(task, scene.now, scene.calendar, unit) !== null;
  if (task.nextActionAt.getTime() < scene.now.getTime() - GRACE_MS) return true;
  if (task.nextActionAt <= scene.now) return false;
  return (
    dutiesDue(task, scene.now, scene.calendar, unit, scene.officeUnit.id, () => 'audited' as never).events.length > 0
  );
}

/** Years that due days fall in and that have no table of working days: an alarm, never "no holidays". */
function yearsWithoutTable(scene: Scene, tasks: readonly Task[]): readonly number[] {
  const years = new Set([
    Number(scene.today.slice(0, 4)),
    ...tasks.flatMap((task) => (task.dueOn ? [Number(task.dueOn.slice(0, 4))] : [])),
  ]);
  return [...years].filter((year) => !scene.calendar.hasTable(year)).sort();
}
