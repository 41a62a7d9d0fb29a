import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../src/core/policy.ts';
import { formOf, isSetting, policyWith, type SettingName } from '../../src/core/policy-change.ts';

const names = Object.keys(defaultPolicy) as readonly SettingName[];

describe('changing a setting', () => {
  it('takes a value that fits, and leaves every other setting as it is', () => {
    expect(policyWith(defaultPolicy, 'soonWorkdays', 5)).toEqual({
      ok: true,
      policy: { ...defaultPolicy, soonWorkdays: 5 },
    });
  });

  it.each<[SettingName, unknown, readonly (string | number)[]]>([
    ['soonWorkdays', -1, []],
    ['soonWorkdays', 2.5, []],
    ['soonWorkdays', '很快', []],
    ['decideAt', '25:00', []],
    ['yearEndListFrom', '13-45', []],
    ['windowRemindShare', 80, []],
    ['remindBeforeWorkdays', [5, '一'], [1]],
    ['ladders', { ...defaultPolicy.ladders, peer: [{ onOverdueWorkday: 1, kind: 'shout' }] }, ['peer', 0, 'kind']],
  ])('%s cannot be %j, and it is said where', (name, value, path) => {
    expect(policyWith(defaultPolicy, name, value)).toEqual({ ok: false, fault: { why: 'value', path } });
  });

  it.each<[SettingName, unknown, string, string]>([
    ['sendTo', '09:02', 'sendFrom', 'sendTo'],
    ['sendFrom', '08:59', 'decideAt', 'sendFrom'],
    ['windowOpensOn', 28, 'windowOpensOn', 'windowClosesOn'],
    ['reviewListWorkdays', 1, 'reviewRemindWorkdays', 'reviewListWorkdays'],
    ['proRataAmber', 0.96, 'proRataAmber', 'proRataGreen'],
  ])('%s cannot be %j beside the other setting that it belongs to', (name, value, first, second) => {
    expect(policyWith(defaultPolicy, name, value)).toEqual({ ok: false, fault: { why: 'order', first, second } });
  });

  it.each(names)('%s takes its own default, whose form is known', (name) => {
    expect(isSetting(name)).toBe(true);
    expect(policyWith(defaultPolicy, name, defaultPolicy[name]).ok).toBe(true);
    const form = formOf(name);
    if (form.kind !== 'number') return;
    if (form.min !== null) expect(policyWith(defaultPolicy, name, form.min - 1)).toMatchObject({ ok: false });
    if (form.max !== null) expect(policyWith(defaultPolicy, name, form.max + 1)).toMatchObject({ ok: false });
  });
});
