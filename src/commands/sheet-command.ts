import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type SheetFormat, sheetFormats, writeSheets } from '../adapters/documents/write-sheets.ts';
import { exportSheets } from '../flows/export-sheets.ts';
import { type CommandKit, textOf } from './kit.ts';
import { BadInput } from './output.ts';

/** `duban task export`: the sheet of tasks as a file; one that is there already is not overwritten unasked. */
export function sheetCommand(task: Command, { out, cwd, acting, asPerson }: CommandKit): void {
  asPerson(
    task
      .command('export')
      .description('导出督办台账表，供 WPS、Excel 打开和打印；只含本人可见的任务')
      .requiredOption('--out <file>', '写到哪个文件（.xlsx 或 .csv）')
      .option('--replace', '已有同名文件时覆盖')
      .addHelpText('after', '\n例：duban task export --out 台账.xlsx --as 林晓雯'),
  ).action((options) => {
    const file = textOf(options, 'out');
    const format = formatOf(file);
    return acting(options, async (bot, _scene, by) => {
      const { sheets } = await exportSheets(bot.deps, by);
      const bytes = await writeSheets(format, sheets, bot.deps.clock.now());
      await save(resolve(cwd, file), file, bytes, options.replace === true);
      for (const { title, notes } of sheets) out.line(`${title}：${notes[0] ?? ''}`);
    });
  });
}

function formatOf(file: string): SheetFormat {
  const format = sheetFormats.find((one) => file.toLowerCase().endsWith(`.${one}`));
  if (!format) throw new BadInput(`--out 需要以 .xlsx 或 .csv 结尾的文件名（收到：${file || '空'}）。`);
  return format;
}

async function save(path: string, named: string, bytes: Uint8Array, mayReplace: boolean): Promise<void> {
  await writeFile(path, bytes, { flag: mayReplace ? 'w' : 'wx' }).catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '未知原因';
    throw new BadInput(
      code === 'EEXIST'
        ? `${named}：已有同名文件，请换一个文件名，或加 --replace 覆盖。`
        : `${named}：无法写入，请检查路径和权限（${code}）。`,
    );
  });
}
