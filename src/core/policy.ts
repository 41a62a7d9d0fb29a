import { z } from 'zod';
import { SHORTEST_RETENTION_DAYS } from './retention.ts';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');
const workdays = z.number().int().min(0).max(60);

/**
 * A rung of the ladder (督办阶梯): on the nth working day beyond the limit, to whom, and whether the bot may send it by itself
 * (`auto`) or only drafts it for a person's signature (`sign`).
 */
export const Rung = z.object({
  onOverdueWorkday: z.number().int().min(1),
  kind: z.enum(['chase', 'chase-deputy-head', 'supervise', 'letter', 'propose-coordination']),
  recipient: z.enum(['liaison', 'unit-deputy-head', 'unit-head']),
  mode: z.enum(['auto', 'sign']),
});
export type Rung = z.infer<typeof Rung>;

const chaser = { onOverdueWorkday: 1, kind: 'chase', recipient: 'liaison', mode: 'auto' } as const;
const deputyHead = {
  onOverdueWorkday: 3,
  kind: 'chase-deputy-head',
  recipient: 'unit-deputy-head',
  mode: 'auto',
} as const;

/**
 * Every default of the office (DOMAIN §3), its unit and its reason, in one place. Frozen on a task when it starts: editing it
 * does not rewrite who was late. Overridable per office; the parse fills what is left out.
 */
export const Policy = z.object({
  /** Calendar days before the due day; the first only for tasks of at least `longTaskDays`. */
  remindLongBeforeDays: z.number().int().min(1).default(15),
  longTaskDays: z.number().int().min(1).default(60),
  /** Working days before the due day; 0 is the day itself, or the working day before a day off. */
  remindBeforeWorkdays: z.array(workdays).default([5, 1, 0]),
  /** What is due is decided at this time of day in the office's zone, working days only. */
  decideAt: clock.default('09:00'),
  /** Cards leave between these times, spread by a hash of the person; minutes 0 and 30 are avoided (platform rush hours). */
  sendFrom: clock.default('09:02'),
  sendTo: clock.default('09:25'),
  /** A task within this many working days of its limit stands on every morning card, and its light is amber. */
  soonWorkdays: workdays.default(3),
  /** An overdue task is shown on the card every nth working day even if nothing changed. */
  showOverdueEveryWorkdays: z.number().int().min(1).default(3),
  /** The ladder by the unit's relation to the office. Above the unit a named person signs; courts and vertical bodies get letters. */
  ladders: z
    .object({
      subordinate: z.array(Rung),
      peer: z.array(Rung),
      judicial: z.array(Rung),
      vertical: z.array(Rung),
      office: z.array(Rung),
    })
    .default({
      subordinate: [
        chaser,
        deputyHead,
        { onOverdueWorkday: 7, kind: 'supervise', recipient: 'unit-head', mode: 'sign' },
      ],
      peer: [chaser, deputyHead, { onOverdueWorkday: 7, kind: 'supervise', recipient: 'unit-head', mode: 'sign' }],
      judicial: [chaser, { onOverdueWorkday: 7, kind: 'letter', recipient: 'unit-head', mode: 'sign' }],
      vertical: [chaser, { onOverdueWorkday: 7, kind: 'propose-coordination', recipient: 'unit-head', mode: 'sign' }],
      office: [chaser],
    }),
  /** A rung is repeated every n working days, at most `rungRepeats` times; then it is a thing for the clerk. */
  repeatRungEveryWorkdays: z.number().int().min(1).default(3),
  rungRepeats: z.number().int().min(0).default(3),
  /** The liaison is told this many working days before a rung what comes (fair warning). */
  warnBeforeRungWorkdays: workdays.default(1),
  /** A report that waits for review: the office is reminded, then it stands on the office's own list. */
  reviewRemindWorkdays: workdays.default(2),
  reviewListWorkdays: workdays.default(5),
  /** An unsigned draft chases the office after this many working days; an unacknowledged signed notice is phoned. */
  signRemindWorkdays: workdays.default(2),
  acknowledgeWorkdays: workdays.default(2),
  /** Proposed supplement day (待补充). */
  supplementWorkdays: workdays.default(5),
  /** Report windows: narrative progress opens and closes on these days of the month; statistics close on this day of the next. */
  windowOpensOn: z.number().int().min(1).max(28).default(22),
  windowClosesOn: z.number().int().min(1).max(28).default(28),
  statisticsCloseOn: z.number().int().min(1).max(28).default(5),
  /** At this share of an open window only the missing are reminded, at most once a working day. */
  windowRemindShare: z.number().min(0).max(1).default(0.8),
  /** Units that the office had reminded by a press are not reminded again within this many working days. */
  remindUnreportedEveryWorkdays: z.number().int().min(1).default(1),
  /** Pro rata of counted targets of at least `proRataFrom`: at or above green, at or above amber; below is red. */
  proRataFrom: z.number().int().min(1).default(10),
  proRataGreen: z.number().min(0).max(1).default(0.95),
  proRataAmber: z.number().min(0).max(1).default(0.85),
  /** Bulletin class 超序时: this many points ahead of the elapsed share. */
  aheadPoints: z.number().min(0).max(100).default(10),
  /** The bulletin is drafted on the first working day after this day of the month that follows the period. */
  bulletinDraftAfterDay: z.number().int().min(1).max(28).default(5),
  /** One sweep that would escalate more than this share of the open tasks after a clock jump is held and asked about. */
  holdEscalationsAboveShare: z.number().min(0).max(1).default(0.2),
  /** Fewer open tasks than this are never held: a share of few is no sign of a wrong clock. */
  holdEscalationsFromTasks: z.number().int().min(1).default(10),
  /** Days for which people's words, evidence and the names of those who left are kept after the end: three years. */
  retentionDays: z.number().int().min(SHORTEST_RETENTION_DAYS).default(1_096),
  /** From this month and day a weekly list of everything due by 31 December (年终收口). */
  yearEndListFrom: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'MM-DD')
    .default('12-01'),
});
export type Policy = z.infer<typeof Policy>;

/** The defaults as they stand in DOMAIN §3. */
export const defaultPolicy: Policy = Object.freeze(Policy.parse({}));
