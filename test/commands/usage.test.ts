import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { actingCommands } from '../../src/commands/acting.ts';
import { usageError } from '../../src/commands/output.ts';
import { runCli } from '../support/run-cli.ts';

const silent = { line: () => undefined, error: () => undefined };

/** Every command that can be run, with its whole name. */
function leaves(command: Command, path: readonly string[] = []): readonly (readonly [string, Command])[] {
  if (command.commands.length === 0) return [[path.join(' '), command]];
  return command.commands.flatMap((one) => leaves(one, [...path, one.name()]));
}

function helpOf(command: Command): string {
  const said: string[] = [];
  command.configureOutput({ writeOut: (text) => said.push(text) }).outputHelp();
  return said.join('');
}

describe('the help of a command', () => {
  const program = new Command('duban');
  actingCommands(program, program.command('plan'), {
    out: silent,
    cwd: '/',
    open: () => Promise.reject(new Error('not run')),
  });

  it.each(leaves(program))(
    'says what %s does and shows it in an example that holds what is required',
    (path, command) => {
      const example = /例：.*duban (.+)/u.exec(helpOf(command))?.[1] ?? '';

      expect(command.description()).not.toBe('');
      expect(example.startsWith(path)).toBe(true);
      const used = new Set(example.match(/--[a-z-]+/gu));
      const known = command.options.map((option) => option.long ?? '');
      expect([...used].filter((option) => !known.includes(option))).toEqual([]);
      expect(command.options.filter((option) => option.mandatory && !used.has(option.long ?? ''))).toEqual([]);
      expect(command.options.filter((option) => option.description === '')).toEqual([]);
      expect(command.registeredArguments.filter((argument) => argument.description === '')).toEqual([]);
    },
  );
});

describe('a command line that cannot be run', () => {
  it.each([
    ["error: missing required argument 'file'", '缺少参数：file。加 --help 查看用法。'],
    ["error: required option '--as <person>' not specified", '缺少选项：--as <person>。加 --help 查看用法。'],
    ["error: option '--year <year>' argument missing", '选项缺少取值：--year <year>。加 --help 查看用法。'],
    [
      "error: unknown option '--jsom'\n(Did you mean --json?)",
      '没有这个选项：--jsom（是否为 --json）。加 --help 查看用法。',
    ],
    ['error: something new', 'something new。加 --help 查看用法。'],
  ])('is answered in one line: %s', (said, line) => {
    expect(usageError(said)).toBe(line);
  });

  it('ends with 2 and that line on standard error', async () => {
    expect(await runCli(['plan', 'reed'])).toEqual({
      code: 2,
      out: '',
      error: '没有这个命令：reed（是否为 read）。加 --help 查看用法。\n',
    });
  });
});
