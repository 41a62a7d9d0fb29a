import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Command, CommandName, Form } from '../../core/message/message.ts';
import { actOfCommand } from '../../core/permission.ts';
import { limits } from './limits.ts';
import { counted } from './text.ts';

const isCommandName = (name: string): name is CommandName => Object.hasOwn(actOfCommand, name);

/** A command of ours: any other name is refused at the door. */
export const CommandShape = z.object({
  name: z.string().refine(isCommandName),
  id: z.string().exactOptional(),
  value: z.string().exactOptional(),
});

/** A form that came with a message. */
export const FormShape = z.object({
  title: z.string(),
  submit: z.object({ label: z.string(), command: CommandShape }),
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      kind: z.enum(['text', 'long-text', 'day', 'select', 'check', 'channel']),
      required: z.boolean().exactOptional(),
      value: z.string().exactOptional(),
      options: z.array(z.object({ value: z.string(), label: z.string() })).exactOptional(),
      hint: z.string().exactOptional(),
    }),
  ),
});

/** What a button carries: a command, a whole form, or the name of one that is kept because no button has room for it. */
const ButtonValue = z.union([CommandShape, z.object({ form: FormShape }), z.object({ kept: z.string() })]);

export type Pressed = { readonly command: Command } | { readonly form: Form } | { readonly kept: string };

/** A command as the value of a button. */
export const buttonValue = (command: Command): string => JSON.stringify(command);

/** A command as the value of a menu's option, or null when it does not fit there. */
export function optionValue({ name, id, value }: Command): string | null {
  const text = id === undefined ? name : `${name} ${id}`;
  return value === undefined && counted(text) <= limits.optionValue ? text : null;
}

/** A form as the value of the button that opens it. */
export function formValue(form: Form): string {
  const whole = JSON.stringify({ form });
  return counted(whole) <= limits.buttonValue ? whole : JSON.stringify({ kept: nameOf(form) });
}

/** The form of a message that has to be kept beside it, with the name under which its button asks for it; else null. */
export function formToKeep(form: Form | undefined): { readonly name: string; readonly form: Form } | null {
  return form && counted(JSON.stringify({ form })) > limits.buttonValue ? { name: nameOf(form), form } : null;
}

const nameOf = (form: Form): string =>
  createHash('sha256').update(JSON.stringify(form)).digest('base64url').slice(0, 32);

/** What was pressed, from a button's or an option's value; null when it is none of ours. */
export function pressedFrom(value: string): Pressed | null {
  if (!value.startsWith('{')) {
    const [name = '', id] = value.split(' ');
    return isCommandName(name) ? { command: { name, ...(id === undefined ? {} : { id }) } } : null;
  }
  const read = ButtonValue.safeParse(parsed(value));
  if (!read.success) return null;
  return 'form' in read.data || 'kept' in read.data ? read.data : { command: read.data };
}

/** JSON, or undefined when it is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
