import { Command } from 'commander';
import { type CommandKit, commandKit } from '../../src/commands/kit.ts';
import { explain } from '../../src/commands/output.ts';
import type { Bot } from '../../src/wire.ts';
import type { OpenOffice } from './office.ts';

/** `duban` with these words on an office in memory: what it prints, and its exit code. */
export async function runCommand(
  office: OpenOffice,
  register: (program: Command, kit: CommandKit) => void,
  argv: readonly string[],
  language: 'zh' | 'en' = 'zh',
): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  const lines: string[] = [];
  const errors: string[] = [];
  const out = { line: (text: string) => lines.push(text), error: (text: string) => errors.push(text) };
  const bot = { deps: office.deps, config: { language } } as object as Bot;
  const program = new Command();
  register(program, commandKit({ out, cwd: '.', open: async () => bot }));
  const code = await program.parseAsync(['node', 'duban', ...argv]).then(
    () => 0,
    (error: unknown) => explain(error, out),
  );
  return { code, out: lines.join('\n'), error: errors.join('\n') };
}
