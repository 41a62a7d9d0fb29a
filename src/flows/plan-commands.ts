import { type Day, day, isDay } from '../core/calendar.ts';
import type { Refusal } from '../core/event.ts';
import type { ItemId, PersonId, PlanId, TaskId, UnitId } from '../core/ids.ts';
import type { PlanItem } from '../core/plan.ts';
import type { Via } from '../core/report.ts';
import { pageIn } from '../core/talk-page.ts';
import { adoptPlan } from './adopt-plan.ts';
import { recordDrafts } from './paste-conversation.ts';
import type { ItemDecision, PlanAnswers } from './plan-answers.ts';
import { recordEvent } from './record-event.ts';
import { revisePlan } from './revise-plan.ts';
import type { Deps } from './scene.ts';

/** A button or form about a plan: its id, the form's fields, and who pressed it. */
export interface PlanPressed {
  readonly by: PersonId;
  readonly via: Via;
  readonly key: { readonly platform: string; readonly key: string };
  readonly command: { readonly name: string; readonly id?: string; readonly value?: string };
  readonly fields: Readonly<Record<string, string>>;
  /** The stored input that waited for this press: a pasted talk. */
  readonly held?: { readonly text: string; readonly madeAt: Date } | null;
}

/** When the office adopts a plan from its card, with what it decided there. */
export async function adoptFromCard(deps: Deps, pressed: PlanPressed): Promise<Refusal | null> {
  const { by, via, key, command, fields } = pressed;
  const planId = (command.id ?? '') as PlanId;
  const items = await deps.stores.items(planId);
  const done = await adoptPlan(deps, { by, via, key, planId, ...adoptionIn(fields, items) });
  return done.ok ? null : done.refusal;
}

/** When the office applies the revision whose difference it was shown. */
export async function applyFromCard(deps: Deps, pressed: PlanPressed): Promise<Refusal | null> {
  const { by, via, key, command, fields } = pressed;
  const documentId = (command.id ?? '') as PlanId;
  const items = await deps.stores.items(documentId);
  const done = await revisePlan(deps, { by, via, key, documentId, ...adoptionIn(fields, items) });
  return done.ok ? null : done.refusal;
}

/** When the office records that an event has come. */
export async function recordEventFromCard(deps: Deps, pressed: PlanPressed): Promise<Refusal | null> {
  const { by, via, key, command, fields } = pressed;
  const on = dayIn(fields.day);
  if (on === null) return 'day-required';
  const done = await recordEvent(deps, { by, via, key, event: fields.event ?? command.id ?? '', on });
  return done.ok ? null : done.refusal;
}

/** When the office confirms drafts of a pasted talk: one by its button, or those of a card with the tasks picked in its form. */
export async function recordFromCard(deps: Deps, pressed: PlanPressed): Promise<Refusal | null> {
  const { by, via, key, command, fields, held } = pressed;
  if (!held) return 'not-there';
  const picked = Object.entries(fields).flatMap(([name, value]) =>
    name.startsWith('draft:') && value !== '' ? [[name.slice(6), value as TaskId | '-'] as const] : [],
  );
  const value = command.value ?? 'all';
  const which = value === 'all' ? ('all' as const) : (pageIn(value) ?? [value]);
  const confirmed = {
    by,
    via,
    key,
    text: held.text,
    pastedAt: held.madeAt,
    which,
    tasks: new Map(picked),
    heldKey: command.id ?? '',
  };
  const done = await recordDrafts(deps, confirmed);
  return done.ok ? null : done.refusal;
}

/** The decisions of an import card: what was left as it was proposed decides nothing. */
export function adoptionIn(fields: Readonly<Record<string, string>>, items: readonly PlanItem[]): PlanAnswers {
  const names = new Map<string, UnitId>();
  const events = new Map<string, Day>();
  const decisions = new Map<ItemId, ItemDecision>();
  for (const [name, value] of Object.entries(fields)) {
    const at = name.indexOf(':');
    const [kind, about] = [name.slice(0, at), name.slice(at + 1)];
    const on = dayIn(value);
    if (kind === 'name' && value !== '') names.set(about, value as UnitId);
    if (kind === 'event' && on) events.set(about, on);
    const item = items.find((one) => String(one.position) === about);
    if (!item) continue;
    const decision = decisionAbout(item, kind, value, on);
    if (decision) decisions.set(item.id, { ...decisions.get(item.id), ...decision });
  }
  return {
    each: fields.each === 'true',
    decisions: [...decisions.values()],
    names,
    events,
    dayForUndated: dayIn(fields.days),
  };
}

function decisionAbout(item: PlanItem, kind: string, value: string, on: Day | null): ItemDecision | null {
  if (kind === 'discreet' && (value === 'true') !== item.discreet)
    return { itemId: item.id, discreet: value === 'true' };
  if (kind === 'units' && value !== '' && value !== 'proposed')
    return { itemId: item.id, accountableUnitIds: [value as UnitId] };
  return kind === 'day' && on ? { itemId: item.id, dueDays: [on] } : null;
}

function dayIn(text: string | undefined): Day | null {
  const value = text?.trim() ?? '';
  return isDay(value) ? day(value) : null;
}
