// What the desk's HTTP API takes and gives. The server checks with it, the desk borrows its types.
import { z } from 'zod';
import { day } from '../../core/calendar.ts';
import type { CommandName } from '../../core/message/message.ts';

const Tone = z.enum(['plain', 'muted', 'green', 'amber', 'red']);

/** Every command that a button or form may carry; a new one in core that is missing here does not compile. */
const commandNames = {
  'open-report': true,
  'report-done': true,
  'report-progress': true,
  'correct-report': true,
  'open-extension': true,
  'ask-extension': true,
  'open-dispute': true,
  dispute: true,
  'open-explain': true,
  explain: true,
  'choose-task': true,
  'confirm-report': true,
  'close-task': true,
  'open-return': true,
  'return-task': true,
  'open-reopen': true,
  'reopen-task': true,
  'open-grant': true,
  'grant-petition': true,
  'open-refuse': true,
  'refuse-petition': true,
  'sign-notice': true,
  'open-withdraw': true,
  'withdraw-notice': true,
  'acknowledge-notice': true,
  'open-record': true,
  'record-offline': true,
  'record-delivered': true,
  'retry-delivery': true,
  'hold-ladder': true,
  'open-hold': true,
  'skip-rung': true,
  'open-skip': true,
  'open-set-day': true,
  'set-day': true,
  'open-assign': true,
  'assign-task': true,
  'open-cancel': true,
  'cancel-task': true,
  'confirm-units': true,
  'adopt-plan': true,
  'apply-revision': true,
  'record-event': true,
  'record-drafts': true,
  'show-task': true,
  'list-tasks': true,
  'edit-bulletin': true,
  'sign-bulletin': true,
  'publish-bulletin': true,
  'open-publish': true,
  'remind-unreported': true,
  'open-handover': true,
  'hand-over': true,
  'open-rooms': true,
  'set-rooms': true,
  'release-sweep': true,
  'attach-file': true,
  'send-evidence': true,
  'show-settings': true,
  'open-quiet': true,
  'set-quiet': true,
  'open-absence': true,
  'set-absence': true,
  'end-absence': true,
  'open-deputy': true,
  'set-deputy': true,
  'leave-alone': true,
  'write-again': true,
  'copy-text': true,
  help: true,
  dismiss: true,
} as const satisfies Record<CommandName, true>;

/** Text that any database takes: no NUL, no half of a surrogate pair. How long it may be is the flow's to say. */
const PlainText = z.string().refine((text) => !text.includes('\0') && text.isWellFormed(), 'unreadable-text');

/** The desk draws a key for each press; the same press sent twice is one. */
const OnceKey = z.string().regex(/^[\w-]{8,64}$/);
const TaskCode = z.string().regex(/^[\w-]{1,32}$/);

export const ApiCommand = z
  .object({
    name: z.enum(Object.keys(commandNames) as CommandName[]),
    id: PlainText.max(200).exactOptional(),
    value: PlainText.max(2000).exactOptional(),
  })
  .readonly();

const ApiAction = z
  .object({
    label: z.string(),
    command: ApiCommand,
    style: z.enum(['primary', 'danger']).exactOptional(),
  })
  .readonly();
export type ApiAction = z.infer<typeof ApiAction>;

const ApiLine = z.object({ text: z.string(), tone: Tone.exactOptional(), code: z.string().exactOptional() }).readonly();
export type ApiLine = z.infer<typeof ApiLine>;

const ApiField = z
  .object({
    name: z.string(),
    label: z.string(),
    kind: z.enum(['text', 'long-text', 'day', 'select', 'check', 'channel']),
    required: z.boolean().exactOptional(),
    value: z.string().exactOptional(),
    options: z
      .array(z.object({ value: z.string(), label: z.string() }).readonly())
      .readonly()
      .exactOptional(),
    hint: z.string().exactOptional(),
  })
  .readonly();

/** core's `Message`, as it crosses the wire. */
export const ApiMessage = z
  .object({
    title: z.string().exactOptional(),
    lines: z.array(ApiLine).readonly(),
    facts: z
      .array(z.object({ label: z.string(), value: z.string() }).readonly())
      .readonly()
      .exactOptional(),
    actions: z.array(ApiAction).readonly().exactOptional(),
    form: z
      .object({ title: z.string(), submit: ApiAction, fields: z.array(ApiField).readonly() })
      .readonly()
      .exactOptional(),
    thread: z.string().exactOptional(),
  })
  .readonly();
