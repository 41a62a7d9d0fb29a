import type { Form } from '../../core/message/message.ts';
import type { Settings } from '../../ports.ts';
import { FormShape } from './command-value.ts';

/** Forms too large for a button, kept with the message that offers them. */
export interface KeptForms {
  keep(name: string, form: Form): Promise<void>;
  form(name: string): Promise<Form | null>;
}

/** Keeps forms among the settings, by the hash of their content: the same form is kept once. */
export function keptForms(settings: Settings): KeptForms {
  const row = (name: string) => `slack:form:${name}`;
  return {
    keep: (name, form) => settings.set(row(name), form),
    async form(name) {
      const read = FormShape.safeParse(await settings.get(row(name)));
      return read.success ? read.data : null;
    },
  };
}
