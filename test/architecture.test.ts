import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { variables } from '../src/config.ts';
import { type SourceFile, violations, withoutComments } from './support/architecture.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

function sources(): readonly SourceFile[] {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => ({
      path: `src/${name.replaceAll('\\', '/')}`,
      text: readFileSync(join(root, 'src', name), 'utf8'),
    }));
}

describe('the architecture', () => {
  it('keeps every dependency rule', () => {
    const files = sources();

    expect(files.length).toBeGreaterThan(200);
    expect(violations(files)).toEqual([]);
  });

  it('names in .env.example exactly the variables that are read', () => {
    const example = readFileSync(join(root, '.env.example'), 'utf8');
    const named = [...example.matchAll(/^#?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name);

    expect(named.toSorted()).toEqual([...variables].sort());
  });
});

describe('a planted breach is found', () => {
  const clean: readonly SourceFile[] = [
    { path: 'src/core/task.ts', text: "import { day } from './calendar.ts';\nexport const a = day;\n" },
    { path: 'src/core/calendar.ts', text: "import dayjs from 'dayjs';\nexport const day = dayjs;\n" },
    { path: 'src/flows/sweep.ts', text: "import { a } from '../core/task.ts';\nexport const b = a;\n" },
    {
      path: 'src/adapters/slack/messenger.ts',
      text: "import { App } from '@slack/bolt';\nimport type { Log } from '../../ports.ts';\nexport const c = App;\n",
    },
    { path: 'src/wire.ts', text: "import { c } from './adapters/slack/messenger.ts';\nexport const d = c;\n" },
    { path: 'src/cli.ts', text: "const { env } = process;\nawait import('./commands/open.ts');\n" },
    { path: 'src/commands/open.ts', text: "import { d } from '../wire.ts';\nexport const e = d;\n" },
    {
      path: 'src/desk/main.tsx',
      text: "import { useState } from 'react';\nimport '../core/task.ts';\nexport const f = useState;\n",
    },
  ];

  it('in none of these', () => {
    expect(violations(clean)).toEqual([]);
  });

  it.each<[string, string, string, string]>([
    ['core imports flows', 'src/core/x.ts', "import { b } from '../flows/sweep.ts';", 'layer'],
    ['core imports reading', 'src/core/x.ts', "import { r } from '../reading/reply.ts';", 'layer'],
    ['reading imports ports, as a type only', 'src/reading/x.ts', "import type { Clock } from '../ports.ts';", 'layer'],
    ['ports import flows', 'src/ports.ts', "export type { Deps } from './flows/scene.ts';", 'layer'],
    ['flows import an adapter', 'src/flows/x.ts', "import { m } from '../adapters/memory/stores.ts';", 'layer'],
    ['flows import an adapter when needed', 'src/flows/x.ts', "await import('../adapters/memory/stores.ts');", 'layer'],
    ['an adapter imports another', 'src/adapters/web/x.ts', "import { q } from '../queue/queue.ts';", 'layer'],
    ['an adapter imports a shared file beside it', 'src/adapters/web/x.ts', "import { i } from '../ids.ts';", 'layer'],
    ['an adapter imports the wire', 'src/adapters/web/x.ts', "import { d } from '../../wire.ts';", 'layer'],
    ['main imports a command', 'src/main.ts', "import { e } from './commands/open.ts';", 'layer'],
    ['the desk imports a flow', 'src/desk/x.tsx', "import { b } from '../flows/sweep.ts';", 'layer'],
    ['the desk imports more of the web', 'src/desk/x.tsx', "import { w } from '../adapters/web/app.ts';", 'layer'],
    ['a new folder', 'src/helpers/x.ts', "import { a } from '../core/task.ts';", 'layer'],
    ['src imports a test', 'src/flows/x.ts', "import { t } from '../../test/support/office.ts';", 'package'],
    ['flows import a package', 'src/flows/x.ts', "import dayjs from 'dayjs';", 'package'],
    ['core imports dayjs elsewhere', 'src/core/x.ts', "import dayjs from 'dayjs';", 'package'],
    ['core reads a file', 'src/core/x.ts', "import { readFileSync } from 'node:fs';", 'package'],
    ['Prisma outside the database', 'src/adapters/web/x.ts', "import { P } from '@prisma/client';", 'package'],
    ['Bolt outside Slack', 'src/wire.ts', "import { App } from '@slack/bolt';", 'package'],
    ['pg-boss outside the queue', 'src/adapters/database/x.ts', "import { PgBoss } from 'pg-boss';", 'package'],
    ['a package on no list', 'src/wire.ts', "import _ from 'lodash';", 'package'],
    ['core asks the clock', 'src/core/x.ts', 'export const now = () => new Date();', 'pure'],
    ['core asks the clock in another way', 'src/core/x.ts', 'export const now = () => Date.now();', 'pure'],
    ['reading draws lots', 'src/reading/x.ts', 'export const lot = Math.random();', 'pure'],
    ['flows ask the machine', 'src/flows/x.ts', 'export const pid = process.pid;', 'pure'],
    ['flows wait by themselves', 'src/flows/x.ts', 'export const wait = () => setTimeout(() => {}, 1);', 'pure'],
    ['flows draw an id', 'src/flows/x.ts', 'export const id = () => crypto.randomUUID();', 'pure'],
    ['rows in memory ask the clock', 'src/adapters/memory/x.ts', 'export const now = () => Date.now();', 'pure'],
    ['core waits', 'src/core/x.ts', 'export async function wait() {}', 'pure'],
    ['an adapter asks the clock by itself', 'src/adapters/web/x.ts', 'export const at = new Date();', 'clock'],
    ['the environment is read elsewhere', 'src/wire.ts', 'export const port = process.env.PORT;', 'environment'],
    ['a barrel', 'src/core/index.ts', "export { a } from './task.ts';\nexport type { B } from './task.ts';", 'barrel'],
    ['everything passed on', 'src/core/x.ts', "export * from './task.ts';\nexport const y = 1;", 'barrel'],
    ['a default export', 'src/core/x.ts', 'export default function a() {}', 'default'],
    ['a file of 401 lines', 'src/core/x.ts', 'export const a = 1;\n'.repeat(401), 'length'],
    ['a sentence in a flow', 'src/flows/x.ts', "export const a = '已完成';", 'wording'],
    ['a sentence in a template in an adapter', 'src/adapters/web/x.ts', 'export const a = `共项`;', 'wording'],
  ])('%s', (_, path, text, rule) => {
    const found = violations([...clean.filter((file) => file.path !== path), { path, text }]);

    expect(found.map((line) => line.split(':')[0])).toContain(rule);
  });

  it('two files that need each other', () => {
    const files = [
      { path: 'src/core/a.ts', text: "import { b } from './b.ts';\nexport const a = b;\n" },
      { path: 'src/core/b.ts', text: "import { a } from './a.ts';\nexport const b = a;\n" },
    ];

    expect(violations(files)).toEqual(['cycle: src/core/a.ts → src/core/b.ts → src/core/a.ts']);
  });

  it('and what only speaks of a breach is none', () => {
    const text = `// import { b } from '../flows/sweep.ts'; new Date() Math.random() 已完成
/* export default 1; process.env.PORT */
const pattern = /new Date\\(\\)|'已完成|"/u;
export const says = 'new Date() and Date.now';
export const at = new Date(0);
`;

    expect(violations([{ path: 'src/core/x.ts', text }])).toEqual([]);
    expect(withoutComments(text).strings).toEqual(["'new Date() and Date.now'"]);
  });
});
