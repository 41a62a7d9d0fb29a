import { assignUnits } from '../core/adoption.ts';
import type { Refusal } from '../core/event.ts';
import type { ItemId, PersonId, PlanId, UnitId } from '../core/ids.ts';
import { hashOfText } from '../core/ledger.ts';
import type { Message } from '../core/message/message.ts';
import { may } from '../core/permission.ts';
import type { ItemDoubt, PlanItem, WorkPlan } from '../core/plan.ts';
import { withPlanGroups } from '../core/plan-groups.ts';
import { questionsOf, questionsOfRevision } from '../core/plan-questions.ts';
import type { Via } from '../core/report.ts';
import type { DocumentReader, EvidenceStore } from '../ports.ts';
import { proposesDiscreet } from '../reading/discreet.ts';
import type { ItemReading } from '../reading/reading.ts';
import { DocumentRefused } from '../reading/source-document.ts';
import { proposeUnits } from '../reading/unit-proposal.ts';
import { withAnswer } from './act-on-task.ts';
import { codesOf, type Revision, revisionBy } from './plan-in-force.ts';
import { actingAs, type Deps, loadScene, type Scene } from './scene.ts';

/** What reads a file, and what keeps it; without a keeper only its text is kept. */
export interface ImportParts {
  readonly reader: DocumentReader;
  readonly files?: EvidenceStore;
}

export interface ImportInput {
  readonly by: PersonId;
  readonly via: Via;
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** Where these bytes are kept already, if they are. */
  readonly sourceFileId?: string;
  readonly year?: number;
  readonly key?: { readonly platform: string; readonly key: string };
}

export type ImportOutcome =
  | {
      readonly ok: true;
      readonly plan: WorkPlan;
      readonly items: readonly PlanItem[];
      readonly again: boolean;
      /** Set when the document revises a plan in force: nothing is applied before the office says so. */
      readonly revision: Revision | null;
      readonly card: Message;
    }
  | { readonly ok: false; readonly refusal: Refusal | 'unreadable'; readonly text: string };

/**
 * When the office drops in a work plan: read it, find its units in the directory, propose what is not printed, keep it with its
 * source, and ask about the doubts on one card. Nothing is in force before the office adopts it; the same file twice is one plan.
 */
export async function importPlan(deps: Deps & ImportParts, input: ImportInput): Promise<ImportOutcome> {
  const scene = await loadScene(deps);
  if (!may(actingAs(scene, input.by), 'import-plan', { officeUnitId: scene.officeUnit.id })) {
    const no = deps.texts.answer.refused('not-permitted', null, scene.setting);
    if (input.key) await deps.stores.commit(withAnswer(deps, scene, {}, input, no));
    return { ok: false, refusal: 'not-permitted', text: deps.texts.refusal('not-permitted') };
  }
  const read = await readOrWhy(deps, input);
  if (!read.ok) {
    if (input.key)
      await deps.stores.commit(withAnswer(deps, scene, {}, input, deps.texts.plan.unreadable(read.why, scene.setting)));
    return { ok: false, refusal: 'unreadable', text: read.why };
  }
  const textHash = hashOfText(read.text);
  const before = await deps.stores.planByHash(textHash);
  if (before) {
    const items = (await deps.stores.items(before.id)).toSorted((a, b) => a.position - b.position);
    // What still waits for the office is shown again, so that it need not be looked for.
    const waiting = before.adoptedOn === null ? await cardOf(deps, scene, before, items) : null;
    const twice = deps.texts.plan.importedTwice(before.title, scene.setting);
    const card = waiting ? { ...waiting.card, lines: [...twice.lines, ...waiting.card.lines] } : twice;
    await deps.stores.commit(withAnswer(deps, scene, {}, input, card));
    return { ok: true, plan: before, items, again: true, revision: waiting?.revision ?? null, card };
  }

  const plan: WorkPlan = {
    id: deps.ids.next<PlanId>(),
    officeId: scene.office.id,
    title: read.reading.title ?? input.fileName,
    year: read.reading.year ?? Number(scene.today.slice(0, 4)),
    fileName: input.fileName,
    textHash,
    text: read.text,
    sourceFileId: input.sourceFileId ?? (await keptSource(deps, input)),
    importedAt: scene.now,
    adoptedOn: null,
  };
  const printed = read.reading.items.map((item) => ({ printedUnits: item.units }));
  const known = { ...scene, directory: withPlanGroups(scene.directory, printed, scene.today) };
  const items = read.reading.items.map((item, index) => itemOf(deps, known, plan, item, index + 1));
  const { card, revision } = await cardOf(deps, scene, plan, items);
  await deps.stores.commit(
    withAnswer(
      deps,
      scene,
      {
        plans: [plan],
        items,
        events: [
          {
            taskId: null,
            at: scene.now,
            actor: { personId: input.by, via: input.via },
            type: 'plan-imported',
            planId: plan.id,
            textHash,
            items: items.length,
          },
        ],
      },
      input,
      card,
    ),
  );
  return { ok: true, plan, items, again: false, revision, card };
}

