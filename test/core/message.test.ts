import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '../../src/core/calendar.ts';
import { en } from '../../src/core/message/en.ts';
import type { Message } from '../../src/core/message/message.ts';
import { zh } from '../../src/core/message/zh.ts';
import type { Task, TaskState } from '../../src/core/task.ts';
import { everyMessage } from '../support/every-message.ts';
import {
  at,
  bank,
  court,
  education,
  type Facts,
  factsOf,
  id,
  itemOf,
  office,
  petitionWith,
  reportWith,
  settingOn,
  taskWith,
} from '../support/message-facts.ts';

const languages = [
  ['zh', zh],
  ['en', en],
] as const;

/** Everything of a message that a person reads. */
function readable(message: Message): readonly string[] {
  const fields = message.form?.fields ?? [];
  return [
    message.title ?? '',
    ...message.lines.map((line) => line.text),
    ...(message.facts ?? []).flatMap((fact) => [fact.label, fact.value]),
    ...(message.actions ?? []).map((action) => action.label),
    message.form?.title ?? '',
    message.form?.submit.label ?? '',
    ...fields.flatMap((field) => [field.label, field.hint ?? '', field.value ?? '']),
    ...fields.flatMap((field) => (field.options ?? []).map((option) => option.label)),
  ];
}

const anyDay = fc.integer({ min: -120, max: 400 }).map((n) => addDays(day('2026-06-30'), n));
const anyState: fc.Arbitrary<TaskState> = fc.oneof(
  fc.constant<TaskState>({ status: 'open' }),
  anyDay.map((supplementDueOn): TaskState => ({ status: 'open', supplementDueOn })),
  fc.constant<TaskState>({
    status: 'open',
    awaitingConfirmation: { reportId: id('r'), madeAt: at('2026-06-28 10:00') },
  }),
  fc.constant<TaskState>({
    status: 'reported-done',
    reportId: id('r'),
    madeAt: at('2026-06-25 10:00'),
    waitingSince: at('2026-06-25 10:00'),
  }),
  fc.constant<TaskState>({ status: 'cancelled', reason: '机构改革' }),
);

/** Facts of any task on any day; `words` stands for whatever a person may have written. */
const anyFacts = (discreet: boolean, words: string): fc.Arbitrary<Facts> =>
  fc
    .record({
      dueOn: fc.option(anyDay),
      originalDueOn: anyDay,
      extensions: fc.integer({ min: 0, max: 3 }),
      label: fc.option(fc.constantFrom('八', '十二', '3')),
      state: anyState,
      today: anyDay,
      unit: fc.constantFrom(education, court, bank, office),
      kind: fc.constantFrom('extension', 'dispute', 'explain'),
      percent: fc.option(fc.integer({ min: 0, max: 100 })),
      claimsDone: fc.boolean(),
      petition: fc.boolean(),
    })
    .map((made) => {
      const shared = { discreet, title: words, judgedHard: words, unitId: made.unit.id };
      const { dueOn, originalDueOn, extensions, label, state } = made;
      const task = taskWith({ ...shared, dueOn, originalDueOn, extensions, label, state });
      const progress = { on: day('2026-06-12'), percent: made.percent, summary: words };
      const petition = petitionWith(task, { kind: made.kind, reason: words, note: words, afterDue: made.petition });
      const full: Task = { ...task, progress, petition: made.petition ? petition : null };
      return factsOf(full, {
        unit: made.unit,
        report: reportWith(full, { text: words, percent: made.percent, claimsDone: made.claimsDone }),
        petition,
        item: itemOf(full, { text: words, doubts: [{ code: 'deadline-unclear', text: words }] }),
        reason: words,
        setting: settingOn(made.today),
      });
    });