export type ApiMessage = z.infer<typeof ApiMessage>;

/** Somebody whom the visitor of the demo can be. */
export const Persona = z.object({
  id: z.string(),
  name: z.string(),
  group: z.enum(['office', 'leader', 'unit']),
  /** Every role the person holds today, at least one. */
  roles: z
    .array(
      z.enum([
        'office-staff',
        'office-director',
        'signer',
        'liaison',
        'unit-reviewer',
        'unit-deputy-head',
        'unit-head',
        'leader-in-charge',
      ]),
    )
    .min(1),
  /** B岗: the deputy liaison. */
  deputy: z.boolean(),
  unitId: z.string(),
  unitName: z.string(),
});
export type Persona = z.infer<typeof Persona>;

/** The page's frame: office, clock, and who the visitor is. `persona` is null until one was chosen. */
export const Session = z.object({
  /** In a live office the visitor is the one who signed in, and the clock is everybody's. */
  mode: z.enum(['demo', 'live']),
  officeName: z.string(),
  now: z.iso.datetime(),
  isWorkday: z.boolean(),
  advancing: z.boolean(),
  persona: Persona.nullable(),
  personas: z.array(Persona),
  /** How many messages each persona has received so far, so that the page can say who has something new. */
  received: z.record(z.string(), z.number().int()),
});
export type Session = z.infer<typeof Session>;

/** The secret of a one-time link. */
export const OpenLink = z.object({ link: z.string().regex(/^[\w-]{20,100}$/) });

/** One message of a persona's chat: the bot's, or the persona's own words. */
export const ChatMessage = z.discriminatedUnion('from', [
  z.object({
    from: z.literal('bot'),
    seq: z.number().int(),
    at: z.iso.datetime(),
    message: ApiMessage,
    /** The task whose thread it belongs to. */
    thread: z.string().nullable(),
  }),
  z.object({
    from: z.literal('person'),
    seq: z.number().int(),
    at: z.iso.datetime(),
    text: z.string(),
    files: z.array(z.string()),
    thread: z.string().nullable(),
  }),
]);
export type ChatMessage = z.infer<typeof ChatMessage>;

/** Messages after a sequence number, oldest first; `more` when the page was full. */
export const ChatPage = z.object({ messages: z.array(ChatMessage), more: z.boolean() });
export type ChatPage = z.infer<typeof ChatPage>;

/** `none`: no limit is decided yet. */
export const Light = z.enum(['green', 'amber', 'red', 'none']);
export type Light = z.infer<typeof Light>;

/** How a unit's tasks stand; the six add up to its tasks, cancelled ones left out. */
export const UnitLights = z.object({
  unitId: z.string(),
  name: z.string(),
  closed: z.number().int(),
  /** Reported done, waiting for the office. */
  review: z.number().int(),
  green: z.number().int(),
  amber: z.number().int(),
  red: z.number().int(),
  undecided: z.number().int(),
});
export type UnitLights = z.infer<typeof UnitLights>;

/** A thing that somebody should do, with the buttons that do it. */
export const WorkItem = z.object({
  /** Unique within its list. */
  id: z.string(),
  code: z.string().nullable(),
  unitName: z.string(),
  title: z.string(),
  line: ApiLine,
  actions: z.array(ApiAction).readonly(),
  /** The notice or words to paste elsewhere or read out on the phone, if there are any. */
  message: ApiMessage.nullable(),
});
export type WorkItem = z.infer<typeof WorkItem>;

export const NextEvent = z.object({
  at: z.iso.datetime(),
  text: z.string(),
  code: z.string().nullable(),
  unitName: z.string().nullable(),
});
export type NextEvent = z.infer<typeof NextEvent>;

export const BoardBulletin = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(['draft', 'signed', 'published']),
  /** 通报〔2026〕2号; null until signed. */
  number: z.string().nullable(),
  text: z.string(),
  actions: z.array(ApiAction).readonly(),
});
export type BoardBulletin = z.infer<typeof BoardBulletin>;

/** A plan whose source can be looked at with its reading. */
export const BoardPlan = z.object({
  id: z.string(),
  title: z.string(),
  fileName: z.string(),
  items: z.number().int(),
  /** Null while it waits for adoption. */
  adoptedOn: z.iso.date().nullable(),
});
export type BoardPlan = z.infer<typeof BoardPlan>;

