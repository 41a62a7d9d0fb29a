// Reading: how fast, how right beside two general libraries, and that no text makes it slow.
import { readFileSync } from 'node:fs';
import { Culture, DateTimeRecognizer } from '@microsoft/recognizers-text-date-time';
import * as chrono from 'chrono-node';
import { readDocument } from '../../src/adapters/documents/read-document.ts';
import { addDays, type Day, day, isDay } from '../../src/core/calendar.ts';
import { findDeadlines, readDeadline } from '../../src/reading/deadline.ts';
import { readReply } from '../../src/reading/reply.ts';
import { readWorkPlan } from '../../src/reading/work-plan.ts';
import { isRight, type TruePhrase } from '../reading/phrase-score.ts';
import { textDocument } from '../support/plan-documents.ts';
import { progress, type Row, ratioRow, valueRow } from './row.ts';

const corpora = ['phrases', 'phrases-held-out'].map(
  (name) =>
    JSON.parse(readFileSync(new URL(`../reading/corpus/${name}.json`, import.meta.url), 'utf8')) as {
      readonly today: string;
      readonly phrases: readonly TruePhrase[];
    },
);
const recognizer = new DateTimeRecognizer(Culture.Chinese).getDateTimeModel();

/** The rows of reading: rate and ratio, accuracy side by side, a long plan, growth on pumped texts. */
export async function readingRows(quick: boolean): Promise<Row[]> {
  progress('Reading: phrases, accuracy, a long plan, pumped texts.');
  const rounds = quick ? 3 : 11;
  return [...rateRows(rounds), ...accuracyRows(), await longPlanRow(quick ? 2 : 5), ...growthRows(quick)];
}

/** Milliseconds for one phrase, in turn with recognizers-text over the same phrases. */
function rateRows(rounds: number): Row[] {
  const phrases = corpora.flatMap(({ today, phrases: all }) =>
    all.map(({ phrase }) => ({ phrase, today: day(today) })),
  );
  const ours = () => {
    for (const { phrase, today } of phrases) readDeadline(phrase, { today });
  };
  const theirs = () => {
    for (const { phrase, today } of phrases) recognizer.parse(phrase, localNoon(today));
  };
  // Both have been compiled before the first round counts.
  for (let warm = 0; warm < 3; warm += 1) ours();
  theirs();
  const pairs: [number, number][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const [own, other] = [cpuTime(ours), cpuTime(theirs)];
    pairs.push([phrases.length / (own / 1000), phrases.length / (other / 1000)]);
  }
  const ratio = ratioRow(
    {
      id: 'reading-ratio',
      name: 'Deadline phrases beside recognizers-text',
      unit: 'phrases/s',
      against: 'recognizers-text',
      atMost: null,
    },
    pairs,
  );
  return [
    valueRow(
      { id: 'reading-rate', name: 'Deadline phrases on one core', unit: 'phrases/s', atLeast: 20_000 },
      pairs.map(([own]) => own),
    ),
    { ...ratio, target: 'ratio ≥ 9', ok: (ratio.ratio ?? 0) >= 9 },
  ];
}

/** Percent of the corpus that each reads right; a general library is right when any of its interpretations is. */
function accuracyRows(): Row[] {
  const all = corpora.flatMap(({ today, phrases }) => phrases.map((truth) => ({ truth, today: day(today) })));
  const share = (isSo: (truth: TruePhrase, today: Day) => boolean): number =>
    (100 * all.filter(({ truth, today }) => isSo(truth, today)).length) / all.length;
  const others = `${all.length} phrases of our own corpus`;
  return [
    valueRow({ id: 'accuracy-ours', name: 'Phrases right: ours', unit: '%', against: others, atLeast: 98 }, [
      share((truth, today) => isRight(truth, readDeadline(truth.phrase, { today }))),
    ]),
    valueRow({ id: 'accuracy-chrono', name: 'Phrases right: chrono-node', unit: '%', against: others }, [
      share((truth, today) => isRightFound(truth, foundByChrono(truth.phrase, today))),
    ]),
    valueRow({ id: 'accuracy-recog', name: 'Phrases right: recognizers-text', unit: '%', against: others }, [
      share((truth, today) => isRightFound(truth, foundByRecognizer(truth.phrase, today))),
    ]),
  ];
}

