import { type BulletinFigures, editionDue, type Period, partInPeriod } from '../core/bulletin.ts';
import { unitedFigures } from '../core/bulletin-figures.ts';
import { addDays, instantAt } from '../core/calendar.ts';
import type { BulletinId } from '../core/ids.ts';
import { hashOfText } from '../core/ledger.ts';
import type { Catalogue } from '../core/message/catalogue.ts';
import type { WorkPlan } from '../core/plan.ts';
import type { Bulletin, Change } from '../ports.ts';
import { address } from './address.ts';
import { bulletinCard, draftMessage } from './publish-bulletin.ts';
import { type Deps, type Scene, textsOfOffice } from './scene.ts';

/** On a period's draft day: figures at the cut-off, text in order, and the signer is told. What was missed is made up for. */
export async function draftBulletins(deps: Deps, scene: Scene): Promise<Change> {
  const plans = await adoptedPlans(deps);
  const earliest = plans[0]?.adoptedOn;
  if (!earliest) return {};
  const drafted = new Set((await deps.stores.bulletins()).map((bulletin) => bulletin.period.name));
  const due = editionDue(scene.today, earliest, drafted, scene.calendar, scene.office.policy);
  const bulletins = await Promise.all(due.map((period) => draftFor(deps, scene, plans, period)));
  return withBulletins(
    deps,
    scene,
    bulletins.filter((bulletin) => bulletin !== null),
  );
}

/** When the office asks for a draft before its day: figures as of now for the period, never of a day that has not come. */
export async function draftBulletin(
  deps: Deps,
  scene: Scene,
  period: Period,
): Promise<{ change: Change; bulletin: Bulletin } | null> {
  const cutOff = scene.today < period.cutOff ? scene.today : period.cutOff;
  const bulletin = await draftFor(deps, scene, await adoptedPlans(deps), { ...period, cutOff });
  return bulletin && { change: withBulletins(deps, scene, [bulletin]), bulletin };
}

/** Every plan that was put into force, the first one first. */
async function adoptedPlans(deps: Deps): Promise<readonly WorkPlan[]> {
  const plans = (await deps.stores.plans()).filter((plan) => plan.adoptedOn !== null);
  const order = (plan: WorkPlan) => `${plan.adoptedOn} ${plan.importedAt.toISOString()}`;
  return plans.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}

interface Part {
  readonly title: string;
  readonly figures: BulletinFigures;
}

/** What the period's plans bring. A document that only revised another plan has no tasks of its own and brings nothing. */
async function partsOf(deps: Deps, scene: Scene, plans: readonly WorkPlan[], period: Period): Promise<readonly Part[]> {
  const figuresOf = (plan: WorkPlan, of: Period) =>
    deps.stores.bulletinFigures({
      planId: plan.id,
      period: of,
      since: instantAt(plan.adoptedOn ?? of.from, '00:00'),
      calendar: scene.calendar,
    });
  const parts: Part[] = [];
  for (const plan of plans) {
    const part = partInPeriod(plan, period);
    if (part === 'none') continue;
    if (part === 'of-earlier-year') {
      const before = await figuresOf(plan, { ...period, edition: 'quarter', cutOff: addDays(period.from, -1) });
      if (before.classes.已完成 === before.tasks && (plan.adoptedOn ?? period.from) < period.from) continue;
    }
    parts.push({ title: plan.title, figures: await figuresOf(plan, period) });
  }
  const counted = parts.filter(({ figures }) => figures.tasks + figures.cancelled > 0);
  return counted.length > 0 ? counted : parts.slice(0, 1);
}

/** One bulletin a period, with every plan that has a part in it; null when none has. */
async function draftFor(
  deps: Deps,
  scene: Scene,
  plans: readonly WorkPlan[],
  period: Period,
): Promise<Bulletin | null> {
  const parts = await partsOf(deps, scene, plans, period);
  if (parts.length === 0) return null;
  const draft = { period, figures: unitedFigures(parts) };
  const nextDay = scene.calendar.addWorkdays(scene.today, scene.office.policy.supplementWorkdays);
  return {
    ...draft,
    id: deps.ids.next<BulletinId>(),
    officeId: scene.office.id,
    text: textsOfOffice(deps).document.bulletin(
      draft,
      { units: scene.directory.units, basis: parts.map(({ title }) => `《${title}》`).join(''), nextDay },
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
    say: (texts: Catalogue) => {
      const mine = { ...deps, texts, officeTexts: textsOfOffice(deps) };
      return scene.office.rooms.office ? bulletinCard(mine, scene, bulletin) : draftMessage(mine, scene, bulletin);
    },
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
