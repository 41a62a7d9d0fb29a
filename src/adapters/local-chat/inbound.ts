import { z } from 'zod';
import type { PersonId } from '../../core/ids.ts';
import type { InboundEvent, InboundStore, LocalMessages } from '../../ports.ts';
import type { LocalChatParts } from './messenger.ts';

/** What a person did in the local chat, as it is stored before it is acknowledged. A file's bytes are kept elsewhere. */
export const LocalInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('say'), text: z.string(), threadCode: z.string().nullable() }),
  z.object({
    kind: z.literal('act'),
    command: z.object({
      name: z.string(),
      id: z.string().exactOptional(),
      value: z.string().exactOptional(),
    }),
    fields: z.record(z.string(), z.string()),
  }),
  /** A file that holds the talk of a group: its words wait for their confirmation. */
  z.object({ kind: z.literal('talk'), name: z.string(), text: z.string() }),
  z.object({
    kind: z.literal('file'),
    name: z.string(),
    threadCode: z.string().nullable(),
    /** The file as it is kept already: evidence in a task's thread, a plan outside of one. */
    evidence: z.object({ fileId: z.string(), name: z.string(), bytes: z.number(), sha256: z.string() }).exactOptional(),
  }),
]);
export type LocalInput = z.infer<typeof LocalInput>;

/**
 * When a person writes, presses or drops something in the local chat: keep it, then show their own words in their chat. The same
 * key a second time is `duplicate`, and nothing is to be answered; what was kept but not answered is found again by
 * `InboundStore.unhandled`.
 */
export async function hear(
  said: { readonly personId: PersonId; readonly key: string; readonly input: LocalInput },
  parts: LocalChatParts & { readonly inbound: InboundStore },
): Promise<'fresh' | 'duplicate'> {
  const receivedAt = parts.clock.now();
  const event: InboundEvent = {
    platform: 'local',
    key: said.key,
    receivedAt,
    personId: said.personId,
    body: JSON.stringify(said.input),
  };
  if (!(await parts.inbound.receive(event))) return 'duplicate';

  const words = ownWords(said.input);
  if (words) {
    await parts.messages.append({
      id: parts.ids.next(),
      personId: said.personId,
      direction: 'in',
      ...words,
      key: `in:${said.key}`,
      at: receivedAt,
    });
    parts.notify(said.personId);
  }
  return 'fresh';
}

/** How a person's own words stand in the chat; a pressed button shows in its answer only. */
function ownWords(input: LocalInput): Pick<Parameters<LocalMessages['append']>[0], 'threadCode' | 'message'> | null {
  switch (input.kind) {
    case 'say':
      return { threadCode: input.threadCode, message: { lines: [{ text: input.text }] } };
    case 'file':
      return { threadCode: input.threadCode, message: { lines: [], facts: [{ label: 'file', value: input.name }] } };
    case 'talk':
      return { threadCode: null, message: { lines: [], facts: [{ label: 'file', value: input.name }] } };
    case 'act':
      return null;
    default:
      return input satisfies never;
  }
}
