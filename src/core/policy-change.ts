import { Policy, Rung } from './policy.ts';

export type SettingName = keyof Policy;

/** How a setting's value is written. Bounds that are null are open. */
export type ValueForm =
  | {
      readonly kind: 'number' | 'numbers';
      readonly whole: boolean;
      readonly min: number | null;
      readonly max: number | null;
    }
  | { readonly kind: 'time' | 'month-day' }
  | { readonly kind: 'ladders'; readonly parts: Readonly<Record<string, readonly string[] | null>> };

/** What is wrong with a value: where in it (a ladder's relation, rung and part), or beside which other setting it does not fit. */
export type PolicyFault =
  | { readonly why: 'value'; readonly path: readonly (string | number)[] }
  | { readonly why: 'order'; readonly first: SettingName; readonly second: SettingName };

export type PolicyChange =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly fault: PolicyFault };

/** Settings of which the first must come before the second, or be no more than it (`same`: they may be equal). */
const ORDER: readonly { readonly first: SettingName; readonly second: SettingName; readonly same: boolean }[] = [
  { first: 'decideAt', second: 'sendFrom', same: true },
  { first: 'sendFrom', second: 'sendTo', same: false },
  { first: 'windowOpensOn', second: 'windowClosesOn', same: false },
  { first: 'reviewRemindWorkdays', second: 'reviewListWorkdays', same: true },
  { first: 'proRataAmber', second: 'proRataGreen', same: true },
];

export const isSetting = (name: string): name is SettingName => Object.hasOwn(Policy.shape, name);

/** The policy with one setting changed, or the first thing that is wrong with the value. */
export function policyWith(policy: Policy, name: SettingName, value: unknown): PolicyChange {
  const read = Policy.safeParse({ ...policy, [name]: value });
  if (!read.success) {
    const [, ...path] = (read.error.issues[0]?.path ?? []).filter((step) => typeof step !== 'symbol');
    return { ok: false, fault: { why: 'value', path } };
  }
  const broken = ORDER.find(({ first, second, same }) => {
    if (first !== name && second !== name) return false;
    const [a, b] = [read.data[first], read.data[second]];
    return a > b || (a === b && !same);
  });
  if (broken) return { ok: false, fault: { why: 'order', first: broken.first, second: broken.second } };
  return { ok: true, policy: read.data };
}

/** How the value of a setting is written, from the schema itself. */
export function formOf(name: SettingName): ValueForm {
  const schema = Policy.shape[name].unwrap();
  switch (schema.type) {
    case 'number':
      return { kind: 'number', ...boundsOf(schema) };
    case 'array':
      return { kind: 'numbers', ...boundsOf(schema.element) };
    case 'string':
      return { kind: name === 'yearEndListFrom' ? 'month-day' : 'time' };
    case 'object':
      return {
        kind: 'ladders',
        parts: {
          onOverdueWorkday: null,
          kind: Rung.shape.kind.options,
          recipient: Rung.shape.recipient.options,
          mode: Rung.shape.mode.options,
        },
      };
    default:
      return schema satisfies never;
  }
}

function boundsOf(schema: { minValue: number | null; maxValue: number | null; format: string | null }) {
  const closed = (bound: number | null) =>
    bound !== null && Number.isSafeInteger(bound) && Math.abs(bound) < Number.MAX_SAFE_INTEGER ? bound : null;
  return { whole: schema.format === 'safeint', min: closed(schema.minValue), max: closed(schema.maxValue) };
}
