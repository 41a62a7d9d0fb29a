import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postsOf } from '../../../src/adapters/slack/blocks.ts';
import { pressedFrom } from '../../../src/adapters/slack/command-value.ts';
import { limits } from '../../../src/adapters/slack/limits.ts';
import { modalOf, submittedFrom } from '../../../src/adapters/slack/modal.ts';
import { counted, escaped, label, pieces, unescaped } from '../../../src/adapters/slack/text.ts';
import { en } from '../../../src/core/message/en.ts';
import { type Action, type Field, type Message, plainText } from '../../../src/core/message/message.ts';
import { zh } from '../../../src/core/message/zh.ts';
import { everyMessage } from '../../support/every-message.ts';
import { factsOf, taskWith } from '../../support/message-facts.ts';
import { postProblems, richWords, slackLength, viewProblems } from '../../support/slack-limits.ts';

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom('&', '<', '>', '督', '🀄', '\n', ' ', '*', '!'), maxLength: 4_000 }),
  fc.constantFrom('<!channel>', '<@U012ABC>', '<http://x.example|官方>', '*粗* _斜_ `码` :tada:', '&lt;!here&gt;'),
);
const id = fc.uuid();
const action: fc.Arbitrary<Action> = fc.record(
  {
    label: words,
    command: fc.record(
      {
        name: fc.constantFrom('open-report', 'open-cancel', 'open-dispute', 'list-tasks', 'help', 'close-task'),
        id,
        value: id,
      },
      { requiredKeys: ['name'] },
    ),
    style: fc.constantFrom('primary', 'danger'),
  },
  { requiredKeys: ['label', 'command'] },
);
const field: fc.Arbitrary<Field> = fc.record(
  {
    name: fc.constantFrom('text', 'reason', 'day', 'unit', 'done'),
    label: words,
    kind: fc.constantFrom('text', 'long-text', 'select', 'check'),
    required: fc.boolean(),
    value: words,
    hint: words,
    options: fc.array(fc.record({ value: id, label: words }), { maxLength: 250 }),
  },
  { requiredKeys: ['name', 'label', 'kind'] },
);
const anyMessage: fc.Arbitrary<Message> = fc.record(
  {
    title: words,
    lines: fc.array(
      fc.record({ text: words, tone: fc.constantFrom('red', 'plain', 'muted') }, { requiredKeys: ['text'] }),
      {
        maxLength: 40,
      },
    ),
    facts: fc.array(fc.record({ label: words, value: words }), { maxLength: 8 }),
    actions: fc.array(action, { maxLength: 60 }),
    form: fc.record({
      title: words,
      submit: action,
      fields: fc.uniqueArray(field, { maxLength: 5, selector: (one) => one.name }),
    }),
  },
  { requiredKeys: ['lines'] },
);

const bare = (text: string): string => text.replaceAll('\n', '');
const shown = (posts: ReturnType<typeof postsOf>): string =>
  posts.flatMap((post) => post.blocks.filter((block) => block.type === 'rich_text').map(richWords)).join('');

