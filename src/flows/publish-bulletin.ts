import type { OfficeEvent, OfficeFact, Refusal } from '../core/event.ts';
import type { BulletinId, PersonId } from '../core/ids.ts';
import { hashOfText } from '../core/ledger.ts';
import type { Catalogue } from '../core/message/catalogue.ts';
import type { Message } from '../core/message/message.ts';
import { type NoticeDraft, noticeKey } from '../core/notice.ts';
import { type Act, may } from '../core/permission.ts';
import { cleanText } from '../core/text.ts';
import type { Account } from '../core/unit.ts';
import type { Bulletin, Change } from '../ports.ts';
import { type ActInput, officeRefusal, withAnswer } from './act-on-task.ts';
import { address, recipientOf, type Said } from './address.ts';
import { actingAs, type Deps, loadScene, type Scene, textsOfOffice } from './scene.ts';

export type BulletinInput = Omit<ActInput, 'taskId'> & { readonly bulletinId: BulletinId };
export type BulletinOutcome =
  /** `answer`: not sent yet, where the press is answered in its place. */
  | { readonly ok: true; readonly bulletin: Bulletin; readonly answer: Message | null }
  | { readonly ok: false; readonly refusal: Refusal };

/** When the office edits a draft's text; figures stay frozen. */
export async function editBulletin(
  deps: Deps,
  input: BulletinInput & { readonly text: string },
): Promise<BulletinOutcome> {
  return onBulletin(deps, input, 'edit-bulletin', (bulletin, scene) => {
    if (bulletin.status !== 'draft') return 'bulletin-not-draft';
    const clean = cleanText(input.text);
    if (!clean.ok) return clean.refusal;
    if (clean.text === '') return 'reason-required';
    const edited = { ...bulletin, text: clean.text };
    return {
      bulletin: edited,
      fact: { type: 'bulletin-edited', bulletinId: bulletin.id, textHash: hashOfText(clean.text) },
      answer: draftMessage(deps, scene, edited),
    };
  });
}

/** When the signer signs: the number is drawn, the text is fixed. */
export async function signBulletin(deps: Deps, input: BulletinInput): Promise<BulletinOutcome> {
  return onBulletin(deps, input, 'sign-bulletin', async (bulletin, scene) => {
    if (bulletin.status !== 'draft') return 'bulletin-not-draft';
    const year = Number(scene.today.slice(0, 4));
    const number = { year, serial: await deps.stores.nextSerial('bulletin', year) };
    return {
      bulletin: { ...bulletin, status: 'signed', number, signedBy: input.by },
      fact: {
        type: 'bulletin-signed',
        bulletinId: bulletin.id,
        number: textsOfOffice(deps).document.bulletinNumber(number),
      },
      answer: {
        ...deps.texts.answer.bulletinSigned(bulletinTitleOf(deps, scene, bulletin), scene.setting),
        actions: deps.texts.desk.buttons.bulletin(bulletin.id, 'signed', bulletinTitleOf(deps, scene, bulletin)),
      },
    };
  });
}

/** Where a bulletin is posted. `place` left out: the office's channel for bulletins, if it chose one. */
export interface Posting {
  readonly place?: Account | null;
  readonly where?: 'both' | 'room' | 'direct';
}

/**
 * When the office posts a signed bulletin: every unit's liaison and the leaders get the text, and the chosen channel a summary with
 * the text as a file, with the ledger's head of that hour. One that was posted may go to another channel, once to each.
 */
