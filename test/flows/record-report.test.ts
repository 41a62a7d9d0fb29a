import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { recordOffline } from '../../src/flows/record-offline.ts';
import { recordReport, type Said } from '../../src/flows/record-report.ts';
import { openOffice } from '../support/office.ts';

const said = (change: Partial<Said>): Said => ({
  text: '',
  claimsDone: false,
  percent: null,
  values: [],
  expectedOn: null,
  madeAt: new Date('2026-03-02T02:00:00Z'),
  ...change,
});

/** Chen reports on task 26-1-1, whatever way it came in; what became of it. */
async function reported(change: Partial<Said>, code = '26-1-1') {
  const office = await openOffice();
  const { id } = await office.task(code);
  const own = await recordReport(office.deps, { by: 'chen' as PersonId, via: 'cli', taskId: id, said: said(change) });
  const onBehalf = await recordOffline(office.deps, {
    by: 'clerk' as PersonId,
    via: 'cli',
    taskId: id,
    said: said(change),
    saidVia: 'phone',
    saidBy: null,
  });
  return [own, onBehalf].map((outcome) => (outcome.ok ? 'recorded' : outcome.refusal));
}

describe('what a report says', () => {
  it.each([
    ['nothing at all', { text: ' \n' }, 'text-required'],
    ['more than may be kept', { text: '长'.repeat(10_001) }, 'text-too-long'],
    ['what no database keeps', { text: '进展\u0007' }, 'control-characters'],
    ['only a figure', { percent: 60 }, 'recorded'],
    ['only that it is done', { claimsDone: true }, 'recorded'],
    ['as much as may be kept', { text: '长'.repeat(10_000) }, 'recorded'],
  ])('%s: %s', async (_, change, expected) => {
    expect(await reported(change)).toEqual([expected, expected]);
  });

  it('of a discreet item: nothing is expected', async () => {
    expect(await reported({}, '26-4-1')).toEqual(['recorded', 'recorded']);
  });
});
