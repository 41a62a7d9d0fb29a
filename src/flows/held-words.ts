interface Key {
  readonly platform: string;
  readonly key: string;
}

const PART = /#(\d+)$/u;

/** The nth part of an input that names several tasks, from 1: what it records, and what a question about it waits with. */
export const partOf = (key: Key, nth: number): Key => ({ ...key, key: `${key.key}#${nth}` });

/** The stored input that a question is about, and which part of it; part 0 is the whole. */
export function heldIn(waited: string): { readonly waited: string; readonly part: number } {
  return { waited: waited.replace(PART, ''), part: Number(PART.exec(waited)?.[1] ?? 0) };
}

/** The key of the stored input that a command goes on with: words that waited for their task, a talk that waited to be confirmed. */
export function heldKeyOf(command: {
  readonly name: string;
  readonly id?: string;
  readonly value?: string;
}): string | null {
  if (command.name === 'choose-task') return heldIn(command.value ?? '').waited;
  if (command.name === 'dismiss') return command.value === undefined ? null : heldIn(command.value).waited;
  if (command.name === 'attach-file') return command.value ?? '';
  return command.name === 'record-drafts' ? (command.id ?? '') : null;
}
