import type { BulletinDraft } from '../bulletin.ts';
import type { Day } from '../calendar.ts';
import type { Call } from '../card-section.ts';
import type { BulletinId } from '../ids.ts';
import type { Rung } from '../policy.ts';
import type { SupervisionNotice } from '../report.ts';
import type { ComingRung } from '../rung-preview.ts';
import type { Task } from '../task.ts';
import type { Person, RoleName, Unit } from '../unit.ts';
import type { Setting } from './catalogue.ts';
import type { Message } from './message.ts';

/** Who did what became of a card, and when. */
export interface Outcome {
  /** Null: the bot itself. */
  readonly by: string | null;
  readonly at: Date;
  readonly what: string;
}

/** What a card of a bulletin needs to know. */
export interface RoomBulletin {
  readonly id: BulletinId;
  readonly status: 'draft' | 'signed' | 'published';
  readonly text: string;
  readonly number: { readonly year: number; readonly serial: number } | null;
}

/** Who takes over from whom, from which day, and what is open. */
export interface Handover {
  readonly from: Person;
  readonly to: Person;
  readonly on: Day;
  readonly roles: readonly { readonly unit: Unit; readonly role: RoleName }[];
  readonly tasks: readonly Task[];
}

/** What the office sees in its channel, or each of its people in direct messages, and what is done there by command. */
export interface RoomTexts {
  /** A card on which nothing is left to do: what became of it, by whom, and its words without buttons; or a newer card has its place. */
  settled(card: Message, outcome: Outcome | 'replaced' | null, setting: Setting): Message;
  /** In the place of what a card says elsewhere now: in its first post, or in a newer message that had room for it. */
  readonly saidAbove: string;
  saidBelow(card: Message): Message;
  /** Rungs that the ladder climbs on that morning unless something is heard, each with the buttons to hold and to skip. */
  rungsComing(on: Day, entries: readonly ComingRung[], setting: Setting): Message;
  /** Who is to be phoned or handed something; empty once all have been told. */
  calls(calls: readonly Call[], setting: Setting): Message;
  /** The end of the ledger, so that a cut tail can be told by whoever read it. */
  ledgerHead(head: { readonly seq: number; readonly hash: string }, setting: Setting): Message;
  /** A bulletin where it stands, with what can be done next. */
  bulletin(bulletin: RoomBulletin, title: string, setting: Setting): Message;
  bulletins(list: readonly { readonly bulletin: RoomBulletin; readonly title: string }[], setting: Setting): Message;
  /** What waits for a signature, or signed for its posting; `maySign`: the reader may press it there. */
  drafts(
    notices: readonly { readonly notice: SupervisionNotice; readonly task: Task; readonly unit: Unit }[],
    bulletins: readonly { readonly bulletin: RoomBulletin; readonly title: string }[],
    maySign: boolean,
    setting: Setting,
  ): Message;
  /** What is posted to a channel: summary and table; the text goes with it as a file. */
  bulletinPost(bulletin: RoomBulletin & BulletinDraft, title: string, ledgerHead: string, setting: Setting): Message;
  postedNowhere(title: string, channel: string, code: string, bulletinId: string, setting: Setting): Message;
  /** The office's channel takes nothing: it goes to the office's people instead. */
  roomLost(channel: string, code: string, setting: Setting): Message;
  publishForm(bulletin: RoomBulletin, title: string, proposed: string | null, setting: Setting): Message;
  skipForm(task: Task, rung: Rung, setting: Setting): Message;
  handoverForm(
    persons: readonly { readonly person: Person; readonly units: readonly Unit[] }[],
    setting: Setting,
  ): Message;
  /** To the successor. */
  takenOver(handover: Handover, setting: Setting): Message;
  handoverRecorded(handover: Handover, setting: Setting): Message;
  roomsForm(rooms: {
    readonly office: string | null;
    readonly bulletin: string | null;
    readonly fixed: boolean;
  }): Message;
  roomsSet(rooms: { readonly office: boolean; readonly bulletin: boolean }, setting: Setting): Message;
  /** To a unit that the office reminds by a press: what it has not reported. */
  askedToReport(unit: Unit, tasks: readonly Task[], setting: Setting): Message;
  reminded(told: readonly Unit[], lately: readonly Unit[], setting: Setting): Message;
  remindedLately(units: readonly Unit[], again: Day, setting: Setting): Message;
  /** Asked by someone who does not work in the office. */
  readonly officeOnly: Message;
}
