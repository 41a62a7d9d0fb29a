import { describe, expect, it } from 'vitest';
import { seededIds } from '../../src/adapters/ids.ts';
import { memoryStores } from '../../src/adapters/memory/stores.ts';
import { zh } from '../../src/core/message/zh.ts';
import { officeTimeKinds } from '../../src/core/schedule.ts';
import { holdersOf } from '../../src/core/unit.ts';
import { importDirectory } from '../../src/flows/import-directory.ts';
import { at, day } from '../support/builders.ts';

const head = '单位全称,单位简称,别名,关系,分组,本单位审核,姓名,角色,岗位,电话,邮箱,账号,起始日'.split(',');
const office = '江州市工作领导小组办公室,市工作办,,办公室,,否,林晓,办公室工作人员,A,0000-1,,local,2026-01-01'.split(
  ',',
);
const bureau = '江州市教育局,市教育局,教育局,下属,,否,陈明,联络员,A,0000-2,,local,2026-01-01'.split(',');

function empty() {
  const clock = { now: () => at('2026-03-02 08:30') };
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  return { stores: memoryStores(), clock, ids: seededIds(1), texts: zh, log };
}

describe('importing a directory', () => {
  it('the first one sets the office up with all its times', async () => {
    const deps = empty();

    const taken = await importDirectory(deps, { rows: [head, office, bureau], by: null, via: 'cli' });

    expect(taken).toMatchObject({ ok: true, units: 2, persons: 2 });
    expect(await deps.stores.office()).toMatchObject({ shortName: '市工作办' });
    expect((await deps.stores.officeTimes()).map((time) => time.kind).toSorted()).toEqual([...officeTimeKinds].sort());
  });

  it.each([
    ['办公室经办人', 'office-staff'],
    ['办公室负责人', 'office-director'],
  ])('a role may be named as the bot itself names it: %s', async (words, role) => {
    const deps = empty();
    const named = office.map((cell) => (cell === '办公室工作人员' ? words : cell));

    await importDirectory(deps, { rows: [head, named], by: null, via: 'cli' });

    expect((await deps.stores.directory()).roles.map((one) => one.role)).toEqual([role]);
  });

  it('again with another liaison: ids stay, nobody is there twice', async () => {
    const deps = empty();
    await importDirectory(deps, { rows: [head, office, bureau], by: null, via: 'cli' });
    const before = await deps.stores.directory();

    await importDirectory(deps, { rows: [head, office, bureau], by: null, via: 'cli' });

    const after = await deps.stores.directory();
    expect(after.units.map((unit) => unit.id)).toEqual(before.units.map((unit) => unit.id));
    expect(after.persons.map((person) => person.id)).toEqual(before.persons.map((person) => person.id));
    const unit = after.units.find((one) => one.shortName === '市教育局');
    expect(holdersOf(after, unit?.id as never, 'liaison', day('2026-03-02')).map((one) => one.name)).toEqual(['陈明']);
  });

  it('again: what people set for themselves stays, and an account that was gone is written to again', async () => {
    const deps = empty();
    await importDirectory(deps, { rows: [head, office, bureau], by: null, via: 'cli' });
    const chen = (await deps.stores.directory()).persons.find((one) => one.name === '陈明');
    if (!chen) throw new Error('陈明 is not there');
    const profile = { quiet: { from: '12:00', to: '14:00' } };
    const accounts = chen.accounts.map((account) => ({ ...account, fault: 'user_deactivated' }));
    await deps.stores.commit({ persons: [{ ...chen, profile, accounts }] });

    await importDirectory(deps, { rows: [head, office, bureau], by: null, via: 'cli' });

    const after = (await deps.stores.directory()).persons.find((one) => one.name === '陈明');
    expect(after).toEqual({ ...chen, profile });
  });

  it.each<[string, readonly (readonly string[])[]]>([
    ['with no office in it', [head, bureau]],
    ['with an unknown role', [head, office, bureau.with(7, '顾问')]],
    ['that is empty', []],
    ['without a head row', [office, bureau]],
  ])('%s: nothing is taken while a row has a problem', async (_, rows) => {
    const deps = empty();

    const taken = await importDirectory(deps, { rows, by: null, via: 'cli' });

    expect(taken.ok).toBe(false);
    expect(await deps.stores.office()).toBeNull();
    expect((await deps.stores.directory()).units).toEqual([]);
  });
});
