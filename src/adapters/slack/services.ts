import type { types } from '@slack/bolt';
import type { Day } from '../../core/calendar.ts';
import type { PersonId } from '../../core/ids.ts';
import type { Catalogue } from '../../core/message/catalogue.ts';
import type { Command, Form, Message } from '../../core/message/message.ts';
import type { InboundEvent } from '../../ports.ts';
import type { Post } from './blocks.ts';
import type { PressedOut } from './press.ts';
import type { Asked } from './slash-words.ts';

/** What the way in needs of the bot. Everything is checked again by the flows: whom an account belongs to gives no right. */
export interface SlackServices {
  /** The words for an account, in its language as far as that is known here: without asking anybody. */
  textsOf(user: string): Catalogue;
  now(): Date;
  today(): Day;
  /** The person whose account this is, or null. */
  personOf(user: string): Promise<PersonId | null>;
  /** As `personOf`, asking Slack for the address of an account that is not known yet. Never on the way to an acknowledgement. */
  meet(user: string): Promise<PersonId | null>;
  /** Durable when it resolves; false when the key was there already. */
  receive(event: InboundEvent): Promise<boolean>;
  isKnown(key: string): Promise<boolean>;
  /** Answers a stored input as a message to the person; with `inPlace` gives the answer back, to be shown where it was asked. */
  answer(event: InboundEvent, inPlace?: boolean): Promise<Message | null>;
  /** A form that was kept with its message, or null. */
  keptForm(name: string): Promise<Form | null>;
  /** What a command shows, at once. */
  show(by: PersonId, command: Command): Promise<Message>;
  asked(by: PersonId, asked: Exclude<Asked, { kind: 'say' }>): Promise<Message>;
  /** The form to report on any own task, with these words proposed. */
  reportAny(by: PersonId, text: string): Promise<Message>;
  /** The sections of the home page. */
  home(by: PersonId): Promise<readonly Message[]>;
  notRegistered(user: string): Promise<Message>;
  /** An account changed on the platform; `deleted` when it was switched off. */
  accountChanged(user: string, deleted: boolean): Promise<void>;
  /** A channel is gone, or the bot was taken out of it; `code` is what a post there would be refused with. */
  roomGone(channel: string, code: 'is_archived' | 'channel_not_found' | 'not_in_channel'): Promise<void>;
  /** Slack shut the app out: its token was revoked, or the app was removed. */
  shutOut(code: 'token_revoked' | 'account_inactive'): void;
}

/** The calls that show something in place. They reject; whoever calls decides what to say instead. */
export interface Screens {
  open(triggerId: string, view: types.ModalView): Promise<{ readonly id: string; readonly hash: string | undefined }>;
  update(view: { readonly id: string; readonly hash?: string | undefined }, shown: types.ModalView): Promise<void>;
  /** Takes a pressed button out of its message. */
  pressOut(message: PressedOut): Promise<void>;
  publish(user: string, view: types.HomeView): Promise<void>;
  /** Shows something in a channel to one person only. */
  whisper(channel: string, user: string, post: Post): Promise<void>;
}
