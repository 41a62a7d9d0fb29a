import type { Day } from '../core/calendar.ts';
import type { OfficeFact } from '../core/event.ts';
import type { PersonId } from '../core/ids.ts';
import { hashOfText } from '../core/ledger.ts';
import { may } from '../core/permission.ts';
import { type PolicyFault, policyWith, type SettingName } from '../core/policy-change.ts';
import type { Via } from '../core/report.ts';
import type { Office } from '../ports.ts';
import { actingAs, type Deps, loadScene } from './scene.ts';

export type SettingsOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'not-permitted' }
  | { readonly ok: false; readonly why: 'bad-value'; readonly fault: PolicyFault };

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
  input: Who & { readonly name: SettingName; readonly value: unknown },
): Promise<SettingsOutcome> {
  const { name, value } = input;
  return change(deps, input, `policy.${name}`, value, (office) => {
    const made = policyWith(office.policy, name, value);
    return made.ok ? { office: { ...office, policy: made.policy } } : made;
  });
}

/** When the office adds a working day or a day off of its own beside the shipped table (调休). */
export async function addCalendarDay(
  deps: Deps,
  input: Who & { readonly on: Day; readonly works: boolean },
): Promise<SettingsOutcome> {
  const { on, works } = input;
  return change(deps, input, `calendar.${on}`, works, (office) => ({
    office: { ...office, dayAdditions: { ...office.dayAdditions, [on]: works } },
  }));
}

async function change(
  deps: Deps,
  who: Who,
  what: string,
  value: unknown,
  make: (office: Office) => { readonly office: Office } | { readonly fault: PolicyFault },
): Promise<SettingsOutcome> {
  const scene = await loadScene(deps);
  if (!may(actingAs(scene, who.by), 'directory', { officeUnitId: scene.officeUnit.id }))
    return { ok: false, why: 'not-permitted' };
  const made = make(scene.office);
  if ('fault' in made) return { ok: false, why: 'bad-value', fault: made.fault };
  const fact: OfficeFact = { type: 'settings-changed', what, valueHash: hashOfText(JSON.stringify(value)) };
  await deps.stores.commit({
    office: made.office,
    events: [{ ...fact, taskId: null, at: scene.now, actor: { personId: who.by, via: who.via } }],
  });
  return { ok: true };
}