/** What a general library finds: for each piece of the text the days it may mean, and whether it is a time without a day. */
type Found = readonly { readonly days: readonly string[]; readonly isDated: boolean }[];

/** Generous: any interpretation counts, a range counts by its end, and for what has no day of its own, finding no day is enough. */
function isRightFound(truth: TruePhrase, found: Found): boolean {
  const dated = found.filter((piece) => piece.isDated);
  const dues = [truth.due ?? [], ...(truth.alternatives ?? [])].filter((due) => due.length > 0);
  if (dues.length === 0) return dated.length === 0;
  return dues.some(
    (due) => due.length === dated.length && due.every((on) => dated.some((piece) => piece.days.includes(on))),
  );
}

function foundByChrono(phrase: string, today: Day): Found {
  return chrono.zh.hans.parse(phrase, localNoon(today)).map((result) => {
    const last = result.end ?? result.start;
    return { days: [dayOfParts(last.get('year'), last.get('month'), last.get('day'))], isDated: true };
  });
}

function foundByRecognizer(phrase: string, today: Day): Found {
  return recognizer.parse(phrase, localNoon(today)).map((result) => {
    const values: readonly Record<string, string>[] = result.resolution?.values ?? [];
    const days = values.flatMap(({ type, value, end }) => {
      const last = (type?.includes('range') ? end : value)?.slice(0, 10) ?? '';
      // The end of its ranges is now the last day, now the day after it.
      return isDay(last) ? [last, addDays(last, -1)] : [];
    });
    return { days, isDated: /\.(?:date|daterange|datetime|datetimerange)$/u.test(result.typeName) };
  });
}

const dayOfParts = (year: number | null, month: number | null, date: number | null): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;

/** Both libraries read the local parts of a Date. */
function localNoon(today: Day): Date {
  const [year = 0, month = 1, date = 1] = today.split('-').map(Number);
  return new Date(year, month - 1, date, 12);
}

/** 200 pages of 22 lines of 28 characters, hard-wrapped, with page numbers: milliseconds from lines to items. */
async function longPlanRow(rounds: number): Promise<Row> {
  const lines: string[] = ['江州市2026年重点工作任务分解方案'];
  const item = (n: number): string =>
    `${n}. 完成第${n}批老旧小区管网改造前期工作，建立问题台账，逐项明确整改措施、责任人和完成时间，全年组织检查不少于4次，确保按期销号。（牵头单位：市住建局；配合单位：市财政局、市自然资源局、各区政府；时限：${(n % 12) + 1}月底前）`;
  for (let n = 1; lines.length < 200 * 22; n += 1) {
    const text = item(n);
    for (let from = 0; from < text.length; from += 28) {
      lines.push(text.slice(from, from + 28));
      if (lines.length % 22 === 0) lines.push(`— ${lines.length / 22} —`);
    }
  }
  const bytes = new TextEncoder().encode(lines.join('\n'));
  const times: number[] = [];
  let items = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const document = await readDocument(bytes, '方案.txt');
    const took = cpuTime(() => {
      items = readWorkPlan(document).items.length;
    });
    if (round > 0) times.push(took);
  }
  return valueRow(
    { id: 'reading-200-pages', name: 'A plan of 200 pages', unit: 'ms', against: `${items} items`, atMost: 2_000 },
    times,
  );
}

const today = day('2026-03-16');
const READERS: readonly {
  readonly name: string;
  readonly read: (text: string) => unknown;
  readonly pumps: readonly string[];
}[] = [
  {
    name: 'deadline',
    read: (text) => [readDeadline(text, { today }), findDeadlines(text, { today })],
    pumps: [
      '1',
      '1、',
      '一',
      '3月、',
      '3月至',
      '每月',
      '每周一、',
      '2026年',
      '收到通知后',
      '10个工作日内',
      '国庆、',
      ' ',
      '6月(',
      '百分之',
    ],
  },
  {
    name: 'reply',
    read: (text) => readReply(text, { today }),
    pumps: [
      '完成',
      '未完成',
      '（三）',
      '3、',
      '完成80%，',
      '吗',
      '“',
      '> ',
      '@',
      '三分之',
      '1,000',
      '延期至',
      '\n',
      '……',
    ],
  },
  {
    name: 'outline',
    read: (text) => readWorkPlan(textDocument(text)),
    pumps: [
      '（一）',
      '1.',
      '一、\n',
      '（一）开展排查。\n',
      '（责任单位：市',
      '市公安局、',
      '| a | b |\n',
      '①',
      '《',
      '附件1\n',
      ' \n',
      '时限：',
    ],
  },
];