describe('a message as posts', () => {
  it('is within every limit of Slack, whatever it says', () => {
    fc.assert(
      fc.property(anyMessage, (one) => {
        expect(postsOf(one).flatMap(postProblems)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('shows every word: the parts joined are the text', () => {
    fc.assert(
      fc.property(anyMessage, (one) => {
        const without = { ...one, lines: one.lines.map(({ text }) => ({ text })) };

        const posts = postsOf(without);

        expect(bare(shown(posts))).toBe(bare(plainText(without)));
        expect(bare(posts.map((post) => post.text).join('')).replace('…', '')).toBe(
          bare(escaped(plainText(without))).replace('…', ''),
        );
      }),
      { numRuns: 150 },
    );
  });

  it('keeps its lines where it fits one post', () => {
    const posts = postsOf({
      title: '题',
      lines: [{ text: '一' }, { text: '' }, { text: '二' }],
      facts: [{ label: '时限', value: '6月' }],
    });

    expect(posts.map((post) => post.text)).toEqual(['题\n一\n\n二\n时限：6月']);
    expect(shown(posts)).toBe('题\n一\n\n二\n时限：6月');
  });

  it('numbers the parts of a long text and puts the buttons under the last', () => {
    const posts = postsOf({
      lines: [{ text: '长'.repeat(20_000) }],
      actions: [{ label: '报送', command: { name: 'open-report', id: 'task-1' } }],
    });

    const kinds = posts.map((post) => post.blocks.map((block) => block.type).filter((type) => type !== 'rich_text'));
    expect(kinds).toEqual([['context'], ['context'], ['actions', 'context']]);
  });

  it.each(['<!channel>', '<@U012ABC>', '<http://evil.example|官方>', '&lt;!here&gt;', '*粗*', '<!subteam^S1>'])(
    'shows %s as it was typed: no element mentions or links, and the fallback is escaped',
    (typed) => {
      const [post] = postsOf({
        title: typed,
        lines: [{ text: typed }],
        actions: [{ label: typed, command: { name: 'help' } }],
      });

      const rich = JSON.stringify(post?.blocks.filter((block) => block.type === 'rich_text'));
      expect(rich).not.toMatch(/"type":"(?:link|user|channel|usergroup|broadcast|emoji)"/);
      expect(post?.text).not.toMatch(/<[@!#h]/);
      expect(JSON.stringify(post?.blocks.filter((block) => block.type === 'actions'))).not.toMatch(/<[@!#h]/);
    },
  );

  it('puts what is seldom pressed behind a menu and gives every button its command back', () => {
    const task = taskWith({});
    const names = ['open-report', 'open-extension', 'open-dispute', 'open-explain', 'list-tasks'] as const;
    const actions = names.map((name) => ({ label: name, command: { name, id: task.id } }));

    const [post] = postsOf({ lines: [], actions });

    const [row] = (post?.blocks ?? []).filter((block) => block.type === 'actions') as {
      elements: { type: string }[];
    }[];
    expect(row?.elements.map((element) => element.type)).toEqual(['button', 'button', 'overflow']);
    const values = JSON.stringify(post?.blocks).match(/"value":"((?:[^"\\]|\\.)*)"/g) ?? [];
    const pressed = values.map((one) => pressedFrom(JSON.parse(`{${one}}`).value));
    expect(pressed).toEqual(names.map((name) => ({ command: { name, id: task.id } })));
  });
});

describe('the look of a message', () => {
  const rowsOf = (message: Message): readonly (readonly string[])[] =>
    postsOf(message)
      .flatMap(({ blocks }) => blocks)
      .flatMap((block) =>
        block.type === 'actions'
          ? [block.elements.map((one) => ('text' in one && one.text ? one.text.text : '…'))]
          : [],
      );
  const button = (label: string, id: string, style?: 'primary' | 'danger'): Action => ({
    label,
    command: { name: 'open-report', id },
    ...(style ? { style } : {}),
  });

  it('a heading is bold and stands apart from what is above it', () => {
    const [post] = postsOf({
      lines: [{ text: '在办 2 项' }, { text: '待签发（1 项）', heading: true }, { text: '通报' }],
    });

    expect(post?.text).toBe('在办 2 项\n\n待签发（1 项）\n通报');
    expect(JSON.stringify(post?.blocks)).toContain('待签发（1 项）","style":{"bold":true}');
  });

  it('one button stands out, however many could', () => {
    const actions = [
      button('报送（一）', 'a', 'primary'),
      button('取消', 'b', 'danger'),
      button('报送（二）', 'c', 'primary'),
    ];
    const [block] = postsOf({ lines: [], actions })[0]?.blocks ?? [];

    expect(block?.type === 'actions' && block.elements.map((one) => 'style' in one && one.style)).toEqual([
      'primary',
      'danger',
      false,
    ]);
  });

  it('buttons about one thing stay in one row', () => {
    const actions = ['a', 'b', 'c'].flatMap((id) => [button(`暂缓 ${id}`, id), button(`跳过 ${id}`, id)]);

    expect(rowsOf({ lines: [], actions })).toEqual([
      ['暂缓 a', '跳过 a', '暂缓 b', '跳过 b'],
      ['暂缓 c', '跳过 c'],
    ]);
  });

  it.each([
    ['时限', '时限：4月30日'],
    ['Deadline', 'Deadline: 4月30日'],
  ])('a fact called %s has the colon of its script', (label, shown) => {
    expect(postsOf({ lines: [], facts: [{ label, value: '4月30日' }] })[0]?.text).toBe(shown);
  });
});

describe('everything the bot says', () => {
  it.each([
    ['zh', zh],
    ['en', en],
  ] as const)('is within the limits in %s, as posts and as modals', (_language, texts) => {
    const all = everyMessage(texts, factsOf(taskWith({ title: '<!channel> '.repeat(30) })));

    for (const { name, message } of all) {
      // The same draft stands in the samples several times; a real form names each field once.
      const fields = message.form?.fields.map((field, index) => ({ ...field, name: `${field.name}-${index}` }));
      const one = message.form && fields ? { ...message, form: { ...message.form, fields } } : message;
      expect([name, postsOf(one).flatMap(postProblems)]).toEqual([name, []]);
      expect([name, viewProblems(modalOf(one, texts.chat))]).toEqual([name, []]);
    }
  });

  it.each([
    ['zh', zh],
    ['en', en],
  ] as const)('in %s about all tasks takes no more posts than a command is answered in', (_language, texts) => {
    const task = taskWith({ title: '推进“高效办成一件事”，新增联办事项十二项以上并形成长效机制' });
    const { unit, setting } = factsOf(task);
    const groups = Array.from({ length: 200 }, () => ({ unit, tasks: new Array(30).fill(task) }));

    const message = texts.chat.unreported(groups, setting.today, setting, true);

    expect(postsOf(message).length).toBeLessThanOrEqual(5);
    expect(plainText(message)).toContain('25');
    expect(plainText(message)).toContain('140');
    expect(postsOf(texts.answer.taskList(new Array(2_000).fill(task), setting)).length).toBeLessThanOrEqual(5);
  });

  it.each([
    ['zh', zh],
    ['en', en],
  ] as const)('stands whole in %s over and under its forms', (_language, texts) => {
    const shortened = everyMessage(texts, factsOf(taskWith({ code: '26-105-12', label: null }))).flatMap(
      ({ name, message: { form } }) =>
        (form ? [form.title, form.submit.label] : [])
          .filter((words) => label(words, limits.viewTitle).text.endsWith('…'))
          .map((words) => [name, words]),
    );

    expect(shortened).toEqual([]);
  });
});

describe('a form as a modal', () => {
  it('is within every limit of Slack', () => {
    fc.assert(
      fc.property(anyMessage, (one) => {
        expect(viewProblems(modalOf(one, zh.chat))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('gives its fields back as they were proposed, a text longer than one input too', () => {
    const long = '督<办>&'.repeat(2_000);
    const view = modalOf(
      {
        lines: [],
        form: {
          title: '编辑',
          submit: { label: '保存', command: { name: 'edit-bulletin', id: 'b-1' } },
          fields: [{ name: 'text', label: '正文', kind: 'long-text', required: true, value: long }],
        },
      },
      zh.chat,
    );
    const blocks = view.blocks as unknown as { block_id?: string; element?: { initial_value?: string } }[];
    const values = Object.fromEntries(
      blocks
        .filter((block) => block.block_id)
        .map((block) => [block.block_id, { v: { type: 'plain_text_input', value: block.element?.initial_value } }])
        .reverse(),
    );

    const submitted = submittedFrom({
      id: 'V1',
      callback_id: view.callback_id ?? '',
      private_metadata: view.private_metadata ?? '',
      state: { values },
    });

    expect(submitted).toEqual({
      command: { name: 'edit-bulletin', id: 'b-1' },
      fields: { text: long },
      files: [],
      required: ['text'],
    });
  });

  it('refuses what it did not make', () => {
    const view = { id: 'V1', callback_id: 'form', state: { values: {} } };

    expect(submittedFrom({ ...view, private_metadata: '{"command":{"name":"drop-tables"},"required":[]}' })).toBeNull();
    expect(submittedFrom({ ...view, private_metadata: 'no JSON' })).toBeNull();
  });
});

describe('text as Slack counts and shows it', () => {
  it('counts what escaping makes of it, and cuts between characters', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 5, max: 50 }), (text, limit) => {
        expect(counted(text)).toBe(slackLength(text));
        expect(pieces(text, limit).join('')).toBe(text);
        expect(pieces(text, limit).every((piece) => counted(piece) <= limit)).toBe(true);
      }),
    );
  });

  it.each([
    ['a &lt; b &amp;&amp; c', 'a < b && c'],
    ['<@U012ABC> 请看', '@U012ABC 请看'],
    ['<@U012ABC|李华> 请看', '@李华 请看'],
    ['<#C01|general>', '#general'],
    ['<!here>', '@here'],
    ['<https://a.example/x>', 'https://a.example/x'],
    ['<https://a.example/x|a.example/x>', 'https://a.example/x'],
    ['<https://a.example/x|附件>', '附件 https://a.example/x'],
    ['<mailto:li@example.cn|li@example.cn>', 'li@example.cn'],
    ['&amp;lt;', '&lt;'],
  ])('reads %s as %s', (sent, typed) => {
    expect(unescaped(sent)).toBe(typed);
  });

  it('shortens a label with an ellipsis and never makes an empty one', () => {
    expect(label('长'.repeat(30), 24).text).toBe(`${'长'.repeat(23)}…`);
    expect(label('', 24).text).toBe('…');
    expect(label('A & B <x>', 24).text).toBe('A ＆ B ＜x＞');
  });
});

describe('a line that opens an address', () => {
  it('is a link of its own, and no other words are', () => {
    const address = 'https://duban.example/#link=once';
    const [post] = postsOf({
      title: '打开工作台',
      lines: [{ text: address, link: address }, { text: `<${address}|官方>` }],
    });

    expect(JSON.stringify(post?.blocks).match(/"type":"link"/g)).toHaveLength(1);
    expect(post?.blocks[0]).toMatchObject({
      elements: [
        {
          elements: [
            { type: 'text', text: '打开工作台' },
            { type: 'text', text: '\n' },
            { type: 'link', url: address, text: address },
            { type: 'text', text: `\n<${address}|官方>` },
          ],
        },
      ],
    });
  });
});
