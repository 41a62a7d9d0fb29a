import type { OfficeEvent, OfficeFact, Refusal } from '../core/event.ts';
import type { BulletinId } from '../core/ids.ts';
import { hashOfText } from '../core/ledger.ts';
import type { Message } from '../core/message/message.ts';
import type { NoticeDraft } from '../core/notice.ts';
import { type Act, may } from '../core/permission.ts';
import { cleanText } from '../core/text.ts';
import type { Bulletin, Change } from '../ports.ts';
import { type ActInput, withAnswer } from './act-on-task.ts';
import { address, recipientOf } from './address.ts';
import { actingAs, type Deps, loadScene, type Scene } from './scene.ts';

export type BulletinInput = Omit<ActInput, 'taskId'> & { readonly bulletinId: BulletinId };
export type BulletinOutcome =
  | { readonly ok: true; readonly bulletin: Bulletin }
  | { readonly ok: false; readonly refusal: Refusal };

/** When the office edits a draft's text; figures stay frozen. Without a text the draft is shown, to be edited. */
export async function editBulletin(
  deps: Deps,
  input: BulletinInput & { readonly text: string | null },
): Promise<BulletinOutcome> {
  return onBulletin(deps, input, 'edit-bulletin', (bulletin, scene) => {
    if (bulletin.status !== 'draft') return 'bulletin-not-draft';
    if (input.text === null) return { bulletin, fact: null, answer: draftMessage(deps, scene, bulletin) };
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
      fact: { type: 'bulletin-signed', bulletinId: bulletin.id, number: deps.texts.document.bulletinNumber(number) },
      answer: {
        ...deps.texts.answer.bulletinSigned(titleOf(deps, scene, bulletin), scene.setting),
        actions: deps.texts.desk.buttons.bulletin(bulletin.id, 'signed', titleOf(deps, scene, bulletin)),
      },
    };
  });
}

/** When the office posts a signed bulletin: every unit's liaison and the leaders get the text, with the ledger's head of that hour. */
export async function publishBulletin(deps: Deps, input: BulletinInput): Promise<BulletinOutcome> {
  return onBulletin(deps, input, 'publish-bulletin', async (bulletin, scene) => {
    if (bulletin.status === 'published') return 'already-decided';
    if (bulletin.status !== 'signed') return 'bulletin-not-signed';
    const title = titleOf(deps, scene, bulletin);
    const head = (await deps.stores.ledgerHead())?.hash ?? '';
    const published: Bulletin = { ...bulletin, status: 'published', publishedAt: scene.now };
    const message: Message = {
      title: bulletin.number ? `${title}　${deps.texts.document.bulletinNumber(bulletin.number)}` : title,
      lines: withoutTitle(bulletin.text, title).map((text) => ({ text })),
    };
    return {
      bulletin: published,
      fact: { type: 'bulletin-published', bulletinId: bulletin.id, ledgerHead: head },
      answer: deps.texts.answer.bulletinPublished(title, scene.setting),
      notices: audience(scene, bulletin).map(
        (recipient): NoticeDraft => ({
          taskId: null,
          dueOn: null,
          kind: 'bulletin',
          round: `${bulletin.period.name}:published`,
          recipient,
          manner: 'now',
          message,
        }),
      ),
    };
  });
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
  const title = titleOf(deps, scene, bulletin);
  const sign = deps.texts.desk.buttons.bulletin(bulletin.id, 'draft', title);
  const form = deps.texts.form.bulletin(bulletin.id, title, bulletin.text, scene.setting);
  return { ...form, actions: sign.filter((action) => action.command.name === 'sign-bulletin') };
}

const titleOf = (deps: Deps, scene: Scene, bulletin: Bulletin): string =>
  deps.texts.document.bulletinTitle(bulletin, scene.setting);

interface Step {
  readonly bulletin: Bulletin;
  /** Null when nothing happened but that it was looked at. */
  readonly fact: OfficeFact | null;
  readonly answer: Message;
  readonly notices?: readonly NoticeDraft[];
}

async function onBulletin(
  deps: Deps,
  input: BulletinInput,
  act: Act,
  step: (bulletin: Bulletin, scene: Scene) => Step | Refusal | Promise<Step | Refusal>,
): Promise<BulletinOutcome> {
  const scene = await loadScene(deps);
  const bulletin = await deps.stores.bulletin(input.bulletinId);
  if (!bulletin || !may(actingAs(scene, input.by), act, { officeUnitId: scene.officeUnit.id }))
    return { ok: false, refusal: 'not-there' };
  const taken = await step(bulletin, scene);
  if (typeof taken === 'string') return { ok: false, refusal: taken };
  const { fact } = taken;
  const actor = { personId: input.by, via: input.via };
  const events: readonly OfficeEvent[] = fact ? [{ ...fact, taskId: null, at: scene.now, actor }] : [];
  const change: Change = fact
    ? { bulletins: [taken.bulletin], events, ...address(deps, scene, taken.notices ?? []) }
    : {};
  await deps.stores.commit(withAnswer(deps, scene, change, input, taken.answer));
  return { ok: true, bulletin: taken.bulletin };
}
