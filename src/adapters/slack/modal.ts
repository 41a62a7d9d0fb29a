import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Catalogue } from '../../core/message/catalogue.ts';
import type { Command, Field, Form, Message } from '../../core/message/message.ts';
import { viewBlocks } from './blocks.ts';
import { CommandShape, parsed } from './command-value.ts';
import { limits } from './limits.ts';
import { NamedFile } from './named-file.ts';
import { label, pieces } from './text.ts';

type KnownBlock = types.KnownBlock;

/** Callback ids of our modals: one that is filled in, one that only shows. */
export const FORM = 'form';
export const SHOWN = 'shown';

/** What a modal carries for its submission. */
const Carried = z.object({
  command: CommandShape,
  /** The fields that must not be blank. */
  required: z.array(z.string()),
});

/** A submitted modal: the command, and each field's value by its name. */
export interface Submitted {
  readonly command: Command;
  readonly fields: Readonly<Record<string, string>>;
  readonly required: readonly string[];
  readonly files: readonly NamedFile[];
}

/** A text longer than one input takes is proposed in several, which are joined again. This leaves room to write. */
const PROPOSED = 2_500;
const PART = '#';

/**
 * A message with a form as a modal; without one it is only shown. `texts` words the buttons that the form does not name.
 * https://docs.slack.dev/reference/views/modal-views
 */
export function modalOf(message: Message, texts: Catalogue['chat']): types.ModalView {
  const { form, ...words } = message;
  if (!form) {
    return {
      type: 'modal',
      callback_id: SHOWN,
      title: label(texts.botName, limits.viewTitle),
      close: label(texts.close, limits.viewTitle),
      blocks: fitted(viewBlocks(words), []),
    };
  }
  const inputs = [...form.fields.flatMap(inputsOf), ...filesOf(form, texts)];
  return {
    type: 'modal',
    callback_id: FORM,
    title: label(form.title, limits.viewTitle),
    submit: label(form.submit.label, limits.viewTitle),
    close: label(texts.cancel, limits.viewTitle),
    private_metadata: carried(form),
    blocks: fitted(viewBlocks({ ...words, actions: [] }), inputs),
  };
}

/** What opens at once, before anything is read: the trigger of a press lives 3 seconds. */
export function skeletonModal(texts: Catalogue['chat']): types.ModalView {
  return {
    type: 'modal',
    callback_id: SHOWN,
    title: label(texts.botName, limits.viewTitle),
    close: label(texts.close, limits.viewTitle),
    blocks: viewBlocks({ lines: [{ text: texts.opening }] }),
  };
}

/** Forms by which a unit reports; those that take words take evidence as well. */
const REPORTS: ReadonlySet<string> = new Set(['report-progress', 'report-done', 'correct-report']);

/** The block of the files in a form. */
export const FILES = 'files';
/** Files of one form. https://docs.slack.dev/reference/block-kit/block-elements/file-input-element */
const MOST_FILES = 10;

function filesOf(form: Form, texts: Catalogue['chat']): KnownBlock[] {
  const takes = REPORTS.has(form.submit.command.name) && form.fields.some((field) => field.kind === 'long-text');
  if (!takes) return [];
  return [
    {
      type: 'input',
      block_id: FILES,
      label: label(texts.evidence.label, limits.label),
      hint: label(texts.evidence.hint, limits.label),
      optional: true,
      element: { type: 'file_input', action_id: ELEMENT, max_files: MOST_FILES },
    },
  ] satisfies KnownBlock[];
}

function carried(form: Form): string {
  const required = form.fields.filter((field) => field.required).map((field) => field.name);
  const text = JSON.stringify({ command: form.submit.command, required });
  if (text.length > limits.privateMetadata) throw new Error('A form carries more than Slack keeps with a modal');
  return text;
}

/** The inputs come whole; of the words above them what a view has room for. */
function fitted(shown: KnownBlock[], inputs: KnownBlock[]): KnownBlock[] {
  return [...shown.slice(0, Math.max(0, limits.blocksInView - inputs.length)), ...inputs];
}

function inputsOf(field: Field): KnownBlock[] {
  if (field.kind !== 'long-text' || (field.value ?? '').length <= limits.inputText) return inputOf(field, field.name);
  return pieces(field.value ?? '', PROPOSED).flatMap((value, index) =>
    inputOf({ ...field, value }, index === 0 ? field.name : `${field.name}${PART}${index + 1}`),
  );
}

