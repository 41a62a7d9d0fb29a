import { documentReader } from '../../src/adapters/documents/read-document.ts';
import { seededIds } from '../../src/adapters/ids.ts';
import { hear, LocalInput } from '../../src/adapters/local-chat/inbound.ts';
import { localMessenger } from '../../src/adapters/local-chat/messenger.ts';
import { memoryLocalMessages } from '../../src/adapters/memory/local-messages.ts';
import { memoryQueue } from '../../src/adapters/memory/queue.ts';
import { memoryStores } from '../../src/adapters/memory/stores.ts';
import { VirtualClock } from '../../src/adapters/system-clock.ts';
import { day, makeCalendar } from '../../src/core/calendar.ts';
import type { PersonId, TaskId, UnitId } from '../../src/core/ids.ts';
import { type Command, type CommandName, type Message, plainText } from '../../src/core/message/message.ts';
import { zh } from '../../src/core/message/zh.ts';
import { defaultPolicy, type Policy } from '../../src/core/policy.ts';
import { nextOfficeTime, officeTimeKinds } from '../../src/core/schedule.ts';
import type { Task } from '../../src/core/task.ts';
import type { Directory } from '../../src/core/unit.ts';
import { adoptPlan } from '../../src/flows/adopt-plan.ts';
import { advanceClock } from '../../src/flows/advance-clock.ts';
import { checkInvariants, wholeLedger } from '../../src/flows/check-invariants.ts';
import { deliver } from '../../src/flows/deliver.ts';
import type { Messengers } from '../../src/flows/delivery-tries.ts';
import { handleCommand } from '../../src/flows/handle-command.ts';
import { handleReply } from '../../src/flows/handle-reply.ts';
import { heldKeyOf } from '../../src/flows/held-words.ts';
import { importPlan } from '../../src/flows/import-plan.ts';
import type { Rewriters } from '../../src/flows/refresh-cards.ts';
import { sweep } from '../../src/flows/sweep.ts';
import type { Messenger, Office } from '../../src/ports.ts';
import { aDirectory, anOfficeUnit, aPerson, aRole, at, aUnit, officeId, officeUnitId } from './builders.ts';

export const education = 'unit-education' as UnitId;
export const finance = 'unit-finance' as UnitId;
export const court = 'unit-court' as UnitId;
export const westDistrict = 'unit-west' as UnitId;
export const nobodyThere = 'unit-nobody' as UnitId;

/**
 * An invented office: clerk, director who signs, leader; a bureau with A岗, B岗 and heads; a bureau with its own reviewer; a court;
 * a district whose people have no account; and a unit in which nobody holds any role.
 */
export function theDirectory(): Directory {
  const roles = [
    aRole('clerk', officeUnitId, 'office-staff'),
    aRole('director', officeUnitId, 'office-director'),
    aRole('director', officeUnitId, 'signer'),
    aRole('leader', officeUnitId, 'leader-in-charge'),
    aRole('chen', education, 'liaison'),
    aRole('deng', education, 'liaison', { rank: 'B' }),
    aRole('education-deputy', education, 'unit-deputy-head'),
    aRole('education-head', education, 'unit-head'),
    aRole('wu', finance, 'liaison'),
    aRole('finance-reviewer', finance, 'unit-reviewer'),
    aRole('finance-deputy', finance, 'unit-deputy-head'),
    aRole('finance-head', finance, 'unit-head'),
    aRole('yun', court, 'liaison'),
    aRole('court-head', court, 'unit-head'),
    aRole('west-liaison', westDistrict, 'liaison'),
    aRole('west-deputy', westDistrict, 'unit-deputy-head'),
    aRole('west-head', westDistrict, 'unit-head'),
  ];
  const ids = [...new Set(roles.map((role) => role.personId as string))];
  return aDirectory({
    units: [
      anOfficeUnit(),
      aUnit({ id: education }),
      aUnit({ id: finance, name: '江州市财政局', shortName: '市财政局', ownReview: true }),
      aUnit({ id: court, name: '江州市中级人民法院', shortName: '市法院', relation: 'judicial' }),
      aUnit({ id: westDistrict, name: '江州市西区人民政府', shortName: '西区', groups: ['各区'] }),
      aUnit({ id: nobodyThere, name: '江州市商务局', shortName: '市商务局' }),
    ],
    persons: ids.map((id) =>
      aPerson(id, id.startsWith('west-') ? { accounts: [], phone: '0000-1234567' } : { phone: '0000-7654321' }),
    ),
    roles,
  });
}

/** A plan in which every kind of unit has something to do. Codes follow the printed numbers: 26-1-1 and so on. */
export const thePlan = `江州市2026年防范工作要点

（一）开展专项排查。（责任单位：市教育局；时限：3月31日前）
（二）制定联合检查计划。（牵头单位：市教育局；配合单位：市财政局；时限：4月30日前）
（三）完善资金监管制度。（责任单位：市财政局；时限：4月30日前）
（四）妥善化解重点信访积案。（责任单位：市教育局；时限：5月29日前）
（五）开展审判情况分析。（责任单位：市法院；时限：4月30日前）
（六）召开全区推进会。（责任单位：西区；时限：3月31日前）
（七）探索建立长效制度。（责任单位：市教育局）
`;

