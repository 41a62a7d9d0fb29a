import { documentReader } from './adapters/documents/read-document.ts';
import { readTable } from './adapters/documents/read-table.ts';
import { seededIds } from './adapters/ids.ts';
import { localMessenger } from './adapters/local-chat/messenger.ts';
import { memoryLocalMessages } from './adapters/memory/local-messages.ts';
import { memoryQueue } from './adapters/memory/queue.ts';
import { memoryStores } from './adapters/memory/stores.ts';
import { oneTimeCodes } from './adapters/one-time-codes.ts';
import { postsOf } from './adapters/slack/blocks.ts';
import { homeView } from './adapters/slack/home.ts';
import { modalOf, skeletonModal } from './adapters/slack/modal.ts';
import { type Preview, previewPage } from './adapters/slack/preview.ts';
import { VirtualClock } from './adapters/system-clock.ts';
import { day, instantAt } from './core/calendar.ts';
import type { PersonId } from './core/ids.ts';
import type { Catalogue } from './core/message/catalogue.ts';
import type { Command, CommandName, Message } from './core/message/message.ts';
import type { Task } from './core/task.ts';
import { advanceClock } from './flows/advance-clock.ts';
import { deliver } from './flows/deliver.ts';
import { handleCommand, showCommand } from './flows/handle-command.ts';
import { handleReply } from './flows/handle-reply.ts';
import { refreshCards } from './flows/refresh-cards.ts';
import { loadScene } from './flows/scene.ts';
import { setRooms } from './flows/set-rooms.ts';
import { playSample } from './wire-demo.ts';
import { peopleMessages } from './wire-preview-people.ts';
import { officeRoom, publicRoom, recordedRooms, seldomSaid } from './wire-preview-room.ts';
import { askedOf, homeOf } from './wire-slack-asked.ts';

/** A page with every kind of message and modal that the bot sends to Slack, played with the sample office in memory. */
export async function previewHtml(texts: Catalogue, title: string): Promise<string> {
  const stage = await playedOffice(texts);
  const messages = await stage.sent();
  return previewPage(title, texts.chat.botName, [
    { name: texts.chat.botName, shown: messages },
    { name: texts.room.roomsForm({ office: null, bulletin: null, fixed: false }).title ?? '', shown: stage.inRooms() },
    { name: texts.chat.app.reportShortcut, shown: await modals(stage, texts) },
    { name: 'App Home', shown: await homes(stage) },
    { name: texts.chat.app.slash, shown: await answers(stage, texts) },
  ]);
}

type Stage = Awaited<ReturnType<typeof playedOffice>>;

