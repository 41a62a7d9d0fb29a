// Slack's limits written down a second time, from its pages and not from our code: what a post or a view breaks, in words.

interface Json {
  readonly [key: string]: unknown;
}

/** Code points after escaping, as Slack counts. */
export const slackLength = (text: string): number =>
  [...text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')].length;

const elementsPerBlock: Readonly<Record<string, number>> = { actions: 25, context: 10 };

const within = (what: string, text: unknown, limit: number): string[] =>
  typeof text !== 'string' || text === '' || slackLength(text) > limit ? [`${what}: ${String(text).slice(0, 40)}`] : [];

function textOf(value: unknown): unknown {
  return (value as Json | undefined)?.text;
}

function optionProblems(option: Json): string[] {
  return [...within('option', textOf(option.text), 75), ...within('option value', option.value, 75)];
}

function elementProblems(element: Json): string[] {
  const options = (element.options ?? []) as readonly Json[];
  const groups = (element.option_groups ?? []) as readonly { options: readonly Json[]; label: Json }[];
  const problems = [...options, ...groups.flatMap((group) => group.options)].flatMap(optionProblems);
  switch (element.type) {
    case 'button':
      problems.push(...within('button', textOf(element.text), 75), ...within('button value', element.value, 2_000));
      break;
    case 'overflow':
      if (options.length < 1 || options.length > 5) problems.push(`overflow of ${options.length}`);
      break;
    case 'static_select':
      if (options.length > 100 || groups.length > 100 || groups.some((group) => group.options.length > 100))
        problems.push('select too long');
      if (options.length + groups.length === 0) problems.push('select of nothing');
      break;
    case 'plain_text_input':
      if (element.initial_value !== undefined) problems.push(...within('initial value', element.initial_value, 3_000));
      break;
    default:
  }
  return problems;
}

function blockProblems(block: Json): string[] {
  const elements = (block.elements ?? []) as readonly Json[];
  const problems = elements.flatMap(elementProblems);
  const most = elementsPerBlock[block.type as string];
  if (most !== undefined && (elements.length === 0 || elements.length > most))
    problems.push(`${block.type} of ${elements.length}`);
  if (block.type === 'actions') {
    const ids = elements.map((element) => element.action_id);
    if (new Set(ids).size !== ids.length) problems.push('action ids repeat');
  }
  if (block.type === 'rich_text') problems.push(...within('rich text', richWords(block), 3_000));
  if (block.type === 'context')
    problems.push(...elements.flatMap((element) => within('context', textOf(element) ?? element.text, 2_000)));
  if (block.type === 'input') {
    problems.push(...within('label', textOf(block.label), 2_000), ...within('block id', block.block_id, 255));
    if (block.hint) problems.push(...within('hint', textOf(block.hint), 2_000));
    problems.push(...elementProblems(block.element as Json));
  }
  return problems;
}

/** The words of a rich text block, as they are shown. */
export function richWords(block: unknown): string {
  const sections = ((block as Json).elements ?? []) as readonly { elements: readonly { text?: string }[] }[];
  return sections.flatMap((section) => section.elements.map((element) => element.text ?? '')).join('');
}

/** What a post breaks; nothing when Slack would take it. */
export function postProblems(post: { readonly text: string; readonly blocks: readonly unknown[] }): readonly string[] {
  const blocks = post.blocks as readonly Json[];
  return [
    ...blocks.flatMap(blockProblems),
    ...(blocks.length > 50 ? [`${blocks.length} blocks`] : []),
    ...(post.text === '' || [...post.text].length > 40_000 ? ['text'] : []),
    ...(blocks
      .map((block) => slackLength(block.type === 'rich_text' ? richWords(block) : ''))
      .reduce((a, b) => a + b, 0) > 13_200
      ? ['too many words']
      : []),
  ];
}

/** What a modal or a home page breaks. */
export function viewProblems(view: object): readonly string[] {
  const { blocks, title, submit, close, private_metadata: carried } = view as Json;
  const list = blocks as readonly Json[];
  const ids = list.flatMap((block) => (block.block_id ? [block.block_id] : []));
  return [
    ...list.flatMap(blockProblems),
    ...(list.length > 100 ? [`${list.length} blocks`] : []),
    ...(new Set(ids).size === ids.length ? [] : ['block ids repeat']),
    ...[title, submit, close].flatMap((text) => (text ? within('title', textOf(text), 24) : [])),
    ...(typeof carried === 'string' && carried.length > 3_000 ? ['private metadata'] : []),
    ...(list.some((block) => block.type === 'input') && !submit ? ['inputs without submit'] : []),
  ];
}

/** The words of the rich texts of a view, each on a line. */
export const viewWords = (view: { readonly blocks: readonly unknown[] }): string =>
  view.blocks
    .filter((block) => (block as { type: string }).type === 'rich_text')
    .map(richWords)
    .join('\n');