/** One card: the doubts of a new plan as a form, or what a revised document changes. */
async function cardOf(
  deps: Deps,
  scene: Scene,
  plan: WorkPlan,
  items: readonly PlanItem[],
): Promise<{ readonly card: Message; readonly revision: Revision | null }> {
  const revision = await revisionBy(deps, plan, items);
  if (revision) {
    const document = { id: plan.id, title: revision.plan.title };
    return {
      card: deps.texts.revision.proposed(document, revision.changes, codesOf(revision.tasks), scene.setting, {
        ...questionsOfRevision(revision.changes, scene.directory, scene.office.eventDays),
        units: scene.directory.units,
      }),
      revision,
    };
  }
  const asked = questionsOf(items, scene.directory, scene.office.eventDays);
  return {
    card: deps.texts.plan.imported(plan, oneLeadDoubt(items), scene.directory.units, scene.setting, asked),
    revision: null,
  };
}

async function keptSource(deps: ImportParts, input: ImportInput): Promise<string | null> {
  const kept = await deps.files?.keep(input.bytes, input.fileName);
  return kept?.ok ? kept.evidence.fileId : null;
}

async function readOrWhy(deps: Deps & ImportParts, input: ImportInput) {
  try {
    const year = input.year === undefined ? {} : { year: input.year };
    const { document, reading } = await deps.reader.plan(input.bytes, input.fileName, year);
    if (reading.items.length === 0) return { ok: false as const, why: deps.texts.plan.notAPlan };
    return { ok: true as const, reading, text: document.text };
  } catch (error) {
    if (error instanceof DocumentRefused) return { ok: false as const, why: error.message };
    throw error;
  }
}

function itemOf(deps: Deps, scene: Scene, plan: WorkPlan, item: ItemReading, position: number): PlanItem {
  const { directory } = scene;
  const assigned = assignUnits(item.units, directory, { on: scene.today });
  const printsNobody = item.units.lead.length + item.units.responsible.length + item.units.supporting.length === 0;
  const proposed = printsNobody ? proposedUnits(scene, item.text) : null;
  const discreetWords = proposesDiscreet(item.text);
  const doubts: ItemDoubt[] = item.doubts
    .filter((doubt) => doubt.code !== 'lead-assumed')
    .map((doubt) => ({ ...doubt }));
  if (assigned.leadAssumed) doubts.push({ code: 'lead-assumed', text: item.units.responsible.join('、') });
  if (assigned.unknown.length > 0) doubts.push({ code: 'units-unclear', text: assigned.unknown.join('、') });
  return {
    id: deps.ids.next<ItemId>(),
    planId: plan.id,
    position,
    label: item.label,
    section: item.section,
    text: item.text,
    deadlineText: item.deadlineText,
    dueDays: item.deadlines,
    rrule: item.recurrence?.rrule ?? null,
    ongoing: item.ongoing,
    relative: item.relative,
    printedUnits: item.units,
    targets: item.targets,
    place: item.source,
    doubts,
    discreet: discreetWords !== null,
    accountableUnitIds: proposed?.accountable ?? assigned.accountable,
    supportingUnitIds: proposed?.supporting ?? assigned.supporting,
    unitsProposed: printsNobody,
  };
}

/** Whoever is pushed by the item's words answers for it; whoever is only coordinated supports the office; else the office itself. */
function proposedUnits(scene: Scene, text: string): { accountable: readonly UnitId[]; supporting: readonly UnitId[] } {
  const known = scene.directory.units
    .filter((unit) => unit.relation !== 'office')
    .map((unit) => ({
      id: unit.id as string,
      names: [unit.name, unit.shortName, ...unit.aliases],
      groups: unit.groups,
    }));
  const proposals = proposeUnits(text, known);
  const idsOf = (role: 'lead' | 'supporting') =>
    proposals.filter((one) => one.role === role).flatMap((one) => one.unitIds as readonly UnitId[]);
  const leads = idsOf('lead');
  const accountable = leads.length > 0 ? leads : [scene.officeUnit.id];
  return { accountable, supporting: idsOf('supporting').filter((id) => !accountable.includes(id)) };
}

/** "The first listed unit leads" is one question for the whole plan, asked at its first item. */
function oneLeadDoubt(items: readonly PlanItem[]): readonly PlanItem[] {
  const first = items.find((item) => item.doubts.some((doubt) => doubt.code === 'lead-assumed'));
  return items.map((item) => ({
    ...item,
    doubts: item.doubts
      .filter((doubt) => doubt.code !== 'lead-assumed' || item === first)
      .map((doubt) =>
        doubt.code === 'lead-assumed' ? { ...doubt, choices: ['列第一位的为牵头单位', '各单位分别报送'] } : doubt,
      ),
  }));
}
