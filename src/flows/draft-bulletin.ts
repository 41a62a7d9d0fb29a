import { editionDue, type Period } from '../core/bulletin.ts';
import { instantAt } from '../core/calendar.ts';
import type { BulletinId } from '../core/ids.ts';
import { hashOfText } from '../core/ledger.ts';
import type { WorkPlan } from '../core/plan.ts';
import type { Bulletin, Change } from '../ports.ts';
import { address } from './address.ts';
import { bulletinCard, draftMessage } from './publish-bulletin.ts';
import type { Deps, Scene } from './scene.ts';

/** On a period's draft day: figures at the cut-off, text in order, and the signer is told. What was missed is made up for. */
export async function draftBulletins(deps: Deps, scene: Scene): Promise<Change> {
  const plan = await planInForce(deps);
  if (!plan?.adoptedOn) return {};
  const drafted = new Set((await deps.stores.bulletins()).map((bulletin) => bulletin.period.name));
  const due = editionDue(scene.today, plan.adoptedOn, drafted, scene.calendar, scene.office.policy);
  const bulletins = await Promise.all(due.map((period) => draftFor(deps, scene, plan, period)));
  return withBulletins(deps, scene, bulletins);
}

/** When the office asks for a draft before its day: figures as of now for the period, never of a day that has not come. */
export async function draftBulletin(
  deps: Deps,
  scene: Scene,
  period: Period,
): Promise<{ change: Change; bulletin: Bulletin } | null> {
  const plan = await planInForce(deps);
  if (!plan?.adoptedOn) return null;
  const cutOff = scene.today < period.cutOff ? scene.today : period.cutOff;
  const bulletin = await draftFor(deps, scene, plan, { ...period, cutOff });
  return { change: withBulletins(deps, scene, [bulletin]), bulletin };
}

/** The plan adopted last that has tasks: a revision's document stands as adopted, the tasks are the plan's own. */
async function planInForce(deps: Deps): Promise<WorkPlan | null> {
  const adopted = (await deps.stores.plans()).filter((plan) => plan.adoptedOn !== null);
  const [first] = adopted;
  // Nearly always there is one, and looking for its first task would sort them all.
  if (first && adopted.length === 1) return first;
  for (const plan of adopted.toSorted((a, b) => ((a.adoptedOn ?? '') < (b.adoptedOn ?? '') ? 1 : -1))) {
    if ((await deps.stores.tasks({ planId: plan.id, limit: 1 })).length > 0) return plan;
  }
  return null;
}

async function draftFor(deps: Deps, scene: Scene, plan: WorkPlan, period: Period): Promise<Bulletin> {
  const { stores, texts } = deps;
  const since = instantAt(plan.adoptedOn ?? period.from, '00:00');
  const figures = await stores.bulletinFigures({ planId: plan.id, period, since, calendar: scene.calendar });
  const draft = { period, figures };
  const nextDay = scene.calendar.addWorkdays(scene.today, scene.office.policy.supplementWorkdays);
  return {
    ...draft,
    id: deps.ids.next<BulletinId>(),
    officeId: scene.office.id,
    text: texts.document.bulletin(
      draft,
      { units: scene.directory.units, basis: `《${plan.title}》`, nextDay },
      scene.setting,
    ),
    status: 'draft',
    number: null,
    signedBy: null,
    draftedAt: scene.now,
    publishedAt: null,
  };
}

function withBulletins(deps: Deps, scene: Scene, bulletins: readonly Bulletin[]): Change {
  const told = bulletins.map((bulletin) => ({
    taskId: null,
    dueOn: null,
    kind: 'bulletin' as const,
    round: `${bulletin.period.name}:draft`,
    recipient: { unitId: scene.officeUnit.id, role: 'signer' as const },
    manner: 'now' as const,
    // In the channel the text stands on the card and the form opens from it; in a person's messages the form is there.
    message: scene.office.rooms.office ? bulletinCard(deps, scene, bulletin) : draftMessage(deps, scene, bulletin),
  }));
  return {
    bulletins,
    events: bulletins.map((bulletin) => ({
      taskId: null,
      at: scene.now,
      actor: { personId: null, via: 'clock' as const },
      type: 'bulletin-drafted' as const,
      bulletinId: bulletin.id,
      period: bulletin.period.name,
      figuresHash: hashOfText(JSON.stringify(bulletin.figures)),
    })),
    ...address(deps, scene, told),
  };
}