describe.each(languages)('every message in %s', (_language, texts) => {
  it('is calm and whole: no exclamation mark, no emoji, no empty fact, no trace of the program', () => {
    fc.assert(
      fc.property(anyFacts(false, '已召开会议'), (facts) => {
        for (const { name, message } of everyMessage(texts, facts)) {
          const text = readable(message).join('\n');

          expect(text, name).not.toMatch(/[!！]|\p{Extended_Pictographic}|温馨提示|请回复收到|收到请回复/u);
          expect(text, name).not.toMatch(
            /\bundefined\b|\bnull\b|NaN|Invalid|\[object|\d{4}-\d{2}-\d{2}T|，，|。。|：：|，。|\(\)|（）/,
          );
          expect(
            (message.facts ?? []).every((fact) => fact.value !== ''),
            name,
          ).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('holds nothing of what a discreet item is about', () => {
    const marker = '机密标记XQZ';
    fc.assert(
      fc.property(anyFacts(true, marker), (facts) => {
        for (const { name, message } of everyMessage(texts, facts))
          expect(JSON.stringify(message), name).not.toContain('XQZ');
      }),
      { numRuns: 60 },
    );
  });

  it('asks for no text about a discreet item from the unit', () => {
    const facts = factsOf(taskWith({ discreet: true, title: '' }));
    const unitForms = ['report', 'report first', 'extension', 'dispute', 'explain', 'record', 'returnTask', 'reopen'];
    for (const { name, message } of everyMessage(texts, facts)) {
      if (!unitForms.some((form) => name === `form.${form}`)) continue;
      expect(
        message.form?.fields.filter((field) => field.kind === 'long-text'),
        name,
      ).toEqual([]);
    }
  });

  it('says no percentage that nobody said', () => {
    const silent = factsOf(taskWith(), { report: reportWith(taskWith(), { percent: null, text: '正在推进' }) });
    const said = factsOf(taskWith(), { report: reportWith(taskWith(), { percent: 63, text: '正在推进' }) });
    const percentages = (facts: Facts) =>
      everyMessage(texts, facts).flatMap(
        ({ message }) =>
          readable(message)
            .join('\n')
            .match(/\d+ ?%/g) ?? [],
      );

    expect(percentages(silent)).toEqual([]);
    expect(new Set(percentages(said))).toEqual(new Set(['63%']));
  });

  it('that is about one task belongs to its thread', () => {
    const ofTask =
      /^(notice|form|answer\.(recorded|ask(?!Which)|corrected|extension|dispute|explanation|forwarded|discreet|closed|returned|reopened|cancelled|petition|confirmed|held|skipped|reassigned|signed|withdrawn|notice|taskDetail))/;
    for (const { name, message } of everyMessage(texts, factsOf(taskWith()))) {
      if (ofTask.test(name) && name !== 'form.bulletin') expect(message.thread, name).toBe('26-8-1');
    }
  });

  it('gives every button the id its command needs', () => {
    const without = new Set([
      ...['list-tasks', 'help', 'dismiss', 'release-sweep', 'hand-over', 'set-rooms'],
      // What it is about stands in its value.
      'remind-unreported',
    ]);
    for (const { name, message } of everyMessage(texts, factsOf(taskWith()))) {
      for (const { command, label } of [...(message.actions ?? []), ...(message.form ? [message.form.submit] : [])]) {
        expect(label, name).not.toBe('');
        if (!without.has(command.name))
          expect(command.id, `${name} ${command.name}`).toMatch(/^(task|petition|notice|bulletin|plan|delivery|held)-/);
      }
    }
  });

  it('shows a long text shortened, and says how long it is', () => {
    const long = '推'.repeat(5000);
    const facts = factsOf(taskWith(), { report: reportWith(taskWith(), { text: long }) });
    for (const { name, message } of everyMessage(texts, facts)) {
      for (const line of message.lines) expect(line.text.length, name).toBeLessThan(600);
    }
    const echo = texts.answer.recordedProgress(
      { task: facts.task, report: facts.report, needsConfirmation: false, afterLimit: false },
      facts.setting,
    );

    expect(echo.lines[0]?.text).toMatch(/5000/);
  });

  it('answers what is not there without naming it', () => {
    const message = texts.answer.refused('not-there', taskWith(), settingOn('2026-06-29'));

    expect(JSON.stringify(message)).not.toMatch(/26-8-1|专项排查/);
  });

  it('has a text of its own for every refusal', () => {
    const facts = factsOf(taskWith());
    const found = everyMessage(texts, facts).filter(({ name }) => name.startsWith('refusal '));
    const words = found.map(({ message }) => readable(message).join(''));

    expect(words.every((text) => text.length > 4)).toBe(true);
    expect(new Set(words).size).toBe(words.length);
  });
});

describe('the two languages', () => {
  it('ask for the same commands, with the same fields, threads and codes', () => {
    const shape = ({ message }: { message: Message }) => ({
      commands: message.actions?.map(({ command, style }) => [command, style]),
      submit: message.form?.submit.command,
      fields: message.form?.fields.map(({ name, kind, required, value }) => [name, kind, required, value]),
      thread: message.thread,
      codes: message.lines.map((line) => line.code),
      facts: message.facts?.length,
    });
    fc.assert(
      fc.property(anyFacts(false, '已召开会议'), (facts) => {
        const inEnglish = everyMessage(en, facts);
        for (const [n, one] of everyMessage(zh, facts).entries()) {
          // A document is a text of its own in each language; its line breaks need not agree.
          if (/^document|signature|supervise/.test(one.name)) continue;
          expect(shape(inEnglish[n] ?? one), one.name).toEqual(shape(one));
        }
      }),
      { numRuns: 30 },
    );
  });
});
