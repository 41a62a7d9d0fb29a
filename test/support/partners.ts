import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const installed = (path: string): string | null => {
  const file = fileURLToPath(new URL(`../partners/node_modules/${path}`, import.meta.url));
  return existsSync(file) ? file : null;
};

/** Others' emulators of Slack are not there on a new clone: tests that miss one say so by name. */
export const INSTALL = 'npm ci --prefix test/partners --ignore-scripts';

/** The entry of emulate 0.12.2 (Apache-2.0): a Slack that refuses calls without their scope. Null where it is not installed. */
export const emulate = installed('emulate/dist/api.js');

/** The hash of the one binary that is run: nobody here can read what is in another one. */
const LOCAL_SLACK_SHA256 = '3332007b797969d835f694b463ac526f7ef1fc66afac93f950f585105fe4815f';

/** It listens on every address, so it runs in a network of its own; where that takes no right, or the right is there. */
const ways = [['-n'], ['-rn']].map((flags) => [...flags, 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh']);
const way = ways.find((args) => spawnSync('unshare', [...args, 'true']).status === 0) ?? null;

/** A command and its arguments in a network that nothing else reaches. */
export const isolated = (...command: readonly string[]): readonly [string, readonly string[]] => [
  'unshare',
  [...(way ?? []), ...command],
];

/** The binary of local-slack 0.1.8 (MIT): a Slack with people who click. Null where it is not installed or cannot be kept off the network. */
export const localSlack = way ? installed('local-slack-linux-x64/bin/local-slack') : null;

/** Throws when the binary is not the one that was looked at. */
export function checkLocalSlack(): string {
  const hash = localSlack && createHash('sha256').update(readFileSync(localSlack)).digest('hex');
  if (localSlack === null || hash !== LOCAL_SLACK_SHA256) throw new Error(`local-slack has the hash ${hash}`);
  return localSlack;
}
