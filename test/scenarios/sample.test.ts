import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../src/adapters/documents/read-table.ts';
import { holdersOf } from '../../src/core/unit.ts';
import { readDirectory } from '../../src/reading/directory.ts';
import { day } from '../support/builders.ts';
import { nothingBroken, openOffice } from '../support/office.ts';
import { told } from '../support/stories.ts';

const file = (name: string): Uint8Array =>
  readFileSync(fileURLToPath(new URL(`../../src/sample/${name}`, import.meta.url)));

async function sampleOffice() {
  let made = 0;
  const rows = await readTable(file('directory.csv'), 'directory.csv');
  const nobody = { units: [], persons: [], roles: [], absences: [] };
  const { directory, problems } = readDirectory(rows, nobody, day('2026-03-02'), <Id extends string>() => {
    made += 1;
    return `sample-${made}` as Id;
  });
  const clerk = directory.roles.find((role) => role.role === 'office-staff')?.personId;
  const renamed = JSON.parse(JSON.stringify(directory).replaceAll(`"${clerk}"`, '"clerk"'));
  const office = await openOffice({ directory: renamed, plan: new TextDecoder().decode(file('plan.txt')) });
  return { office, problems };
}

describe('the sample of the project', () => {
  it('is read without a problem, and every unit has somebody who can be told', async () => {
    const { office, problems } = await sampleOffice();

    expect(problems).toEqual([]);
    expect(await office.stores.items((await office.stores.plans())[0]?.id as never)).toHaveLength(26);
    const { units } = await office.stores.directory();
    const directory = await office.stores.directory();
    const without = units.filter((unit) => holdersOf(directory, unit.id, 'liaison', day('2026-03-02')).length === 0);
    expect(without).toEqual([]);
  });

  it('runs for a month in which nobody answers: every promise kept, every message in plain words', async () => {
    const { office } = await sampleOffice();

    await office.advanceTo('2026-04-15 18:00');

    const story = told('sample', await office.transcript());
    expect(await office.invariants()).toEqual(nothingBroken);
    expect(story).not.toMatch(/undefined|null|NaN|\[object|\$\{|！|温馨提示|收到请回复/u);
    expect(story).not.toContain('信访积案');
  });
});
