import type { Day } from '../core/calendar.ts';
import type { OfficeFact } from '../core/event.ts';
import type { PersonId } from '../core/ids.ts';
import { hashOfText } from '../core/ledger.ts';
import { may } from '../core/permission.ts';
import { Policy } from '../core/policy.ts';
import type { Via } from '../core/report.ts';
import type { Office } from '../ports.ts';
import { actingAs, type Deps, loadScene } from './scene.ts';

export type SettingsOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'not-permitted' | 'unknown-setting' | 'bad-value'; readonly detail: string };

interface Who {
  readonly by: PersonId;
  readonly via: Via;
}

/**
 * When the office changes a default of its policy: it holds for tasks that start from now on. Tasks that run keep the policy they
 * started with, so that no one's record is rewritten.
 */
export async function changePolicy(
  deps: Deps,
  input: Who & { readonly name: string; readonly value: unknown },
): Promise<SettingsOutcome> {
  const { name, value } = input;
  if (!Object.hasOwn(Policy.shape, name))
    return { ok: false, why: 'unknown-setting', detail: Object.keys(Policy.shape).join('、') };
  return change(deps, input, `policy.${name}`, value, (office) => {
    const policy = Policy.safeParse({ ...office.policy, [name]: value });
    return policy.success ? { ...office, policy: policy.data } : (policy.error.issues[0]?.message ?? '');
  });
}

/** When the office adds a working day or a day off of its own beside the shipped table (调休). */
export async function addCalendarDay(
  deps: Deps,
  input: Who & { readonly on: Day; readonly works: boolean },
): Promise<SettingsOutcome> {
  const { on, works } = input;
  return change(deps, input, `calendar.${on}`, works, (office) => ({
    ...office,
    dayAdditions: { ...office.dayAdditions, [on]: works },
  }));
}

async function change(
  deps: Deps,
  who: Who,
  what: string,
  value: unknown,
  make: (office: Office) => Office | string,
): Promise<SettingsOutcome> {
  const scene = await loadScene(deps);
  if (!may(actingAs(scene, who.by), 'directory', { officeUnitId: scene.officeUnit.id }))
    return { ok: false, why: 'not-permitted', detail: '' };
  const office = make(scene.office);
  if (typeof office === 'string') return { ok: false, why: 'bad-value', detail: office };
  const fact: OfficeFact = { type: 'settings-changed', what, valueHash: hashOfText(JSON.stringify(value)) };
  await deps.stores.commit({
    office,
    events: [{ ...fact, taskId: null, at: scene.now, actor: { personId: who.by, via: who.via } }],
  });
  return { ok: true };
}