/** The sample office through two months: cards, replies of every kind, reviews, petitions, the ladder, a signature. */
async function playedOffice(texts: Catalogue) {
  const ids = seededIds(1);
  const clock = VirtualClock.startingAt(new Date(0), { frozen: true, machine: { now: () => new Date(0) } });
  const queue = memoryQueue();
  const stores = memoryStores({ enqueue: queue.enqueue, officeNow: () => clock.now() });
  const chat = memoryLocalMessages();
  const local = localMessenger({ messages: chat, clock, ids, notify: () => {} });
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const deps = { stores, clock, ids, queue, texts, log, reader: documentReader };
  const rooms = recordedRooms();
  const rewriters = { slack: rooms.rewriter };
  const messengers = { local, slack: rooms.messenger };
  await queue.start((job) => deliver(job.deliveryId, { ...deps, messengers, rewriters }));
  await playSample({ deps, readTable, saveClock: async () => {} });

  const { persons, units } = await stores.directory();
  const who = (name: string): PersonId => {
    const found = persons.find((person) => person.name === name);
    if (!found) throw new Error(`The sample has no ${name}`);
    return found.id;
  };
  const task = async (code: string): Promise<Task> => {
    const found = await stores.taskByCode(code);
    if (!found) throw new Error(`The sample has no task ${code}`);
    return found;
  };
  let inputs = 0;
  const key = () => {
    inputs += 1;
    return { platform: 'local', key: `preview-${inputs}` };
  };
  const say = async (name: string, text: string): Promise<void> => {
    await handleReply(deps, { by: who(name), via: 'slack', text, key: key(), taskId: null, madeAt: clock.now() });
    await queue.drain();
  };
  const act = async (name: string, command: Command, fields: Record<string, string> = {}): Promise<void> => {
    await handleCommand(deps, { by: who(name), via: 'slack', command, fields, key: key(), at: clock.now() });
    await queue.drain();
  };
  const onTask = async (name: string, code: string, command: CommandName, fields: Record<string, string> = {}) =>
    act(name, { name: command, id: (await task(code)).id }, fields);
  const goTo = (on: string) => advanceClock(deps, instantAt(day(on), '09:40'));

  await goTo('2026-03-20');
  await say('陈建国', '收到');
  await say('陈建国', '今天天气不错');
  await say('陈建国', '（三）已完成60%，清单初稿正在征求意见');
  await say('陈建国', '（三）申请延期');
  await say('陈建国', '（三）申请延期至5月20日，等待上级批复');
  await say('陈建国', '基本完成');
  await say('许立', '（一）已完成');
  await onTask('林晓雯', '26-1-1', 'return-task', { reason: '请补充责任清单文本', day: '2026-03-27' });
  await onTask('姜文静', '26-15-1', 'dispute', { reason: '该事项职责不在我单位' });
  await say('杨帆', '（十五）遇到困难，场地尚未落实');
  await goTo('2026-04-03');
  await onTask('许立', '26-1-1', 'report-done', { text: '已完成，清单已印发' });
  await onTask('林晓雯', '26-1-1', 'close-task');
  await onTask('林晓雯', '26-1-1', 'close-task');
  const [petition] = await stores.petitionsOf((await task('26-3-1')).id);
  if (petition) await act('林晓雯', { name: 'grant-petition', id: petition.id }, { day: '2026-05-20', note: '同意' });
  await onTask('林晓雯', '26-16-1', 'set-day', { day: '2026-09-30' });
  // From now on the office works in a channel.
  const roomSet = { by: who('林晓雯'), via: 'slack', rooms: { office: officeRoom, bulletin: publicRoom } } as const;
  await setRooms(deps, roomSet);
  const refresh = async () => refreshCards({ ...deps, rewriters }, null);
  await goTo('2026-04-14');
  await say('杨帆', '（十五）已完成');
  await refresh();
  await onTask('林晓雯', '26-15-1', 'close-task');
  await refresh();
  await goTo('2026-04-30');
  const warned = (await stores.tasks({ status: ['open'] })).filter((one) => one.attention.rung > 0);
  for (const one of warned.slice(0, 1))
    await act('林晓雯', { name: 'hold-ladder', id: one.id }, { day: '2026-05-15', reason: '市里统一延后' });
  await refresh();
  const [call] = await stores.deliveries({ channel: 'offline', state: ['queued'] });
  if (call) await act('林晓雯', { name: 'record-delivered', id: call.id });
  await goTo('2026-05-29');
  for (const draft of await stores.supervisionNotices({ status: 'drafted' }))
    await act('周正明', { name: 'sign-notice', id: draft.id });
  await refresh();
  const [bulletin] = await stores.bulletins();
  if (bulletin) {
    await act('周正明', { name: 'sign-bulletin', id: bulletin.id });
    await refresh();
    await act('周正明', { name: 'publish-bulletin', id: bulletin.id }, { where: 'both', channel: publicRoom.address });
  }
  await refresh();
  await act('林晓雯', { name: 'remind-unreported', value: '2026-06-30' });
  await act('林晓雯', { name: 'remind-unreported', value: '2026-06-30' });
  await goTo('2026-07-10');
  await refresh();

  /** One message of each look, with its receiver. */
  async function sent(): Promise<readonly Preview[]> {
    const looks = new Map<string, Preview>();
    for (const person of persons) {
      const received = await chat.since(person.id, 0, 10_000);
      for (const { message, direction } of received) {
        if (direction === 'out' && !looks.has(lookOf(message))) {
          for (const [index, post] of postsOf(message).entries()) {
            looks.set(`${lookOf(message)}${index || ''}`, {
              heading: person.name,
              kind: 'message',
              blocks: post.blocks,
            });
          }
        }
      }
    }
    return [...looks.values()];
  }

  return { deps, who, task, units, sent, inRooms: () => rooms.shown(lookOf) };
}

