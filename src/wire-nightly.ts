import { appendHead } from './adapters/files/head-file.ts';
import { eraseDepsOf } from './commands/retention-commands.ts';
import { headLine } from './core/published-head.ts';
import { eraseOld } from './flows/erase-old.ts';
import type { Bot } from './wire.ts';

/** Every night: what is past its time is erased, then the ledger's head goes to the file that another account keeps. */
export async function nightly(bot: Bot): Promise<void> {
  const { deps, config } = bot;
  const office = await deps.stores.office();
  if (!office) return;
  const done = await eraseOld(eraseDepsOf(bot), { by: null, via: 'clock' });
  if (!done.ok) deps.log.error({ refusal: done.refusal }, 'Nothing was erased');
  await keepHead(bot, config.ledgerHeadFile);
}

/** Appends the ledger's head to the file, where one is named and the ledger has begun. */
export async function keepHead({ deps }: Pick<Bot, 'deps'>, file: string | null): Promise<void> {
  const [office, head] = [await deps.stores.office(), await deps.stores.ledgerHead()];
  if (file === null || !office || !head) return;
  await appendHead(file, headLine({ ...head, at: deps.clock.now(), officeId: office.id }));
}
