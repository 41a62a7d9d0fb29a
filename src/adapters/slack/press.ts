import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Pressed, pressedFrom } from './command-value.ts';
import { type Incoming, milliseconds } from './input.ts';

/** A press on one of our buttons or menus. */
export interface Press {
  readonly user: string;
  readonly pressed: Pressed;
  readonly triggerId: string;
  /** The view in which it was pressed, or null in a message. */
  readonly view: { readonly id: string; readonly type: string } | null;
  readonly incoming: Incoming | null;
  /** Where others read too, or where the message is seen by this person only: the answer is shown there. Null elsewhere. */
  readonly place: { readonly channel: string } | null;
  /** The message as it stands without the button that was pressed; null in a view, or for a choice of a menu. */
  readonly pressedOut: PressedOut | null;
}

/** A message whose button has been pressed. */
export interface PressedOut {
  readonly channel: string;
  readonly ts: string;
  readonly text: string;
  readonly blocks: readonly object[];
}

/** A block as a message shows it; whatever else it holds goes back as it came. */
const ShownBlock = z.looseObject({
  type: z.string(),
  block_id: z.string().exactOptional(),
  elements: z.array(z.looseObject({ action_id: z.string().exactOptional() })).exactOptional(),
});
type ShownBlock = z.infer<typeof ShownBlock>;

const BlockActions = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string() }),
  trigger_id: z.string(),
  actions: z
    .array(
      z.object({
        action_ts: z.string(),
        type: z.string().exactOptional(),
        action_id: z.string().exactOptional(),
        block_id: z.string().exactOptional(),
        value: z.string().nullish(),
        selected_option: z.object({ value: z.string() }).nullish(),
      }),
    )
    .min(1),
  container: z.object({
    channel_id: z.string().nullish(),
    message_ts: z.string().nullish(),
    view_id: z.string().nullish(),
    is_ephemeral: z.boolean().nullish(),
  }),
  view: z.object({ id: z.string(), type: z.string() }).nullish(),
  message: z.object({ ts: z.string(), text: z.string().nullish(), blocks: z.array(ShownBlock).nullish() }).nullish(),
});

/** Two presses of one button by one person within so many seconds are one. */
const DOUBLE_CLICK_S = 3;

/** A press on a button of ours, or null. */
export function pressFrom(body: unknown): Press | null {
  const read = BlockActions.safeParse(body);
  if (!read.success) return null;
  const { user, actions, container, view, trigger_id: triggerId } = read.data;
  const [action] = actions;
  const value = action?.value ?? action?.selected_option?.value;
  const pressed = value ? pressedFrom(value) : null;
  if (!action || !pressed) return null;
  const place = [container.channel_id, container.message_ts, container.view_id].filter(Boolean).join(':');
  const bucket = Math.floor(Number(action.action_ts) / DOUBLE_CLICK_S);
  const what = createHash('sha256')
    .update(value ?? '')
    .digest('base64url')
    .slice(0, 16);
  const keyIn = (at: number): string => `press:${user.id}:${place}:${what}:${at}`;
  return {
    user: user.id,
    pressed,
    triggerId,
    view: view ?? null,
    incoming:
      'command' in pressed
        ? {
            key: keyIn(bucket),
            sameAs: [keyIn(bucket - 1)],
            user: user.id,
            input: { kind: 'act', command: pressed.command, fields: {}, at: milliseconds(action.action_ts) },
          }
        : null,
    place: placeOf(read.data),
    pressedOut: placeOf(read.data) ? null : pressedOutOf(read.data),
  };
}

/** In direct messages the answer comes as a message; what others read too is written anew, never by taking out a button. */
function placeOf({ container, view }: z.infer<typeof BlockActions>): { readonly channel: string } | null {
  const { channel_id: channel, is_ephemeral: isEphemeral } = container;
  if (view || !channel) return null;
  return isEphemeral || !channel.startsWith('D') ? { channel } : null;
}

function pressedOutOf({ actions, container, message }: z.infer<typeof BlockActions>): PressedOut | null {
  const [action] = actions;
  if (!message?.blocks || !container.channel_id || action?.type !== 'button') return null;
  const isPressed = (block: ShownBlock) => block.block_id !== undefined && block.block_id === action.block_id;
  const blocks = message.blocks.flatMap((block): object[] => {
    if (!isPressed(block)) return [block];
    const elements = (block.elements ?? []).filter((element) => element.action_id !== action.action_id);
    return elements.length > 0 ? [{ ...block, elements }] : [];
  });
  return { channel: container.channel_id, ts: message.ts, text: message.text ?? '', blocks };
}