/** One message as it reached a person. */
export interface Received {
  readonly at: Date;
  readonly to: string;
  readonly message: Message;
  readonly text: string;
}

export interface OfficeOptions {
  readonly directory?: Directory;
  /** The plan's text; null imports none. */
  readonly plan?: string | null;
  readonly adoptedAt?: string;
  readonly policy?: Partial<Policy>;
  /** In place of the local chat: faults. */
  readonly messenger?: Messenger;
  readonly machineNow?: () => Date;
}

export type OpenOffice = Awaited<ReturnType<typeof openOffice>>;

/** An office on memory stores with a virtual clock, seeded ids, Chinese texts and a local chat that remembers every message. */
export async function openOffice(options: OfficeOptions = {}) {
  const ids = seededIds(7);
  const clock = VirtualClock.startingAt(at(options.adoptedAt ?? '2026-03-02 08:30'), {
    frozen: true,
    machine: { now: () => new Date(0) },
  });
  const queue = memoryQueue();
  const stores = memoryStores({
    enqueue: queue.enqueue,
    officeNow: () => clock.now(),
    ...(options.machineNow ? { machineNow: options.machineNow } : {}),
  });
  const messages = memoryLocalMessages();
  const chat = { messages, clock, ids, notify: () => {} };
  const messengers: Messengers = { local: options.messenger ?? localMessenger(chat) };
  const rewriters: Rewriters = {};
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const deps = { stores, clock, ids, texts: zh, log, queue, reader: documentReader, messengers, rewriters };
  await queue.start((job) => deliver(job.deliveryId, deps, job.again));

  const policy = { ...defaultPolicy, ...options.policy };
  const unit = anOfficeUnit();
  const office: Office = {
    id: officeId,
    name: unit.name,
    shortName: unit.shortName,
    policy,
    dayAdditions: {},
    eventDays: {},
    rooms: { office: null, bulletin: null },
    sweepHeldUntil: null,
    sweptUntil: null,
  };
  const calendar = makeCalendar();
  await stores.commit({
    office,
    directory: options.directory ?? theDirectory(),
    officeTimes: officeTimeKinds.map((kind) => ({
      kind,
      nextAt: nextOfficeTime(kind, clock.now(), policy, calendar),
    })),
  });

  let inputs = 0;
  const nextKey = (): string => {
    inputs += 1;
    return `input-${inputs}`;
  };
  const read = new Map<string, number>();

  /** Everything that reached a person, oldest first; with `fresh` only what they have not been given yet. */
  async function inbox(person: string, given: { fresh?: boolean } = {}): Promise<readonly Received[]> {
    const after = given.fresh ? (read.get(person) ?? 0) : 0;
    const stored = await messages.since(person as PersonId, after, 100_000);
    const last = stored.at(-1);
    if (given.fresh && last) read.set(person, last.seq);
    return stored
      .filter((one) => one.direction === 'out')
      .map((one) => ({ at: one.at, to: person, message: one.message, text: plainText(one.message) }));
  }

  /** What a person was answered since they were last asked. */
  const answers = async (person: string): Promise<string> =>
    (await inbox(person, { fresh: true })).map((one) => one.text).join('\n');

  async function task(code: string): Promise<Task> {
    const found = await stores.taskByCode(code);
    if (!found) throw new Error(`No task ${code}`);
    return found;
  }

  /** A person types, in a task's thread or not; what they are answered. The same `key` is the same message once more. */
  async function say(person: string, text: string, given: { thread?: string; key?: string } = {}): Promise<string> {
    await inbox(person, { fresh: true });
    const key = given.key ?? nextKey();
    const threadCode = given.thread ?? null;
    const by = person as PersonId;
    await hear({ personId: by, key, input: { kind: 'say', text, threadCode } }, { ...chat, inbound: stores });
    const thread = threadCode ? await task(threadCode) : null;
    const reply = { by, via: 'local' as const, text, taskId: thread?.id ?? null, madeAt: clock.now() };
    const handled = await handleReply(deps, { ...reply, key: { platform: 'local', key } });
    if (handled.erase) await messages.erase(`in:${key}`);
    await queue.drain();
    return answers(person);
  }

  /** A person presses a button or submits a form; what they are answered. */
  async function press(
    person: string,
    command: Command | readonly [CommandName, string?, string?],
    fields: Readonly<Record<string, string>> = {},
    given: { key?: string } = {},
  ): Promise<string> {
    await inbox(person, { fresh: true });
    const key = given.key ?? nextKey();
    const by = person as PersonId;
    const wanted = 'name' in command ? command : commandOf(command);
    await hear({ personId: by, key, input: { kind: 'act', command: wanted, fields } }, { ...chat, inbound: stores });
    const heldKey = heldKeyOf(wanted);
    const held = heldKey === null ? null : await heldText(heldKey, by);
    const handled = await handleCommand(deps, {
      by,
      via: 'local',
      command: wanted,
      fields,
      key: { platform: 'local', key },
      at: clock.now(),
      held,
    });
    if (handled.erase && held) await messages.erase(`in:${heldKey}`);
    await queue.drain();
    return answers(person);
  }

  async function heldText(key: string, by: PersonId) {
    const event = await stores.inbound('local', key);
    const input = event?.personId === by && event.body ? LocalInput.parse(JSON.parse(event.body)) : null;
    return event && input?.kind === 'say' ? { text: input.text, madeAt: event.receivedAt } : null;
  }

  /** The last message of a person that has this button, pressed. */
  async function pressButton(person: string, label: string, fields: Readonly<Record<string, string>> = {}) {
    const offered = (await inbox(person)).findLast(({ message }) => buttonIn(message, label));
    const command = offered && buttonIn(offered.message, label);
    if (!command) throw new Error(`${person} has no button ${label}`);
    return press(person, command, fields);
  }

  /** Moves the clock on purpose, step by step. */
  const advanceTo = (instant: string): Promise<number> => advanceClock({ ...deps, clock }, at(instant));

  /** The machine was off, or its clock jumped: nothing happened till now, then one sweep. */
  async function wakeAt(instant: string) {
    clock.set(at(instant));
    return sweepOnce();
  }

  async function sweepOnce() {
    const swept = await sweep(deps);
    await queue.drain();
    return swept;
  }

  /** The ledger's entry types in order, of one task or of all. */
  async function ledger(code?: string): Promise<readonly string[]> {
    const only = code ? (await task(code)).id : null;
    return (await wholeLedger(deps)).filter((one) => only === null || one.taskId === only).map((one) => one.type);
  }

  /** Everything that reached anybody, in the order of time. */
  async function transcript(): Promise<readonly Received[]> {
    const { persons } = await stores.directory();
    const all = await Promise.all(persons.map((person) => inbox(person.id)));
    return all.flat().toSorted((a, b) => a.at.getTime() - b.at.getTime());
  }

  /** Where a word still stands in anything stored, with what is around it: to show that it is nowhere. */
  async function traces(word: string): Promise<readonly string[]> {
    const tasks = await stores.tasks({});
    const ofTasks = await Promise.all(
      tasks.map(async ({ id }: { id: TaskId }) => [
        await stores.reportsOf(id),
        await stores.petitionsOf(id),
        await stores.noticesOf(id),
      ]),
    );
    const keys = Array.from({ length: inputs }, (_, index) => `input-${index + 1}`);
    const inbound = await Promise.all(keys.map((key) => stores.inbound('local', key)));
    const { persons } = await stores.directory();
    const chats = await Promise.all(persons.map((person) => messages.since(person.id, 0, 100_000)));
    const deliveries = await stores.deliveries({});
    const notices = await stores.notices(deliveries.flatMap((delivery) => [...delivery.noticeIds]));
    const all = JSON.stringify([tasks, ofTasks, inbound, chats, deliveries, notices, await wholeLedger(deps)]);
    return [...all.matchAll(new RegExp(`.{0,60}${word}.{0,20}`, 'gu'))].map(([found]) => found);
  }

  if (options.plan !== null) {
    const imported = await importPlan(deps, {
      by: 'clerk' as PersonId,
      via: 'local',
      bytes: new TextEncoder().encode(options.plan ?? thePlan),
      fileName: '工作要点.txt',
    });
    if (!imported.ok) throw new Error(imported.text);
    const adopted = await adoptPlan(deps, { by: 'clerk' as PersonId, via: 'local', planId: imported.plan.id });
    if (!adopted.ok) throw new Error(adopted.refusal);
    await queue.drain();
  }

  return {
    deps,
    stores,
    clock,
    queue,
    calendar,
    messages,
    say,
    press,
    pressButton,
    inbox,
    answers,
    task,
    advanceTo,
    wakeAt,
    sweepOnce,
    ledger,
    transcript,
    traces,
    invariants: () => checkInvariants(deps),
  };
}

function commandOf([name, id, value]: readonly [CommandName, string?, string?]): Command {
  return { name, ...(id === undefined ? {} : { id }), ...(value === undefined ? {} : { value }) };
}

function buttonIn(message: Message, label: string): Command | undefined {
  const all = [...(message.actions ?? []), ...(message.form ? [message.form.submit] : [])];
  return all.find((action) => action.label === label || action.label.startsWith(`${label}（`))?.command;
}

/** No promise broken: every count of `checkInvariants` is 0. */
export const nothingBroken = { I1: 0, I2: 0, I3: 0, I4: 0, I5: 0, I6: 0, I7: 0 };

/** 2026-03-31, for fields of forms. */
export const onDay = day;
