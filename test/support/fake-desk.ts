import type {
  Board,
  ChatMessage,
  DeskEvent,
  HistoryEntry,
  TaskDetail,
  TaskRow,
  WorkItem,
} from '../../src/adapters/web/api-schema.ts';
import type { DeskServices } from '../../src/adapters/web/desk-services.ts';
import { addDays, day, dayAt, instantAt, weekdayOf } from '../../src/core/calendar.ts';
import type { Action, Message } from '../../src/core/message/message.ts';
import { action, fakePersonas, freshTasks } from './fake-desk-tasks.ts';

/** A desk that keeps everything in memory and knows a few answers: for the page's own tests, without flows or database. */
export function fakeDesk(): DeskServices & {
  post(personId: string, message: Message): void;
  /** The person's first card says something else from now on. */
  rewriteFirst(personId: string, message: Message): void;
} {
  let now = instantAt(day('2026-06-29'), '09:05');
  let seq = 0;
  const chats = new Map<string, ChatMessage[]>();
  const listeners = new Set<(event: DeskEvent) => void>();
  const done = new Set<string>();
  const tasks = freshTasks();
  const history = new Map<string, HistoryEntry[]>();
  let signed = false;

  const emit = (event: DeskEvent) => {
    for (const listener of listeners) listener(event);
  };
  const chatOf = (personId: string) => {
    const known = chats.get(personId) ?? [];
    chats.set(personId, known);
    return known;
  };
  const post = (personId: string, message: Message) => {
    seq += 1;
    chatOf(personId).push({ from: 'bot', seq, at: now.toISOString(), message, thread: message.thread ?? null });
    emit({ type: 'changed' });
  };
  const own = (personId: string, text: string, files: string[], thread: string | null) => {
    seq += 1;
    chatOf(personId).push({ from: 'person', seq, at: now.toISOString(), text, files, thread });
  };
  const once = (key: string) => !done.has(key) && done.add(key);
  const taskOf = (code: string | undefined) => tasks.find((task) => task.code === code);
  const record = (code: string, who: string, text: string, tone: HistoryEntry['tone'] = 'plain') =>
    history.set(code, [...(history.get(code) ?? []), { at: now.toISOString(), who, text, tone }]);
  const change = (code: string | undefined, to: Partial<TaskRow>) => {
    const task = taskOf(code);
    if (task) Object.assign(task, to);
  };
  const nameOf = (personId: string) => fakePersonas.find((each) => each.id === personId)?.name ?? '';
  const mayRead = (personId: string, task: TaskRow) => {
    const who = fakePersonas.find((each) => each.id === personId);
    return who !== undefined && (who.group !== 'unit' || who.unitId === task.unitId);
  };

  const morningCard = (): Message => ({
    title: `本周事项 · 市教育局（${dayAt(now).slice(5)}）`,
    lines: [
      {
        text: '已超时限 1 个工作日　26-8-1（八）专项排查　时限 6月28日（周日）　如明日上班前未反馈，办公室将电话联系',
        tone: 'red',
        code: '26-8-1',
      },
      { text: '还有 1 个工作日　26-17-1（十七）宣传月启动仪式　时限 6月30日（周二）', tone: 'amber', code: '26-17-1' },
      { text: '正常推进　26-12-1（十二）举报线索核查　时限 7月31日（周五）', tone: 'green', code: '26-12-1' },
      { text: '直接回复即可报送，如“（十七）已完成，6月12日启动”。', tone: 'muted' },
    ],
    actions: [
      action('报送', 'open-report', '26-17-1', 'primary'),
      action('申请延期', 'open-extension', '26-17-1'),
      { label: '全部任务', command: { name: 'list-tasks' } },
    ],
  });
  const form = (thread: string, title: string, submit: Action): Message => ({
    thread,
    lines: [],
    form: {
      title,
      submit,
      fields: [
        { name: 'text', label: '情况说明', kind: 'long-text', required: true },
        { name: 'day', label: '日期', kind: 'day', value: '2026-07-06', hint: '默认 5 个工作日后，可修改' },
        {
          name: 'kind',
          label: '类别',
          kind: 'select',
          options: [
            { value: 'a', label: '材料不全' },
            { value: 'b', label: '与要求不符' },
          ],
        },
        { name: 'urgent', label: '同时电话告知', kind: 'check' },
      ],
    },
  });
  const notice: Message = {
    title: '督办通知单（拟）',
    thread: '26-9-1',
    lines: [
      {
        text: '市公安局：你单位承担的（九）举报奖励资金，时限6月18日（周四），至今未报送完成情况。请于7月3日（周五）前书面报告。',
      },
    ],
    facts: [
      { label: '事项', value: '（九）举报奖励资金' },
      { label: '已超时限', value: '7 个工作日' },
    ],
  };

  post('education-a', morningCard());
  post('clerk', {
    title: '办公室今日事项（6月29日 周一）',
    lines: [
      { text: '待审核 1 项　26-4-1（四）长效措施', tone: 'amber', code: '26-4-1' },
      { text: '待签发 1 件　26-9-1（九）举报奖励资金', tone: 'red', code: '26-9-1' },
    ],
  });
  record('26-9-1', '督办', '提醒责任单位（时限前 5 个工作日）');
  record('26-9-1', '督办', '催办联络员，已超时限 1 个工作日', 'amber');
  record('26-9-1', '督办', '拟督办通知单，待签发', 'red');

  const item = (task: TaskRow, text: string, actions: Action[], message: Message | null = null): WorkItem => ({
    id: task.code,
    code: task.code,
    unitName: task.unitName,
    title: `（${task.label}）${task.title}`,
    line: { text, tone: task.light === 'red' ? 'red' : 'plain' },
    actions,
    message,
  });

  const boardFor = (personId: string): Board => {
    const who = fakePersonas.find((each) => each.id === personId);
    const office = who?.group === 'office';
    const seen = tasks.filter((task) => mayRead(personId, task));
    const count = (unitId: string, test: (task: TaskRow) => boolean) =>
      seen.filter((task) => task.unitId === unitId && test(task)).length;
    const open = (light: TaskRow['light']) => (task: TaskRow) => task.status === 'open' && task.light === light;
    const petition = office ? seen.filter((task) => task.stateText.includes('申请延期')) : [];
    return {
      scope: who?.group ?? 'unit',
      lights: [...new Map(seen.map((task) => [task.unitId, task.unitName]))].map(([unitId, name]) => ({
        unitId,
        name,
        closed: count(unitId, (task) => task.status === 'closed'),
        review: count(unitId, (task) => task.status === 'reported-done'),
        green: count(unitId, open('green')),
        amber: count(unitId, open('amber')),
        red: count(unitId, open('red')),
        undecided: count(unitId, open('none')),
      })),
      next: seen
        .filter((task) => task.status === 'open' && task.dueOn !== null && task.dueOn > dayAt(now))
        .map((task) => ({
          at: `${task.dueOn}T01:05:00.000Z`,
          text: `${task.title}到期`,
          code: task.code,
          unitName: task.unitName,
        }))
        .sort((a, b) => (a.at < b.at ? -1 : 1)),
      review: office
        ? seen
            .filter((task) => task.status === 'reported-done')
            .map((task) =>
              item(task, '6月26日报送完成，待审核 1 个工作日', [
                action('办结', 'close-task', task.code, 'primary'),
                action('退回补充', 'open-return', task.code),
              ]),
            )
        : [],
      petitions: petition.map((task) =>
        item(task, task.stateText, [
          action('同意', 'grant-petition', task.code, 'primary'),
          action('不同意', 'open-refuse', task.code),
        ]),
      ),
      sign:
        office && !signed
          ? [
              item(
                taskOf('26-9-1') as TaskRow,
                '督办通知单已拟，待签发',
                [action('签发', 'sign-notice', '26-9-1', 'primary'), action('撤回', 'open-withdraw', '26-9-1')],
                notice,
              ),
            ]
          : [],
      phone: office
        ? [
            {
              id: 'phone-court',
              code: '26-11-1',
              unitName: '市法院',
              title: '（十一）存量案件下降50%',
              line: { text: '联络员未开通账号，请电话 010-0000-0000 提醒', tone: 'plain' },
              actions: [action('代录', 'open-record', '26-11-1'), action('已当面送达', 'record-delivered', '26-11-1')],
              message: { lines: [{ text: '（十一）存量案件下降50%，时限12月31日（周四）。' }] },
            },
          ]
        : [],
      overdue: seen
        .filter((task) => task.light === 'red')
        .map((task) => item(task, task.stateText, office ? [action('暂缓督办', 'open-hold', task.code)] : [])),
      bulletins: [
        {
          id: 'q1',
          title: '2026年第一季度工作通报',
          status: 'published',
          number: '通报〔2026〕1号',
          text: '一、总体情况\n截至3月31日，共8项任务，已完成1项。\n二、下一步\n请各单位按时限报送。',
          actions: [],
        },
      ],
      plans: office
        ? [{ id: 'plan', title: '2026年工作要点', fileName: '要点.docx', items: 9, adoptedOn: '2026-02-27' }]
        : [],
    };
  };

  return {
    sheet: async ({ personId, language }, format) => ({
      name: `台账表.${format}`,
      bytes: new TextEncoder().encode(`${personId} ${language} ${format}`),
    }),
    officeName: '临江市专项工作领导小组办公室',
    health: async () => ({ ok: true, facts: { open: tasks.length } }),
    now: () => now,
    isWorkday: (at) => weekdayOf(dayAt(at)) <= 5,
    personas: async () => fakePersonas,
    received: async () =>
      Object.fromEntries([...chats].map(([id, said]) => [id, said.filter((each) => each.from === 'bot').length])),
    chat: async ({ personId }, since, limit) =>
      chatOf(personId)
        .filter((each) => each.seq > since)
        .slice(0, limit),
    post,
    rewriteFirst(personId, message) {
      const chat = chatOf(personId);
      const at = chat.findIndex((each) => each.from === 'bot');
      const found = chat[at];
      if (found?.from !== 'bot') return;
      chat[at] = { ...found, message };
      emit({ type: 'changed', from: found.seq });
    },

    async say({ personId }, { text, threadCode, key }) {
      if (!once(key)) return;
      own(personId, text, [], threadCode);
      const code =
        threadCode ?? tasks.find((task) => text.includes(`（${task.label}）`) && mayRead(personId, task))?.code;
      const task = taskOf(code);
      if (!task || !code) {
        post(personId, {
          lines: [{ text: '请确认是哪一项：' }],
          actions: tasks
            .filter((each) => mayRead(personId, each))
            .slice(0, 3)
            .map((each) => ({
              label: `（${each.label}）${each.title}`,
              command: { name: 'choose-task', value: each.code },
            })),
        });
        return;
      }
      record(code, nameOf(personId), text.includes('延期') ? '申请延期' : '报送进展');
      if (text.includes('延期')) change(code, { stateText: '申请延期，待答复' });
      post(personId, {
        thread: code,
        lines: [{ text: `已记录（${task.label}）：${text}`, code }],
        actions: [action('理解有误，修改', 'correct-report', code)],
      });
    },

    async act({ personId }, { command, fields, key }) {
      if (!once(key)) return;
      const code = command.id ?? command.value ?? '';
      switch (command.name) {
        case 'open-report':
          return post(
            personId,
            form(code, '报送（十七）宣传月启动仪式', action('提交', 'report-done', code, 'primary')),
          );
        case 'open-return':
          return post(personId, form(code, '退回补充', action('退回', 'return-task', code, 'danger')));
        case 'report-done':
          change(code, { status: 'reported-done', stateText: '已报送完成，待审核' });
          record(code, nameOf(personId), '报送完成');
          return post(personId, {
            thread: code,
            lines: [{ text: `已记录：完成，${fields.text ?? ''}。已转办公室审核。`, code }],
          });
        case 'close-task':
          change(code, { status: 'closed', light: 'green', stateText: '已办结' });
          record(code, nameOf(personId), '办结', 'green');
          return post(personId, { thread: code, lines: [{ text: `${code} 已办结。`, tone: 'green', code }] });
        case 'return-task':
          change(code, { status: 'open', stateText: '待补充' });
          record(code, nameOf(personId), `退回补充：${fields.text ?? ''}`, 'amber');
          return post(personId, {
            thread: code,
            lines: [{ text: `${code} 已退回，请于 ${fields.day ?? ''} 前补充。`, code }],
          });
        case 'sign-notice':
          signed = true;
          record(code, nameOf(personId), '签发督办通知单 督办〔2026〕1号', 'red');
          post('police-head', {
            ...notice,
            title: '督办通知单 督办〔2026〕1号',
            actions: [action('签收', 'acknowledge-notice', code, 'primary')],
          });
          return post(personId, { thread: code, lines: [{ text: '已签发，编号 督办〔2026〕1号。', code }] });
        default:
          return post(personId, { lines: [{ text: `已收到：${command.name}` }] });
      }
    },

    async dropFile({ personId }, { name, bytes, threadCode, key }) {
      if (!once(key)) return;
      own(personId, '', [name], threadCode);
      post(personId, {
        ...(threadCode ? { thread: threadCode } : {}),
        lines: [{ text: `已读取文件 ${name}，${bytes.length} 字节。` }],
      });
    },

    planPage: async ({ personId }, planId) =>
      planId === 'plan' && boardFor(personId).scope === 'office' ? '<!doctype html><title>要点</title>' : null,
    evidence: async ({ personId }, code, fileId) => {
      const task = taskOf(code);
      const isHeld = task && mayRead(personId, task) && fileId === 'photo';
      return isHeld
        ? { name: '<现场>"照片".html', bytes: new TextEncoder().encode('<script>alert(1)</script>') }
        : null;
    },
    board: async ({ personId }) => boardFor(personId),
    tasks: async ({ personId }) => tasks.filter((task) => mayRead(personId, task)),
    async task({ personId }, code): Promise<TaskDetail | null> {
      const task = taskOf(code);
      if (!task || !mayRead(personId, task)) return null;
      return {
        ...task,
        sourceText: `（${task.label}）${task.title}。按照年度要点组织实施，按时限报送完成情况。`,
        originalDueOn: task.dueOn,
        extensions: 0,
        supplementDueOn: null,
        supportingUnitNames: ['市财政局'],
        percent: null,
        progress: null,
        history: history.get(code) ?? [],
        actions: [action('报送', 'open-report', code, 'primary'), action('申请延期', 'open-extension', code)],
      };
    },

    async advance(to) {
      const from = now;
      const days = to === 'week' ? 7 : 1;
      for (let step = 0; step < days; step += 1) {
        now = instantAt(addDays(dayAt(now), 1), '09:05');
        emit({ type: 'advancing', now: now.toISOString(), sent: step + 1 });
        post('education-a', morningCard());
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      emit({ type: 'advanced', now: now.toISOString(), sent: days });
      return { from: from.toISOString(), to: now.toISOString(), sent: days };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