export async function publishBulletin(deps: Deps, input: BulletinInput & Posting): Promise<BulletinOutcome> {
  return onBulletin(deps, input, 'publish-bulletin', async (bulletin, scene) => {
    if (bulletin.status === 'draft') return 'bulletin-not-signed';
    const again = bulletin.status === 'published';
    const place = placeOf(scene, input, again);
    if (again && place === null) return 'already-decided';
    const direct = !again && input.where !== 'room';
    if (!direct && place === null) return 'nowhere-to-post';
    const posted = place ? await postTo(deps, scene, bulletin, place) : null;
    if (posted === 'already-posted') return posted;
    const title = bulletinTitleOf(deps, scene, bulletin);
    const { document } = textsOfOffice(deps);
    const head = (await deps.stores.ledgerHead())?.hash ?? '';
    const published: Bulletin = again ? bulletin : { ...bulletin, status: 'published', publishedAt: scene.now };
    const message: Message = {
      title: bulletin.number ? `${title}　${document.bulletinNumber(bulletin.number)}` : title,
      lines: [
        ...withoutTitle(bulletin.text, title).map((text) => ({ text })),
        ...(head === '' ? [] : [{ text: document.ledgerHead(head), tone: 'muted' as const }]),
      ],
    };
    return {
      bulletin: published,
      fact: {
        type: 'bulletin-published',
        bulletinId: bulletin.id,
        ledgerHead: head,
        ...(place ? { place: `${place.platform}:${place.address}` } : {}),
      },
      answer: deps.texts.answer.bulletinPublished(title, scene.setting),
      notices: [
        ...(posted
          ? [{ ...posted, say: (texts: Catalogue) => texts.room.bulletinPost(published, title, head, scene.setting) }]
          : []),
        ...(direct ? audience(scene, bulletin) : []).map(
          (recipient): Said => ({
            taskId: null,
            dueOn: null,
            kind: 'bulletin',
            round: `${bulletin.period.name}:published`,
            recipient,
            manner: 'now',
            message,
          }),
        ),
      ],
    };
  });
}

/** The channel to post to; a second posting names its own. */
function placeOf({ office }: Scene, { place, where }: Posting, again: boolean): Account | null {
  if (where === 'direct') return null;
  return place === undefined ? (again ? null : office.rooms.bulletin) : place;
}

/** Tries of one posting that the platform refused for good; the next press of the button makes another. */
const MOST_POSTINGS = 20;

/** The posting to a channel, under a name of its own: unless one stands there already, or is on its way. */
async function postTo(
  deps: Deps,
  scene: Scene,
  bulletin: Bulletin,
  place: Account,
): Promise<(NoticeDraft & { readonly place: Account }) | 'already-posted'> {
  const drafts = Array.from({ length: MOST_POSTINGS }, (_, nth): NoticeDraft & { readonly place: Account } => ({
    taskId: null,
    dueOn: null,
    kind: 'bulletin',
    round: `${bulletin.period.name}:posted:${place.address}${nth === 0 ? '' : `:again-${nth}`}`,
    recipient: { unitId: scene.officeUnit.id, role: 'office-staff' },
    manner: 'now',
    place,
  }));
  const known = await deps.stores.noticesByKey(drafts.map(noticeKey));
  if (known.some((notice) => notice.status !== 'dropped')) return 'already-posted';
  return drafts[known.length] ?? 'already-posted';
}

/** The form in which whoever posts a signed bulletin chooses the channel. */
export async function publishForm(deps: Deps, scene: Scene, by: PersonId, id: BulletinId): Promise<Message | Refusal> {
  const bulletin = await deps.stores.bulletin(id);
  if (!bulletin || !may(actingAs(scene, by), 'publish-bulletin', { officeUnitId: scene.officeUnit.id }))
    return 'not-there';
  if (bulletin.status === 'draft') return 'bulletin-not-signed';
  const proposed = bulletin.status === 'signed' ? (scene.office.rooms.bulletin?.address ?? null) : null;
  return deps.texts.room.publishForm(bulletin, bulletinTitleOf(deps, scene, bulletin), proposed, scene.setting);
}

/** A bulletin's draft in a form, to be read and edited; what is signed can no longer be changed. */
export async function editForm(deps: Deps, scene: Scene, by: PersonId, id: BulletinId): Promise<Message | Refusal> {
  const bulletin = await deps.stores.bulletin(id);
  if (!bulletin || !may(actingAs(scene, by), 'edit-bulletin', { officeUnitId: scene.officeUnit.id }))
    return 'not-there';
  return bulletin.status === 'draft' ? draftMessage(deps, scene, bulletin) : 'bulletin-not-draft';
}

/** A bulletin on the office's card: where it stands, and what can be done next. */
export const bulletinCard = (deps: Deps, scene: Scene, bulletin: Bulletin): Message =>
  deps.texts.room.bulletin(bulletin, bulletinTitleOf(deps, scene, bulletin), scene.setting);

