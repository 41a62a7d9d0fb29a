import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { annotatedPage } from '../adapters/documents/annotated-page.ts';
import { doubtLine, problemLine, worthALook } from '../adapters/documents/doubt-lines.ts';
import { readDocumentFile } from '../adapters/documents/read-document.ts';
import { type Day, day, isDay } from '../core/calendar.ts';
import { zh } from '../core/message/zh.ts';
import { readDeadline } from '../reading/deadline.ts';
import type { PlanReading } from '../reading/reading.ts';
import { readReply } from '../reading/reply.ts';
import type { SourceDocument } from '../reading/source-document.ts';
import { readWorkPlan } from '../reading/work-plan.ts';
import { BadInput, linesOfInput, terminal } from './output.ts';

/** Reads a day given on the command line. Throws BadInput. */
export const dayOption = (name: string, text: string | undefined): Day => dayGiven(`--${name}`, text);

/** Reads the day of an argument or option, which is named as it stands in the help. Throws BadInput. */
export function dayGiven(name: string, text: string | undefined): Day {
  if (text === undefined || !isDay(text))
    throw new BadInput(`${name} 需要一个日期，写成 2026-03-31 的样子（收到：${text ?? '空'}）`);
  return day(text);
}

/** Reads a year given on the command line. Throws BadInput. */
export function yearOption(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^(19|20)\d{2}$/.test(text)) throw new BadInput(`--year 需要四位年份，如 2026（收到：${text}）`);
  return Number(text);
}

/** A document as a plan. Throws DocumentRefused, or BadInput when the file is no plan. */
export async function planFrom(file: string, year: number | undefined): Promise<PlanReading> {
  return planIn(await readDocumentFile(file), file, year);
}

function planIn(document: SourceDocument, file: string, year: number | undefined): PlanReading {
  const reading = readWorkPlan(document, year === undefined ? {} : { year });
  if (reading.items.length === 0) {
    throw new BadInput(`${file}：${zh.plan.notAPlan}。`);
  }
  return reading;
}

/** `duban plan read FILE`: what the document says, nothing filled in. `--html` also writes the source with its facts marked. */
export async function readPlan(file: string, options: { year?: string; json?: boolean; html?: string }): Promise<void> {
  const document = await readDocumentFile(file);
  const reading = planIn(document, file, yearOption(options.year));
  if (options.html !== undefined) {
    const page = annotatedPage(document, reading, file === '-' ? '标准输入' : basename(file));
    await writePage(options.html, page);
  }
  if (options.json) {
    terminal.line(JSON.stringify(reading));
    return;
  }
  terminal.line(`${reading.title ?? '（无标题）'}　${reading.year ?? '年份不明'}　共 ${reading.items.length} 项`);
  for (const item of reading.items) {
    const limit =
      [
        item.deadlines.join('、'),
        item.recurrence?.rrule,
        item.ongoing ? '长期坚持' : null,
        item.relative ? item.deadlineText : null,
      ]
        .filter(Boolean)
        .join('；') || '未写时限';
    const units =
      [
        ...item.units.lead.map((u) => `${u}（牵头）`),
        ...item.units.responsible,
        ...item.units.supporting.map((u) => `${u}（配合）`),
      ].join('、') || '未写单位';
    terminal.line(`${item.label ?? '－'}　${item.text.slice(0, 30)}　${limit}　${units}`);
    for (const doubt of worthALook(item)) terminal.line(`　　请核对：${doubtLine(doubt)}`);
  }
  for (const problem of reading.problems) terminal.line(problemLine(problem));
}

/** Writes a page where the caller wants it. Throws BadInput. */
export async function writePage(file: string, page: string): Promise<void> {
  await writeFile(file, page).catch((cause: unknown) => {
    throw new BadInput(
      `${file}：无法写入，请检查路径和权限（${cause instanceof Error && 'code' in cause ? String(cause.code) : '未知原因'}）。`,
    );
  });
}

/** `duban deadline read`: one phrase a line in, one object a line out. */
export async function readDeadlines(options: { today: string }): Promise<void> {
  const today = dayOption('today', options.today);
  for await (const text of linesOfInput()) terminal.line(JSON.stringify({ text, ...readDeadline(text, { today }) }));
}

/** `duban reply read`: one reply a line in, one object a line out. */
export async function readReplies(options: { today: string }): Promise<void> {
  const today = dayOption('today', options.today);
  for await (const text of linesOfInput()) terminal.line(JSON.stringify({ text, ...readReply(text, { today }) }));
}
