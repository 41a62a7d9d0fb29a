import type { BulletinDraft } from '../bulletin.ts';
import type { Day } from '../calendar.ts';
import type { MorningCard } from '../digest.ts';
import type { Refusal, TaskEvent } from '../event.ts';
import type { BulletinId, DeliveryId, ItemId, UnitId } from '../ids.ts';
import type { NoticeKind } from '../notice.ts';
import type { PlanItem } from '../plan.ts';
import type { ItemChange } from '../plan-difference.ts';
import type { PlanQuestion } from '../plan-questions.ts';
import type { Petition, Report, SupervisionNotice } from '../report.ts';
import type { OfficeTimeKind } from '../schedule.ts';
import type { Task } from '../task.ts';
import type { Person, RoleName, Unit } from '../unit.ts';
import type { Alarm } from './alarm.ts';
import type { ChatTexts } from './chat-texts.ts';
import type { Action, Message } from './message.ts';
import type { FileWords, OwnWords } from './people-words.ts';
import type { Setting } from './setting.ts';

export type { Setting } from './setting.ts';

import type { RoomTexts } from './room-texts.ts';
import type { SheetWords } from './sheet-words.ts';

/** What a notice that goes at once is about; each kind reads only what it needs. Reasons are the person's own words. */
export interface NoticeFacts {
  readonly kind: NoticeKind;
  readonly task: Task;
  readonly unit: Unit;
  /** The unit of the receiver, when it is another one (a questioned or reassigned task). */
  readonly otherUnit?: Unit;
  readonly person?: Person | null;
  readonly report?: Report;
  readonly petition?: Petition;
  readonly supervisionNotice?: SupervisionNotice;
  /** That notice as the office words it: what is signed is what is served, in whatever language the rest is read. */
  readonly formalText?: string;
  readonly reason?: string;
  /** Reports before, newest first: nothing is asked twice. */
  readonly earlierReports?: readonly Report[];
}

/** What a reply was understood to say, echoed in one line with one button to correct it. */
export interface Understood {
  readonly task: Task;
  readonly report: Report;
  readonly needsConfirmation: boolean;
  /** The report was made after the limit. */
  readonly afterLimit: boolean;
}

/**
 * Every sentence the bot says, without markup: `zh` is the model, `en satisfies` it. Functions are pure; a figure nobody said is
 * never shown; a discreet task shows number and day only.
 */
export interface Catalogue {
  /** 6月30日（周二） */
  day(on: Day): string;
  /** 已超时限 1 个工作日 · 还有 3 个工作日 · 今日到期 · 时限待定: a state in words. */
  standing(task: Task, setting: Setting): string;
  /** 26-12-2（十二）短标题; for a discreet task without the title. */
  taskName(task: Task): string;
  unitAs(unit: Unit): string;
  refusal(refusal: Refusal): string;
  role(role: RoleName): string;
  /** The morning card as core/digest arranged it. */
  card(card: MorningCard, setting: Setting): Message;
  /** A notice that goes at once. */
  notice(facts: NoticeFacts, setting: Setting): Message;
  /** Alarms to the office: what happened, what follows, what to do. */
  alarm(alarm: Alarm, setting: Setting): Message;

