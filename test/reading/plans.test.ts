import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readDocumentFile } from '../../src/adapters/documents/read-document.ts';
import { readWorkPlan } from '../../src/reading/work-plan.ts';
import { type PlanScore, scorePlan, type Truth, totalOf } from '../support/plan-score.ts';

const CORPUS = resolve(import.meta.dirname, 'corpus/plans');
const SHARED = resolve(import.meta.dirname, '../../../shared/reading');
// By its real path: run through a link, the scorer would not know itself as the program.
const SCORER = existsSync(SHARED) ? realpathSync(join(SHARED, 'score.mjs')) : join(SHARED, 'score.mjs');

const truthsIn = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.truth.json'))
        .sort()
    : [];
const truthOf = (path: string): Truth => JSON.parse(readFileSync(path, 'utf8'));
const read = async (path: string) => readWorkPlan(await readDocumentFile(path));

describe('the plans of this project', () => {
  const scores: PlanScore[] = [];

  it.each(truthsIn(CORPUS))('finds every item of %s and no other, with its year', async (name) => {
    const truth = truthOf(join(CORPUS, name));
    const plan = await read(join(CORPUS, truth.file));
    const score = scorePlan(truth, plan);
    scores.push(score);

    expect(plan.year).toBe(truth.year);
    expect(score.items.right).toBe(score.items.of);
    expect(score.extra).toBe(0);
    expect(score.falseDays).toBe(0);
  });

  it('reads days and units of all of them as well as a clerk', () => {
    const total = totalOf(scores);

    expect(total.due.right / total.due.of).toBeGreaterThanOrEqual(0.98);
    expect(total.units.right / total.units.of).toBeGreaterThanOrEqual(0.98);
  });
});

describe('the plans beside the project', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plan-score-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const beside = ['seeds', 'plans'].flatMap((part) =>
    truthsIn(join(SHARED, part)).map((name) => join(SHARED, part, name)),
  );
  const isAbsent = beside.length === 0 || !existsSync(SCORER);

  it.skipIf(isAbsent).each(beside.length > 0 ? beside : ['none'])(
    '%s: every item, day, unit and recurrence is right',
    async (path) => {
      const truth = truthOf(path);
      const output = join(folder, 'output.json');
      const report = join(folder, 'report.json');
      writeFileSync(output, JSON.stringify(await read(resolve(path, '..', truth.file))));
      execFileSync(process.execPath, [SCORER, path, output, '--json', report]);
      const { total } = JSON.parse(readFileSync(report, 'utf8'));

      expect(total).toMatchObject({ precision: 1, recall: 1, due: 1 });
      for (const field of ['lead', 'support', 'responsible', 'recurrence', 'relative', 'start', 'leaders']) {
        expect([field, total[field] ?? 1]).toEqual([field, 1]);
      }
    },
  );
});