/** A bulletin in a person's own messages: the draft in a form, later where it stands, with what can be done next. */
export function ownBulletinCard(deps: Deps, scene: Scene, bulletin: Bulletin): Message {
  if (bulletin.status === 'draft') return draftMessage(deps, scene, bulletin);
  const buttons = deps.texts.desk.buttons.bulletin(
    bulletin.id,
    bulletin.status,
    bulletinTitleOf(deps, scene, bulletin),
  );
  return { ...bulletinCard(deps, scene, bulletin), actions: buttons };
}

/** All bulletins, newest first, with what can be done next; anyone but the office is told whose they are. */
export async function bulletinList(deps: Deps, scene: Scene, by: PersonId): Promise<Message> {
  if (!may(actingAs(scene, by), 'edit-bulletin', { officeUnitId: scene.officeUnit.id }))
    return deps.texts.room.officeOnly;
  const list = (await deps.stores.bulletins())
    .map((bulletin) => ({ bulletin, title: bulletinTitleOf(deps, scene, bulletin) }))
    .toReversed();
  return deps.texts.room.bulletins(list, scene.setting);
}

/** The text's lines; its title stands over the message already. */
function withoutTitle(text: string, title: string): readonly string[] {
  const lines = text.split('\n');
  if (lines[0]?.trim() !== title) return lines;
  return lines.slice(lines[1]?.trim() === '' ? 2 : 1);
}

/** Units that have tasks in the bulletin, and the leaders. Whoever stands for several gets it once. */
function audience(scene: Scene, bulletin: Bulletin): NoticeDraft['recipient'][] {
  const liaisons = bulletin.figures.byUnit.map(({ unitId }) => ({ unitId, role: 'liaison' as const }));
  const leaders = scene.directory.roles
    .filter(
      (role) =>
        role.role === 'leader-in-charge' && role.from <= scene.today && (role.to === null || scene.today <= role.to),
    )
    .map((role) => ({ personId: role.personId }));
  const seen = new Set<string>();
  return [...liaisons, ...leaders].filter((recipient) => {
    const person = recipientOf(scene, recipient);
    if (!person) return true;
    if (seen.has(person.id)) return false;
    seen.add(person.id);
    return true;
  });
}

/** A draft as it waits for the signature: the text to edit, and the button to sign. */
export function draftMessage(deps: Deps, scene: Scene, bulletin: Bulletin): Message {
  const title = bulletinTitleOf(deps, scene, bulletin);
  const sign = deps.texts.desk.buttons.bulletin(bulletin.id, 'draft', title);
  const form = deps.texts.form.bulletin(bulletin.id, title, bulletin.text, scene.setting);
  return { ...form, actions: sign.filter((action) => action.command.name === 'sign-bulletin') };
}

/** The title is the document's, whoever reads it. */
export const bulletinTitleOf = (deps: Deps, scene: Scene, bulletin: Bulletin): string =>
  textsOfOffice(deps).document.bulletinTitle(bulletin, scene.setting);

interface Step {
  readonly bulletin: Bulletin;
  readonly fact: OfficeFact;
  readonly answer: Message;
  readonly notices?: readonly Said[];
}

async function onBulletin(
  deps: Deps,
  input: BulletinInput,
  act: Act,
  step: (bulletin: Bulletin, scene: Scene) => Step | Refusal | Promise<Step | Refusal>,
): Promise<BulletinOutcome> {
  const scene = await loadScene(deps);
  const bulletin = await deps.stores.bulletin(input.bulletinId);
  if (!bulletin) return { ok: false, refusal: 'not-there' };
  const no = officeRefusal(scene, input.by, act);
  if (no) return { ok: false, refusal: no };
  const taken = await step(bulletin, scene);
  if (typeof taken === 'string') return { ok: false, refusal: taken };
  const actor = { personId: input.by, via: input.via };
  const events: readonly OfficeEvent[] = [{ ...taken.fact, taskId: null, at: scene.now, actor }];
  const change: Change = { bulletins: [taken.bulletin], events, ...address(deps, scene, taken.notices ?? []) };
  await deps.stores.commit(withAnswer(deps, scene, change, input, taken.answer));
  return { ok: true, bulletin: taken.bulletin, answer: input.partly ? taken.answer : null };
}