  readonly answer: {
    recordedProgress(understood: Understood, setting: Setting): Message;
    recordedDone(understood: Understood, setting: Setting): Message;
    /** The words sounded like done but not as a whole clause: recorded as said, asked. */
    askWhetherDone(understood: Understood, setting: Setting): Message;
    corrected(understood: Understood, setting: Setting): Message;
    /** Which item is meant? `heldKey` names the stored input that waits for the choice; `said` are its words about this item. */
    askWhich(
      candidates: readonly Task[],
      heldKey: string,
      setting: Setting,
      others?: readonly Unit[],
      said?: string,
    ): Message;
    /** Of several items in one message: these words about this one say nothing that could be recorded. */
    partNotUnderstood(task: Task, said: string, setting: Setting): Message;
    /** Of several items in one message: there is none of the number or code in these words. */
    partNotThere(said: string, setting: Setting): Message;
    notUnderstood(open: readonly Task[], setting: Setting): Message;
    noOpenTasks(setting: Setting): Message;
    /** A task of one of `others` is shown with its unit. */
    taskList(tasks: readonly Task[], setting: Setting, others?: readonly Unit[]): Message;
    taskDetail(
      task: Task,
      unit: Unit,
      reports: readonly Report[],
      petitions: readonly Petition[],
      may: { report: boolean; review: boolean; record: boolean },
      setting: Setting,
    ): Message;
    help(roles: readonly RoleName[], setting: Setting): Message;
    acknowledged(task: Task | null, setting: Setting): Message;
    extensionAsked(task: Task, petition: Petition, setting: Setting): Message;
    extensionNeedsDay(task: Task, setting: Setting): Message;
    disputeMade(task: Task, setting: Setting): Message;
    explanationMade(task: Task, setting: Setting): Message;
    forwardedToLead(task: Task, lead: Unit, setting: Setting): Message;
    discreetTakesNoText(task: Task, setting: Setting): Message;
    refused(refusal: Refusal, task: Task | null, setting: Setting): Message;
    closed(task: Task, setting: Setting): Message;
    returned(task: Task, until: Day, setting: Setting): Message;
    reopened(task: Task, setting: Setting): Message;
    cancelled(task: Task, setting: Setting): Message;
    petitionDecided(task: Task, petition: Petition, setting: Setting): Message;
    confirmed(task: Task, setting: Setting): Message;
    held(task: Task, until: Day, setting: Setting): Message;
    skipped(task: Task, setting: Setting): Message;
    reassigned(task: Task, to: Unit, setting: Setting): Message;
    /** A person deleted the message in which they had reported: it stands, and can be corrected. */
    takenBack(corrections: readonly Action[]): Message;
    /** The office decided something about a task: where it stands now. */
    noted(task: Task, setting: Setting): Message;
    signed(notice: SupervisionNotice, task: Task, unit: Unit, setting: Setting): Message;
    withdrawn(task: Task, setting: Setting): Message;
    noticeAcknowledged(task: Task, setting: Setting): Message;
    recordedOffline(understood: Understood, unit: Unit, setting: Setting): Message;
    deliveredOffline(to: string, setting: Setting): Message;
    /** A message that was not taken goes out again; `asksFirst`: unless the platform has it after all. */
    retried(to: string, asksFirst: boolean, setting: Setting): Message;
    bulletinSigned(title: string, setting: Setting): Message;
    bulletinPublished(title: string, setting: Setting): Message;
    /** The office wrote about a unit's task as if it were its own: nothing was recorded, and how it can be. */
    recordForUnit(unit: Unit, setting: Setting): Message;
    tooLong(characters: number, limit: number, setting: Setting): Message;
    notForBot(setting: Setting): Message;
    dismissed(setting: Setting): Message;
    /** The office said that the clock is right: what was held goes out. */
    released(setting: Setting): Message;
  };

  readonly form: {
    report(task: Task, last: Report | null, setting: Setting): Message;
    extension(task: Task, proposed: Day | null, setting: Setting): Message;
    dispute(task: Task, setting: Setting): Message;
    explain(task: Task, setting: Setting): Message;
    returnTask(task: Task, proposed: Day, setting: Setting): Message;
    reopen(task: Task, proposed: Day, setting: Setting): Message;
    /** `units` are the choices when a questioned responsibility is upheld. */
    grant(task: Task, petition: Petition, setting: Setting, units?: readonly Unit[]): Message;
    refusePetition(task: Task, petition: Petition, units: readonly Unit[], setting: Setting): Message;
    hold(task: Task, proposed: Day, setting: Setting): Message;
    withdraw(task: Task, notice: SupervisionNotice, setting: Setting): Message;
    record(task: Task, unit: Unit, setting: Setting): Message;
    bulletin(id: string, title: string, text: string, setting: Setting): Message;
    setDay(task: Task, setting: Setting): Message;
    assign(task: Task, units: readonly Unit[], setting: Setting): Message;
    cancel(task: Task, setting: Setting): Message;
  };

  readonly plan: {
    /** One card for the whole plan: what was read, what is doubtful, units to confirm, and the button to adopt. */
    imported(
      plan: { readonly id: string; readonly title: string; readonly year: number },
      items: readonly PlanItem[],
      units: readonly Unit[],
      setting: Setting,
      /** What is asked on the card, and how many questions did not fit; left out, it follows from items and units. */
      asked?: { readonly questions: readonly PlanQuestion[]; readonly more: number },
    ): Message;
    importedTwice(title: string, setting: Setting): Message;
    unreadable(reason: string, setting: Setting): Message;
    /** Why a readable file is refused: nothing in it is an item. */
    notAPlan: string;
    /** To each accountable unit's liaison at adoption: all its tasks at once, how to report, whom to ask. */
    assigned(title: string, unit: Unit, tasks: readonly Task[], setting: Setting): Message;
    adopted(
      title: string,
      tasks: number,
      units: number,
      undecided: number,
      setting: Setting,
      /** Events that limits of the plan wait for: a form records the day when one has come. */
      waiting?: { readonly planId: string; readonly events: readonly string[] },
    ): Message;
  };

  readonly room: RoomTexts;

  readonly chat: ChatTexts;

  /** A plan in force and its revised document, and the days of events. */
  readonly revision: {
    /** The difference by item on one card; nothing is applied before the office says so. */
    proposed(
      document: { readonly id: string; readonly title: string },
      changes: readonly ItemChange[],
      /** Codes of each item's tasks that are not over. */
      codes: ReadonlyMap<ItemId, readonly string[]>,
      setting: Setting,
      /** What is doubtful in what is printed anew. */
      asked?: {
        readonly questions: readonly PlanQuestion[];
        readonly more: number;
        readonly units: readonly Unit[];
      },
    ): Message;
    applied(title: string, counts: RevisionCounts, setting: Setting): Message;
    /** To each unit's liaison: all that changes for the unit at once. */
    told(title: string, unit: Unit, lines: readonly RevisedLine[], setting: Setting): Message;
    /** The reason of a cancelled task, kept in the ledger. */
    droppedReason(title: string): string;
    nothingToApply(setting: Setting): Message;
    eventRecorded(
      event: string,
      on: Day,
      tasks: { readonly decided: readonly Task[]; readonly past: readonly Task[] },
      setting: Setting,
    ): Message;
  };

