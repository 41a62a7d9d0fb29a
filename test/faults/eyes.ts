import { postsOf } from '../../src/adapters/slack/blocks.ts';
import { plainText } from '../../src/core/message/message.ts';
import type { Task } from '../../src/core/task.ts';
import type { Directory } from '../../src/core/unit.ts';
import { secrets } from './people.ts';
import type { FakePlatform, Taken } from './platform.ts';

/** What the discreet item of the plan is about: nobody but the office's clerks may read it. */
const DISCREET = '信访积案';
const CLERKS: ReadonlySet<string> = new Set(['office-staff', 'office-director']);
const SEE_ALL: ReadonlySet<string> = new Set([...CLERKS, 'signer', 'leader-in-charge']);

/** What people were shown, read word by word. */
export interface Seen {
  readonly faults: readonly string[];
  /** Messages read, and codes and secrets found in them and compared with who may see them. */
  readonly read: number;
  readonly compared: number;
}

/**
 * Reads every message as it reached a person, by rules of its own and not by those of the bot: no task of another unit, no words of
 * another unit's report, nothing of a discreet item (I9); nothing in it that the platform would take for a mention or a link (I10).
 */
export function look(
  platforms: readonly FakePlatform[],
  directory: Directory,
  tasks: readonly Task[],
  everUnits: ReadonlyMap<Task['id'], ReadonlySet<string>>,
): Seen {
  const byCode = new Map(tasks.map((task) => [task.code, task]));
  const faults: string[] = [];
  let read = 0;
  let compared = 0;
  for (const platform of platforms) {
    for (const [key, taken] of platform.taken) {
      read += 1;
      const holder = directory.persons.find((person) => person.accounts.some((one) => one.address === taken.to));
      const roles = directory.roles.filter((role) => role.personId === holder?.id);
      const isClerk = roles.some((role) => CLERKS.has(role.role));
      const seesAll = roles.some((role) => SEE_ALL.has(role.role));
      const units = new Set<string>(roles.map((role) => role.unitId));
      const text = plainText(taken.message);
      if (!isClerk && text.includes(DISCREET)) faults.push(`I9: ${holder?.id} read of a discreet item in ${key}`);
      for (const code of codesIn(taken)) {
        const task = byCode.get(code);
        if (!task || seesAll) continue;
        compared += 1;
        const theirs = [...task.supportingUnitIds, ...(everUnits.get(task.id) ?? [task.unitId])];
        if (!theirs.some((unit) => units.has(unit))) faults.push(`I9: ${holder?.id} was shown ${code} in ${key}`);
      }
      for (const [unit, secret] of secrets) {
        if (!text.includes(secret)) continue;
        compared += 1;
        const works = tasks.some(({ id, supportingUnitIds }) => {
          const supporting: readonly string[] = supportingUnitIds;
          const leads = everUnits.get(id) ?? new Set<string>();
          const isSupporter = leads.has(unit) && supporting.some((one) => units.has(one));
          return isSupporter || (supporting.includes(unit) && [...leads].some((one) => units.has(one)));
        });
        if (!seesAll && !units.has(unit) && !works) faults.push(`I9: ${holder?.id} read ${unit}'s words in ${key}`);
      }
      if (platform.name === 'slack') for (const made of mentionsIn(taken)) faults.push(`I10: ${made} in ${key}`);
    }
  }
  return { faults, read, compared };
}

function codesIn({ message }: Taken): ReadonlySet<string> {
  const lines = message.lines.flatMap((line) => (line.code ? [line.code] : []));
  const words = plainText(message).match(/\b\d{2}-\d+-\d+\b/g) ?? [];
  return new Set([...lines, ...words, ...(message.thread ? [message.thread] : [])]);
}

/** No template mentions anybody, so whatever Slack would take for a mention or a link was made by somebody's words. */
function mentionsIn({ message }: Taken): readonly string[] {
  return postsOf(message).flatMap(({ text, blocks }) => [
    ...(text.match(/<[^>\s]*>?/g) ?? []),
    ...elementsOf(blocks).filter((type) =>
      ['user', 'usergroup', 'broadcast', 'channel', 'link', 'mrkdwn'].includes(type),
    ),
  ]);
}

function elementsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(elementsOf);
  if (typeof value !== 'object' || value === null) return [];
  const { type } = value as { type?: unknown };
  return [...(typeof type === 'string' ? [type] : []), ...Object.values(value).flatMap(elementsOf)];
}
