// After install: the Prisma client and the desk are generated, so that `npm start` needs nothing else.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);

/** Runs a package's own program with this Node; a package that is not installed (production install) is passed over. */
function run(packageName: string, program: string, ...args: string[]): void {
  let home: string;
  try {
    home = dirname(require.resolve(`${packageName}/package.json`));
  } catch {
    process.stderr.write(`setup: ${packageName} is not installed; skipped\n`);
    return;
  }
  const { status } = spawnSync(process.execPath, [join(home, program), ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`setup: ${packageName} ${args.join(' ')} ended with ${status}`);
}

if (existsSync(join(root, 'prisma/schema.prisma')))
  run('prisma', 'build/index.js', 'generate', '--config', 'prisma/prisma.config.ts');
if (existsSync(join(root, 'src/desk/vite.config.ts')))
  run('vite', 'bin/vite.js', 'build', '--config', 'src/desk/vite.config.ts', '--logLevel', 'warn');