const ALL_SIZES = [1_000, 4_000, 16_000, 64_000];
const QUICK_SIZES = [4_000, 16_000];
const MOST_GROWTH = 1.1;

/**
 * The worst growth exponent of each reader from 1k to 64k characters (quick: to 16k), and its worst time for 4,000. A text that seems
 * too steep is measured once more over all sizes: what is steep stays so, a moment of the machine does not.
 */
function growthRows(quick: boolean): Row[] {
  return READERS.flatMap(({ name, read, pumps }) => {
    warmUp(quick ? 1_000 : 3_000, () => {
      for (const pump of pumps) read(pump.repeat(Math.ceil(4_000 / pump.length)).slice(0, 4_000));
    });
    const measure = (pump: string, sizes: readonly number[], stretches: number) => {
      const times = sizes.map((size) =>
        shortest(read, pump.repeat(Math.ceil(size / pump.length)).slice(0, size), stretches),
      );
      return { pump, exponent: slope(sizes, times), at4000: times[sizes.indexOf(4_000)] ?? 0 };
    };
    const measured = pumps.map((pump) => {
      const first = quick ? measure(pump, QUICK_SIZES, 1) : measure(pump, ALL_SIZES, 3);
      return first.exponent > MOST_GROWTH ? measure(pump, ALL_SIZES, 6) : first;
    });
    const steepest = measured.toSorted((a, b) => b.exponent - a.exponent)[0];
    const slowest = measured.toSorted((a, b) => b.at4000 - a.at4000)[0];
    return [
      valueRow(
        {
          id: `growth-${name}`,
          name: `Growth exponent of ${name}, worst of ${pumps.length} pumped texts`,
          unit: '',
          against: `worst: ${JSON.stringify(steepest?.pump)}`,
          atMost: MOST_GROWTH,
        },
        [steepest?.exponent ?? 0],
      ),
      valueRow(
        {
          id: `4000-${name}`,
          name: `4,000 characters of ${name}, worst`,
          unit: 'ms',
          against: `worst: ${JSON.stringify(slowest?.pump)}`,
          atMost: 20,
        },
        [slowest?.at4000 ?? 0],
      ),
    ];
  });
}

/** What is measured has been compiled: a reader runs for so long before its first round counts. */
function warmUp(milliseconds: number, work: () => unknown): void {
  let worked = 0;
  while (worked < milliseconds) worked += Math.max(1, cpuTime(work));
}

/** Milliseconds of this thread's own work: what other programs take of the machine is not counted. */
function cpuTime(work: () => unknown): number {
  const from = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(from);
  return (user + system) / 1000;
}

/** Milliseconds of one run: as many as fill a stretch that the thread's own clock can measure, the best stretch of several. */
function shortest(read: (text: string) => unknown, text: string, stretches: number): number {
  let best = Number.POSITIVE_INFINITY;
  let runs = 1;
  for (let stretch = 0; stretch < stretches; ) {
    runs = Math.ceil(runs);
    const took = cpuTime(() => {
      for (let run = 0; run < runs; run += 1) read(text);
    });
    if (took < STRETCH_MS && runs < 100_000) {
      runs *= Math.min(8, Math.max(1.5, (1.2 * STRETCH_MS) / Math.max(took, 1)));
      continue;
    }
    best = Math.min(best, took / runs);
    stretch += 1;
  }
  return best;
}

/** The thread's own clock goes in steps of a few milliseconds on some systems. */
const STRETCH_MS = 24;

/** Least squares over the logarithms: time ~ size ^ slope. */
function slope(sizes: readonly number[], times: readonly number[]): number {
  const points = sizes.map((size, at) => [Math.log(size), Math.log(Math.max(times[at] ?? 0, 1e-4))] as const);
  const mean = (axis: 0 | 1): number => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return over / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