/** Messages that differ only in tasks, names and figures look the same. */
function lookOf(message: Message): string {
  const words = (message.title ?? message.lines[0]?.text ?? '').split(/[ ·（(：“"]/)[0] ?? '';
  const buttons = (message.actions ?? []).map((action) => action.command.name);
  return [words.replace(/\d+/g, '0').slice(0, 12), [...new Set(buttons)].join()].join('|');
}

function modalPreview(heading: string, message: Message, texts: Catalogue): Preview {
  const view = modalOf(message, texts.chat);
  return {
    heading,
    kind: 'modal',
    title: view.title.text,
    ...(view.submit ? { submit: view.submit.text } : {}),
    ...(view.close ? { close: view.close.text } : {}),
    blocks: view.blocks as Preview['blocks'],
  };
}

const shownBy = ({ deps, who }: Stage, name: string, command: Command): Promise<Message> =>
  showCommand(deps, { by: who(name), via: 'slack', command, fields: {}, at: deps.clock.now() });

/** Forms of the office's own work, and what a liaison is told who asks for one. */
async function officeModals(stage: Stage, texts: Catalogue): Promise<readonly Preview[]> {
  const bulletins = await stage.deps.stores.bulletins();
  const asked: readonly (readonly [string, string, Command])[] = [
    ...bulletins.map(({ id, status }) => ['周正明', status, { name: 'open-publish', id }] as const),
    ...bulletins
      .filter(({ status }) => status === 'draft')
      .map(({ id }) => ['林晓雯', '', { name: 'edit-bulletin', id }] as const),
    ['林晓雯', '', { name: 'open-handover' }],
    ['张悦', '张悦', { name: 'open-handover' }],
    ['林晓雯', '', { name: 'open-rooms' }],
  ];
  const scene = await loadScene(stage.deps);
  const [bulletin] = bulletins;
  const title = bulletin ? texts.document.bulletinTitle(bulletin, scene.setting) : '';
  const signed = bulletin
    ? [texts.room.publishForm({ ...bulletin, status: 'signed' }, title, publicRoom.address, scene.setting)]
    : [];
  const shown = await Promise.all(
    asked.map(async ([name, note, command]) =>
      modalPreview([command.name, note].filter(Boolean).join(' · '), await shownBy(stage, name, command), texts),
    ),
  );
  return [...shown, ...signed.map((message) => modalPreview('open-publish · signed', message, texts))];
}

async function modals(stage: Stage, texts: Catalogue): Promise<readonly Preview[]> {
  const { deps, who, task, units } = stage;
  const scene = await loadScene(deps);
  const open = await task('26-6-1');
  const reported = (await deps.stores.reportsOf(open.id)).at(-1) ?? null;
  const shown = async (name: string, command: CommandName) =>
    modalPreview(
      command,
      await showCommand(deps, {
        by: who(name),
        via: 'slack',
        command: { name: command, id: open.id },
        fields: {},
        at: deps.clock.now(),
      }),
      texts,
    );
  const own = await deps.stores.tasks({ unitIds: [open.unitId], status: ['open'] });
  const [petition] = await deps.stores.petitionsOf((await task('26-3-1')).id);
  const [notice] = await deps.stores.supervisionNotices({});
  const skeleton = skeletonModal(texts.chat);
  return [
    { heading: 'skeleton', kind: 'modal', title: skeleton.title.text, blocks: skeleton.blocks as Preview['blocks'] },
    modalPreview('shortcut', texts.chat.reportAny(own, '', scene.setting), texts),
    modalPreview('shortcut, no tasks', texts.chat.reportAny([], '', scene.setting), texts),
    ...(await Promise.all(
      (
        [
          'open-report',
          'open-extension',
          'open-dispute',
          'open-explain',
          'open-quiet',
          'open-deputy',
          'open-absence',
        ] as const
      ).map((name) => shown('张悦', name)),
    )),
    ...(await Promise.all(
      (['show-task', 'open-record', 'open-hold', 'open-set-day', 'open-assign', 'open-cancel'] as const).map((name) =>
        shown('林晓雯', name),
      ),
    )),
    modalPreview('open-return', texts.form.returnTask(open, scene.today, scene.setting), texts),
    modalPreview(
      'open-skip',
      await shownBy(stage, '林晓雯', { name: 'open-skip', id: (await task('26-9-1')).id }),
      texts,
    ),
    ...(await officeModals(stage, texts)),
    modalPreview('open-reopen', texts.form.reopen(open, scene.today, scene.setting), texts),
    modalPreview('correct-report', texts.form.report(open, reported, scene.setting), texts),
    ...(petition
      ? [
          modalPreview('open-grant', texts.form.grant(open, petition, scene.setting, units), texts),
          modalPreview('open-refuse', texts.form.refusePetition(open, petition, units, scene.setting), texts),
        ]
      : []),
    ...(notice ? [modalPreview('open-withdraw', texts.form.withdraw(open, notice, scene.setting), texts)] : []),
    modalPreview('not saved', { lines: [{ text: texts.chat.notSaved }] }, texts),
  ];
}

async function homes({ deps, who }: Stage): Promise<readonly Preview[]> {
  return Promise.all(
    ['张悦', '林晓雯', '韩守义', '郑凯'].map(async (name): Promise<Preview> => {
      const view = homeView(await homeOf(deps, who(name)));
      return { heading: name, kind: 'home', blocks: view.blocks as Preview['blocks'] };
    }),
  );
}

async function answers({ deps, who, task }: Stage, texts: Catalogue): Promise<readonly Preview[]> {
  const asked = [
    ['张悦', { kind: 'show', command: { name: 'help' } }],
    ['林晓雯', { kind: 'show', command: { name: 'help' } }],
    ['张悦', { kind: 'show', command: { name: 'list-tasks' } }],
    ['张悦', { kind: 'owed' }],
    ['张悦', { kind: 'unreported', period: null }],
    ['林晓雯', { kind: 'unreported', period: null }],
    ['张悦', { kind: 'task', code: '26-6-1', record: false }],
    ['张悦', { kind: 'task', code: '26-1-1', record: false }],
    ['林晓雯', { kind: 'import' }],
    ['林晓雯', { kind: 'bulletins' }],
    ['林晓雯', { kind: 'desk' }],
    ['林晓雯', { kind: 'sheet' }],
  ] as const;
  const shown: Preview[] = [];
  for (const [name, what] of asked) {
    for (const post of postsOf(
      await askedOf({ ...deps, codes: oneTimeCodes }, who(name), what, {
        desk: async () => 'https://duban.example.gov.cn/#link=…',
        sheet: async () => deps.texts.sheet.sent,
      }),
    )) {
      shown.push({
        heading: `${name} · ${'command' in what ? what.command.name : what.kind}`,
        kind: 'message',
        blocks: post.blocks,
      });
    }
  }
  const [bulletin] = await deps.stores.bulletins();
  const scene = await loadScene(deps);
  const own = await deps.stores.tasks({ unitIds: [(await task('26-6-1')).unitId], status: ['open'] });
  const fixed = [
    ...(bulletin ? seldomSaid(texts, scene, bulletin, own) : []),
    texts.chat.notRegistered('市营商办'),
    texts.chat.usage('未报 火星'),
    texts.chat.home.start(true),
    texts.chat.home.start(false),
    texts.answer.takenBack([]),
    texts.chat.fileFailed('工作要点.docx', 'not-a-file'),
    texts.chat.fileFailed('工作要点.docx', 'too-large'),
    ...(await peopleMessages(deps, who('张悦'), texts)),
  ];
  for (const message of fixed) {
    for (const post of postsOf(message)) shown.push({ heading: 'Slack', kind: 'message', blocks: post.blocks });
  }
  return shown;
}