  readonly file: FileWords;

  readonly own: OwnWords;

  readonly sheet: SheetWords;

  /** A pasted talk of a group, sorted into drafts that a person confirms. */
  readonly conversation: {
    sorted(
      talk: {
        readonly drafts: readonly (TalkLine & { readonly candidates: readonly Task[] })[];
        readonly known: number;
        readonly left: readonly { readonly why: string; readonly words: string }[];
        readonly strangers: readonly { readonly name: string; readonly words: string }[];
      },
      heldKey: string,
      setting: Setting,
    ): Message;
    recorded(
      done: {
        readonly recorded: readonly Task[];
        readonly refused: readonly { readonly task: Task; readonly refusal: Refusal }[];
        readonly known: number;
        readonly unpicked: number;
      },
      setting: Setting,
    ): Message;
    /** Words about a discreet item are not kept: neither shown nor stored. */
    discreetInside(drafts: readonly TalkLine[], setting: Setting): Message;
  };

  /** What the office's page says beside the chat. */
  readonly desk: {
    /** How the bot is called where it acted by itself. */
    bot: string;
    /** What stands in the directory for a person who was removed; ends in # and the code. */
    erasedPerson(code: string): string;
    /** One line of a task's history, worded from the ledger; texts are not in the ledger and not here. */
    history(event: TaskEvent, unitName: (id: UnitId) => string): string;
    /** What waits for review, decision, signature, or a call: one line each. */
    review(task: Task, report: Report | null, setting: Setting): string;
    petition(task: Task, petition: Petition, setting: Setting): string;
    draft(task: Task, notice: SupervisionNotice, setting: Setting): string;
    call(person: Person | null, setting: Setting): string;
    /** What happens next of itself. */
    upcoming(kind: OfficeTimeKind): string;
    buttons: {
      reviewing(task: Task): readonly Action[];
      petition(petition: Pick<Petition, 'id' | 'kind'>): readonly Action[];
      draft(notice: SupervisionNotice): readonly Action[];
      call(deliveryId: DeliveryId, task: Task | null): readonly Action[];
      retry(deliveryId: DeliveryId, didNotArrive: boolean): readonly Action[];
      overdue(task: Task): readonly Action[];
      undecided(task: Task): readonly Action[];
      bulletin(id: BulletinId, status: 'draft' | 'signed' | 'published', title: string): readonly Action[];
      task(
        task: Task,
        may: { readonly report: boolean; readonly review: boolean; readonly office: boolean },
      ): readonly Action[];
    };
  };

  readonly document: {
    /** 督办通知单 · 商请函 · 提请协调 as plain text, numbered if signed. */
    supervisionNotice(
      notice: SupervisionNotice,
      task: Task,
      unit: Unit,
      item: PlanItem | null,
      setting: Setting,
    ): string;
    /** Number as printed: 督办〔2026〕3号. */
    noticeNumber(kind: SupervisionNotice['kind'], number: { readonly year: number; readonly serial: number }): string;
    /** The head of the ledger, as it is printed under what is published. */
    ledgerHead(hash: string): string;
    bulletinNumber(number: { readonly year: number; readonly serial: number }): string;
    bulletinTitle(draft: BulletinDraft, setting: Setting): string;
    /** Basis → overall → by class → problems → next steps with a day → table, no ranking. */
    bulletin(
      draft: BulletinDraft,
      facts: { readonly units: readonly Unit[]; readonly basis: string; readonly nextDay: Day },
      setting: Setting,
    ): string;
    bulletinAnnex(draft: BulletinDraft, facts: { readonly units: readonly Unit[] }, setting: Setting): string;
  };
}

/** One draft of a pasted talk: who said what about which task. `task` is null where a person has to pick it. */
export interface TalkLine {
  readonly id: string;
  readonly unit: Unit;
  readonly person: Person | null;
  readonly at: string | null;
  readonly task: Task | null;
  readonly intent:
    | 'done'
    | 'progress'
    | 'extension'
    | 'blocked'
    | 'acknowledge'
    | 'dispute'
    | 'list'
    | 'help'
    | 'unknown';
  readonly percent: number | null;
  readonly date: Day | null;
  readonly words: string;
}

/** What became of the tasks of a revised plan; what was left or refused needs a person. */
export interface RevisionCounts {
  readonly started: number;
  readonly changed: number;
  readonly cancelled: number;
  readonly left: readonly Task[];
  readonly refused: readonly Task[];
}

/** What a revision does to a task, as its unit is told. */
export interface RevisedLine {
  readonly task: Task;
  readonly what: 'started' | 'day' | 'taken' | 'given' | 'cancelled' | 'words';
}