/** What the viewer may see at a glance. Lists that are not the viewer's are empty; a liaison sees the own unit only. */
export const Board = z.object({
  /** `office` shows the office's own lists. */
  scope: z.enum(['office', 'leader', 'unit']),
  lights: z.array(UnitLights),
  next: z.array(NextEvent),
  review: z.array(WorkItem),
  petitions: z.array(WorkItem),
  sign: z.array(WorkItem),
  phone: z.array(WorkItem),
  overdue: z.array(WorkItem),
  bulletins: z.array(BoardBulletin),
  /** Plans in force or waiting for adoption, newest first; the office sees them. */
  plans: z.array(BoardPlan),
});
export type Board = z.infer<typeof Board>;

/** A task in a list. `title` is empty for a discreet item. */
export const TaskRow = z.object({
  code: z.string(),
  label: z.string().nullable(),
  title: z.string(),
  discreet: z.boolean(),
  unitId: z.string(),
  unitName: z.string(),
  status: z.enum(['open', 'reported-done', 'closed', 'cancelled']),
  light: Light,
  /** The state in words: 已超时限 3 个工作日. */
  stateText: z.string(),
  dueOn: z.iso.date().nullable(),
});
export type TaskRow = z.infer<typeof TaskRow>;

export const TaskList = z.object({ tasks: z.array(TaskRow) });
export type TaskList = z.infer<typeof TaskList>;

/** One line of a task's history, worded from the ledger. */
export const HistoryEntry = z.object({
  at: z.iso.datetime(),
  who: z.string(),
  text: z.string(),
  tone: Tone,
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** A task as its thread shows it, with what the viewer may do about it. */
export const TaskDetail = TaskRow.extend({
  /** The item as printed; null for a discreet one. */
  sourceText: z.string().nullable(),
  originalDueOn: z.iso.date().nullable(),
  extensions: z.number().int(),
  supplementDueOn: z.iso.date().nullable(),
  supportingUnitNames: z.array(z.string()),
  percent: z.number().nullable(),
  progress: z.string().nullable(),
  /** Evidence (佐证材料) handed in, oldest first. */
  evidence: z.array(z.object({ fileId: z.string(), name: z.string(), bytes: z.number().int() })).exactOptional(),
  history: z.array(HistoryEntry),
  actions: z.array(ApiAction).readonly(),
});
export type TaskDetail = z.infer<typeof TaskDetail>;

export const ChoosePersona = z.strictObject({ personId: z.string().min(1).max(64) });

/** Free text, into the chat or (with a code) into a task's thread. */
export const Say = z.strictObject({ text: PlainText.min(1), threadCode: TaskCode.exactOptional(), key: OnceKey });

/** A button pressed or a form submitted. */
export const Act = z.strictObject({
  command: ApiCommand,
  fields: z
    .record(z.string().max(64), PlainText)
    .refine((fields) => Object.keys(fields).length <= 40)
    .default({}),
  key: OnceKey,
});

/** A file's bytes are the body; the rest stands in the address. */
export const DropFile = z.strictObject({
  name: PlainText.min(1).max(255),
  key: OnceKey,
  threadCode: TaskCode.exactOptional(),
});

export const ChatQuery = z.object({ since: z.coerce.number().int().min(0).default(0) });

/** How far the virtual clock goes: a day, a week, the next event, or a named day. */
export const Advance = z.strictObject({ to: z.union([z.enum(['day', 'week', 'next']), z.iso.date().transform(day)]) });

export const Advanced = z.object({ from: z.iso.datetime(), to: z.iso.datetime(), sent: z.number().int() });
export type Advanced = z.infer<typeof Advanced>;

/** What the event stream says. `changed`: something the viewer may see is new, fetch again; messages from number `from` on, too. */
export const DeskEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('changed'), from: z.number().int().exactOptional() }),
  z.object({ type: z.literal('advancing'), now: z.iso.datetime(), sent: z.number().int() }),
  z.object({ type: z.literal('advanced'), now: z.iso.datetime(), sent: z.number().int() }),
]);
export type DeskEvent = z.infer<typeof DeskEvent>;

export const apiErrorCodes = [
  'wrong-host',
  'wrong-origin',
  'bad-input',
  'unreadable-text',
  'too-large',
  'empty-file',
  'no-persona',
  'signed-out',
  'link-spent',
  'too-often',
  'persona-changed',
  'not-there',
  'clock-busy',
  'internal',
] as const;
export type ApiErrorCode = (typeof apiErrorCodes)[number];

export const ApiError = z.object({ error: z.object({ code: z.enum(apiErrorCodes), text: z.string() }) });
export type ApiError = z.infer<typeof ApiError>;
