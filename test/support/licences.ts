// `npm run licences`: every package of the lock file with its licence; fails on one that is not among those agreed on.
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';

/** Licences that ask for no more than to be named. */
export const agreed: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'PostgreSQL',
  'Python-2.0',
  'Unlicense',
]);

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
      peer: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
});

/** A package as the lock file pins it. */
export interface Pinned {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Installed where the bot runs (Dockerfile); else it serves building and testing, or another kind of machine. */
  readonly runtime: boolean;
  readonly installScript: boolean;
}

/** The packages of a lock file, the project itself left out. */
export function pinnedIn(text: string): readonly Pinned[] {
  return Object.entries(Lock.parse(JSON.parse(text)).packages)
    .filter(([path]) => path !== '')
    .map(([path, { version = '', license, dev, devOptional, optional, peer, hasInstallScript }]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license ?? 'not stated',
      runtime: !dev && !devOptional && !optional && !peer,
      installScript: hasInstallScript ?? false,
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** True when one of the licences offered is agreed on, or all that hold together are. */
export function isAgreed(licence: string): boolean {
  const parts = licence.replace(/[()]/g, '').split(/ OR /);
  return parts.some((part) => part.split(/ AND /).every((one) => agreed.has(one.trim())));
}

export const lockFile = (): string =>
  readFileSync(fileURLToPath(new URL('../../package-lock.json', import.meta.url)), 'utf8');

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const all = pinnedIn(lockFile());
  const runtime = all.filter((one) => one.runtime);
  for (const { name, version, licence } of runtime) process.stdout.write(`${name} ${version}\t${licence}\n`);
  const others = all.filter((one) => !isAgreed(one.licence));
  for (const { name, version, licence, runtime: isRuntime } of others)
    process.stdout.write(`not agreed on: ${name} ${version}\t${licence}${isRuntime ? '' : ' (development only)'}\n`);
  process.stdout.write(`${runtime.length} packages at run time, ${all.length} with development\n`);
  process.exitCode = others.some((one) => one.runtime) ? 1 : 0;
}
