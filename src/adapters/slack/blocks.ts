import type { types } from '@slack/bolt';
import { type Action, type CommandName, type Line, labelled, type Message } from '../../core/message/message.ts';
import { buttonValue, formValue, optionValue } from './command-value.ts';
import { limits } from './limits.ts';
import { counted, escaped, label, pieces } from './text.ts';

type KnownBlock = types.KnownBlock;
type RichTextElement = types.RichTextElement;

/** One post of a message: its blocks, and the same words as `text` for notifications and screen readers. */
export interface Post {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Colour comes second: the words of the line say the same. */
const MARKS: Partial<Record<NonNullable<Line['tone']>, string>> = { red: '🔴', amber: '🟡', green: '🟢' };

/** What is seldom pressed goes into the menu behind the buttons. */
const RARE: ReadonlySet<CommandName> = new Set<CommandName>([
  'open-dispute',
  'open-explain',
  'open-reopen',
  'open-assign',
  'open-cancel',
  'open-withdraw',
  'list-tasks',
  'help',
]);

/** Buttons in a row; more begin a new one. */
const ROW = 5;

/** A stretch of one look; `end` closes the line. */
interface Stretch {
  readonly text: string;
  readonly bold: boolean;
  readonly end: boolean;
  /** A blank line stands before it. */
  readonly apart?: boolean;
  /** A light before the line; it is no part of the words. */
  readonly mark?: string;
  /** The address that the words open. */
  readonly link?: string;
}

/**
 * A message as posts within every limit of Slack: usually one; a long text becomes several, numbered, whose words joined are the
 * text. Buttons stand under the last. The words are rich text, which Slack shows as it stands: nothing in it can mention,
 * link or format.
 */
export function postsOf(message: Message): readonly Post[] {
  const texts = textBlocks(stretchesOf(message));
  const buttons = actionBlocks(message);
  const posts: { blocks: KnownBlock[]; words: string[]; size: number }[] = [{ blocks: [], words: [], size: 0 }];
  for (const block of texts) {
    let post = posts.at(-1);
    if (!post || post.size + block.size > limits.textInPost) {
      post = { blocks: [], words: [], size: 0 };
      posts.push(post);
    }
    post.blocks.push(block.block);
    post.words.push(block.words);
    post.size += block.size;
  }
  const last = posts.at(-1);
  if (last && message.table) {
    last.blocks.push(tableBlock(message.table));
    last.words.push(...message.table.map((row) => row.join(' ')));
  }
  // At most 3 or 4 blocks of text a post: there is room for the rows of buttons, of which there can be 40.
  if (last) last.blocks.push(...buttons.slice(0, limits.blocksInMessage - last.blocks.length - 1));
  return posts.map(({ blocks, words }, index) => {
    const number = posts.length > 1 ? [numbered(index + 1, posts.length)] : [];
    return { text: escaped(words.join('\n')) || '…', blocks: [...blocks, ...number] };
  });
}

/** The words of a message and its buttons as blocks of a view (a modal, the home), shortened by nothing. */
export function viewBlocks(message: Message): KnownBlock[] {
  return [...textBlocks(stretchesOf(message)).map(({ block }) => block), ...actionBlocks(message)];
}

function stretchesOf(message: Message): readonly Stretch[] {
  const lines = message.lines.map((line, index): Stretch => {
    const mark = line.tone ? MARKS[line.tone] : undefined;
    return {
      text: line.text,
      bold: line.heading === true,
      end: true,
      ...(line.heading && index > 0 ? { apart: true } : {}),
      ...(mark ? { mark } : {}),
      ...(line.link ? { link: line.link } : {}),
    };
  });
  const facts = (message.facts ?? []).flatMap((fact): readonly Stretch[] => [
    { text: labelled(fact.label), bold: true, end: false },
    { text: fact.value, bold: false, end: true },
  ]);
  return [...(message.title ? [{ text: message.title, bold: true, end: true }] : []), ...lines, ...facts];
}

interface TextBlock {
  readonly block: KnownBlock;
  readonly words: string;
  readonly size: number;
}

/** Fills blocks with whole lines; a line longer than a block goes on in the next one. */
function textBlocks(stretches: readonly Stretch[]): readonly TextBlock[] {
  const blocks: TextBlock[] = [];
  let elements: RichTextElement[] = [];
  let words = '';
  let size = 0;
  let atStart = true;
  const close = (): void => {
    if (elements.length > 0) blocks.push({ block: richText(elements), words, size });
    elements = [];
    words = '';
    size = 0;
  };
  for (const { text, bold, end, apart, mark, link } of stretches) {
    const breakSize = atStart && words !== '' ? (apart ? 2 : 1) : 0;
    const markSize = mark ? counted(mark) + 1 : 0;
    if (size + breakSize + markSize + counted(text) > limits.textInBlock) close();
    const first = limits.textInBlock - markSize;
    const cut = counted(text) + markSize > limits.textInBlock ? pieces(text, first) : [text];
    for (const [index, piece] of cut.entries()) {
      if (index > 0) close();
      const broken = atStart && words !== '' && index === 0;
      const light = mark && index === 0 ? `${mark} ` : '';
      const lineBreak = broken ? (apart ? '\n\n' : '\n') : '';
      const shown = `${lineBreak}${light}${piece}`;
      if (link) {
        if (broken) elements.push({ type: 'text', text: lineBreak });
        elements.push({ type: 'link', url: link, text: piece });
      }
      // An empty element is refused; an empty line is its line break.
      else if (shown !== '') elements.push({ type: 'text', text: shown, ...(bold ? { style: { bold: true } } : {}) });
      words += `${lineBreak}${piece}`;
      size += counted(shown);
    }
    atStart = end;
  }
  close();
  return blocks;
}

const richText = (elements: RichTextElement[]): KnownBlock =>
  ({ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }) satisfies KnownBlock;

/** Figures in rows; more than a table holds are left to the text that comes with them. */
const tableBlock = (rows: readonly (readonly string[])[]): KnownBlock =>
  ({
    type: 'table',
    rows: rows
      .slice(0, limits.tableRows)
      // An empty cell is refused.
      .map((row) => row.slice(0, limits.tableColumns).map((text) => ({ type: 'raw_text', text: text || '–' }))),
  }) satisfies KnownBlock;

const numbered = (part: number, parts: number): KnownBlock =>
  ({ type: 'context', elements: [label(`${part}/${parts}`, limits.buttonText)] }) satisfies KnownBlock;

function actionBlocks(message: Message): KnownBlock[] {
  const actions = message.actions ?? [];
  const form = message.form
    ? [{ text: message.form.title, value: formValue(message.form), style: 'primary' as const, subject: null }]
    : [];
  const rare = actions.flatMap((action) => {
    const value = RARE.has(action.command.name) ? optionValue(action.command) : null;
    return value === null ? [] : [{ action, value }];
  });
  // A menu of one is a button that hides its words.
  const menu = rare.length > 1 && actions.length > 3 ? rare.slice(0, limits.overflowOptions) : [];
  const inMenu = new Set<Action>(menu.map(({ action }) => action));
  const buttons = [
    ...form,
    ...actions
      .filter((action) => !inMenu.has(action))
      .map(({ label: text, command, style }) => ({
        text,
        value: buttonValue(command),
        style,
        subject: command.id ?? null,
      })),
  ];
  const firstPrimary = buttons.findIndex(({ style }) => style === 'primary');
  const elements: types.ActionsBlockElement[] = buttons.map(({ text, value, style }, index) => ({
    type: 'button',
    action_id: `do:${index}`,
    text: label(text, limits.buttonText),
    value,
    // One of them stands out; many would say nothing.
    ...(style === undefined || (style === 'primary' && index !== firstPrimary) ? {} : { style }),
  }));
  const about = buttons.map(({ subject }) => subject);
  if (menu.length > 0) {
    elements.push({
      type: 'overflow',
      action_id: 'more',
      options: menu.map(({ action, value }) => ({ text: label(action.label, limits.optionText), value })),
    });
  }
  return rows(elements, about).map((row) => ({ type: 'actions', elements: row }) satisfies KnownBlock);
}

/** Rows of buttons: those about one thing stay together where a row has room for them; the menu joins the last row. */
function rows<Element>(elements: readonly Element[], about: readonly (string | null)[]): Element[][] {
  const made: Element[][] = [];
  for (const [index, element] of elements.entries()) {
    const subject = about[index] ?? null;
    const others = about.slice(index).findIndex((other) => other !== subject);
    const together =
      subject !== null && subject !== about[index - 1] ? (others < 0 ? about.length - index : others) : 1;
    const row = made.at(-1);
    if (row && row.length + Math.min(together, ROW) <= ROW) row.push(element);
    else made.push([element]);
  }
  const last = made.at(-1);
  const before = made.at(-2);
  if (last && before && last.length === 1 && before.length < limits.elementsInActions) {
    before.push(...last);
    made.pop();
  }
  return made;
}