function inputOf(field: Field, blockId: string): KnownBlock[] {
  // A box says its own words: as an input it would say them twice.
  if (field.kind === 'check') {
    return [{ type: 'actions', block_id: blockId, elements: [checkOf(field)] }] satisfies KnownBlock[];
  }
  const element = elementOf(field, field.kind);
  if (element === null) return [];
  return [
    {
      type: 'input',
      block_id: blockId,
      label: label(field.label, limits.label),
      element,
      optional: field.required !== true,
      ...(field.hint ? { hint: label(field.hint, limits.label) } : {}),
    },
  ] satisfies KnownBlock[];
}

/** The action id of every input. */
export const ELEMENT = 'v';

function elementOf(field: Field, kind: Exclude<Field['kind'], 'check'>): types.InputBlockElement | null {
  switch (kind) {
    case 'text':
    case 'long-text':
      return {
        type: 'plain_text_input',
        action_id: ELEMENT,
        multiline: kind === 'long-text',
        max_length: limits.inputText,
        ...(field.value ? { initial_value: pieces(field.value, limits.inputText)[0] ?? '' } : {}),
      };
    case 'day':
      return { type: 'datepicker', action_id: ELEMENT, ...(field.value ? { initial_date: field.value } : {}) };
    case 'select':
      return selectOf(field);
    case 'channel':
      // Lists what the person sees; where the bot is missing, the post says so. Needs no scope.
      return {
        type: 'conversations_select',
        action_id: ELEMENT,
        filter: { include: ['public', 'private'], exclude_bot_users: true, exclude_external_shared_channels: true },
        ...(field.value ? { initial_conversation: field.value } : {}),
      };
    default:
      return kind satisfies never;
  }
}

function checkOf(field: Field): types.Checkboxes {
  const option = { text: label(field.label, limits.optionText), value: 'true' };
  return {
    type: 'checkboxes',
    action_id: ELEMENT,
    options: [option],
    ...(field.value === 'true' ? { initial_options: [option] } : {}),
  };
}

/** A choice; more than a hundred stand in groups of a hundred. A list of nothing is no question. */
function selectOf(field: Field): types.InputBlockElement | null {
  const options = (field.options ?? []).map((option) => ({
    text: label(option.label, limits.optionText),
    value: option.value,
  }));
  const initial = options.find((option) => option.value === field.value);
  if (options.length === 0) return null;
  const chosen = initial ? { initial_option: initial } : {};
  if (options.length <= limits.selectOptions) {
    return { type: 'static_select', action_id: ELEMENT, options, ...chosen };
  }
  const groups: { label: ReturnType<typeof label>; options: typeof options }[] = [];
  for (let at = 0; at < options.length; at += limits.selectOptions) {
    const group = options.slice(at, at + limits.selectOptions);
    groups.push({ label: label(`${at + 1}–${at + group.length}`, limits.optionText), options: group });
  }
  return { type: 'static_select', action_id: ELEMENT, option_groups: groups, ...chosen };
}

/** What Slack sends of a submitted view, only what is read. https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export const SubmittedView = z.object({
  id: z.string(),
  callback_id: z.string(),
  private_metadata: z.string(),
  state: z.object({
    values: z.record(
      z.string(),
      z.record(
        z.string(),
        z.object({
          type: z.string(),
          value: z.string().nullish(),
          selected_date: z.string().nullish(),
          selected_conversation: z.string().nullish(),
          selected_option: z.object({ value: z.string() }).nullish(),
          selected_options: z.array(z.object({ value: z.string() })).nullish(),
          files: z.array(NamedFile).nullish(),
        }),
      ),
    ),
  }),
});

/** The command and the fields of a submitted modal; null when it is none of our forms. */
export function submittedFrom(view: z.infer<typeof SubmittedView>): Submitted | null {
  const read = Carried.safeParse(parsed(view.private_metadata));
  if (view.callback_id !== FORM || !read.success) return null;
  const fields: Record<string, string> = {};
  const partOf = ([blockId]: [string, unknown]): number => Number(blockId.split(PART)[1] ?? 1);
  const files = view.state.values[FILES]?.[ELEMENT]?.files ?? [];
  for (const [blockId, elements] of Object.entries(view.state.values).sort((a, b) => partOf(a) - partOf(b))) {
    if (blockId === FILES) continue;
    const [name = ''] = blockId.split(PART);
    const element = elements[ELEMENT];
    const value =
      element?.value ??
      element?.selected_date ??
      element?.selected_conversation ??
      element?.selected_option?.value ??
      boxes(element) ??
      '';
    fields[name] = `${fields[name] ?? ''}${value}`;
  }
  return { command: read.data.command, fields: withoutEmpty(fields), required: read.data.required, files };
}

const boxes = (element: { selected_options?: readonly { value: string }[] | null | undefined } | undefined) =>
  element?.selected_options?.[0]?.value;

/** An input left empty is a field not filled in. */
function withoutEmpty(fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}
