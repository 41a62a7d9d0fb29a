import type { Command } from 'commander';
import { deadLetters, forgetDeadLetter } from '../adapters/queue/depth.ts';
import type { DeliveryId } from '../core/ids.ts';
import type { Delivery } from '../core/notice.ts';
import { isAmbiguous, retryDelivery } from '../flows/retry-delivery.ts';
import type { Scene } from '../flows/scene.ts';
import type { Bot } from '../wire.ts';
import { type CommandKit, sceneOf } from './kit.ts';
import { BadInput, type Output } from './output.ts';

/** The end of an id that a person types; UUIDs of one moment begin alike. */
const SHORT = 8;

type Trouble = 'failed' | 'uncertain' | 'unknown' | 'dead-letter';
const troubles: Readonly<Record<Trouble, string>> = {
  failed: '未送达',
  uncertain: '不确定（平台无法查询）',
  unknown: '待查询（平台未明确答复）',
  'dead-letter': '已停止重试',
};

interface Troubled {
  readonly delivery: Delivery;
  readonly trouble: Trouble;
}

/** `duban delivery list | retry`: what a platform did not take, and sending it again. */
export function deliveryCommands(program: Command, kit: CommandKit): void {
  const { out, open, acting, asPerson } = kit;
  const delivery = program.command('delivery').description('消息送达：未送达和不确定的，重新发送');
  delivery
    .command('list')
    .description('列出未送达、不确定和已停止重试的消息')
    .addHelpText('after', '\n例：duban delivery list')
    .option('--json', '每行一个 JSON 对象')
    .action(async (options) => {
      const bot = await open();
      const scene = await sceneOf(bot);
      const found = await troubled(bot);
      for (const one of found) await tell(bot, scene, one, out, options.json === true);
      if (found.length === 0 && !options.json) out.line('没有未送达的消息。');
    });
  asPerson(
    delivery
      .command('retry')
      .argument('[ids...]', 'delivery list 所列编号')
      .option('--all', '全部未送达的（不含不确定的）')
      .option('--yes-it-did-not-arrive', '已向对方核实确未收到：不再查询，直接重发')
      .description('重新发送；先向平台查询，已送达的不再发')
      .addHelpText('after', '\n例：duban delivery retry 3f9c01ab --as 林晓雯'),
  ).action((ids: string[], options) =>
    acting(options, async (bot, _scene, by) => {
      const didNotArrive = options.yesItDidNotArrive === true;
      if (ids.length === 0 && !options.all)
        throw new BadInput('请写明编号，或加 --all。duban delivery list 列出全部。');
      if (didNotArrive && options.all)
        throw new BadInput('--yes-it-did-not-arrive 须逐条写明编号，不能与 --all 同用。');
      const all = await troubled(bot);
      const chosen = options.all ? all.filter(({ trouble }) => trouble !== 'uncertain') : await chosenOf(bot, all, ids);
      let refused = 0;
      for (const { delivery: one, trouble } of chosen) {
        const isDeadLetter = trouble === 'dead-letter';
        const done = await retryDelivery(bot.deps, { by, via: 'cli', deliveryId: one.id, didNotArrive, isDeadLetter });
        if (done.ok && isDeadLetter) await forgetDeadLetter(bot.database.executor, one.id);
        if (done.ok) out.line(`${shortOf(one)}　已安排重新发送${done.asksFirst ? '（先向平台查询）' : ''}`);
        else {
          refused += 1;
          out.error(`${shortOf(one)}　${bot.deps.texts.refusal(done.refusal)}${hintOf(done.refusal)}`);
        }
      }
      if (chosen.length === 0) out.line('没有可重新发送的消息。');
      if (refused > 0) throw new BadInput(`${refused} 条没有重新发送。`);
    }),
  );
}

const hintOf = (refusal: string): string => (refusal === 'may-have-arrived' ? '（加 --yes-it-did-not-arrive）' : '');

const shortOf = ({ id }: Pick<Delivery, 'id'>): string => id.slice(-SHORT);

/** What needs a person: failed, ambiguous, given up. What the clerk's list holds in their place is not named twice. */
async function troubled(bot: Bot): Promise<readonly Troubled[]> {
  const { stores } = bot.deps;
  const stored = await stores.deliveries({ state: ['failed', 'unknown'] });
  const dead = new Set(await deadLetters(bot.database.executor));
  const given = await Promise.all([...dead].map((id) => stores.delivery(id as DeliveryId)));
  const under = given.flatMap((one) => (one && ['queued', 'sending'].includes(one.state) ? [one] : []));
  return [...stored, ...under].map((delivery) => ({ delivery, trouble: troubleOf(delivery, dead) }));
}

function troubleOf(delivery: Delivery, dead: ReadonlySet<string>): Trouble {
  if (delivery.state === 'failed') return isAmbiguous(delivery) ? 'uncertain' : 'failed';
  return dead.has(delivery.id) ? 'dead-letter' : 'unknown';
}

async function chosenOf(bot: Bot, all: readonly Troubled[], ids: readonly string[]): Promise<readonly Troubled[]> {
  return Promise.all(
    ids.map(async (id): Promise<Troubled> => {
      const found = all.filter(({ delivery }) => delivery.id === id || (id.length >= 6 && delivery.id.endsWith(id)));
      const [only] = found;
      if (only && found.length === 1) return only;
      if (only) throw new BadInput(`编号 ${id} 对应 ${found.length} 条，请写全。`);
      // A whole id of another state is answered by the refusal that says which.
      const other = await bot.deps.stores.delivery(id as DeliveryId);
      if (!other) throw new BadInput(`没有编号为 ${id} 的未送达消息。duban delivery list 列出全部。`);
      return { delivery: other, trouble: 'failed' };
    }),
  );
}

async function tell(
  bot: Bot,
  scene: Scene,
  { delivery, trouble }: Troubled,
  out: Output,
  json: boolean,
): Promise<void> {
  const { id, channel, dueAt, attempt, failure } = delivery;
  const notices = await bot.deps.stores.notices(delivery.noticeIds);
  const tasks = await Promise.all(notices.map(({ taskId }) => (taskId ? bot.deps.stores.task(taskId) : null)));
  const codes = [...new Set(tasks.flatMap((task) => (task ? [task.code] : [])))];
  const to = scene.directory.persons.find((person) => person.id === delivery.personId)?.name ?? null;
  const reason = (failure ?? '').replace(/^not-taken-\d+:/, '').replace(/ uncounted=\d+$/, '');
  if (json)
    out.line(JSON.stringify({ id, trouble, to, channel, dueAt: dueAt.toISOString(), attempt, reason, tasks: codes }));
  else
    out.line(
      [shortOf(delivery), troubles[trouble], to ?? '—', channel, minuteOf(dueAt), reason, codes.join('、')].join('　'),
    );
}

/** An instant as the office reads it: Beijing time. */
const minuteOf = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
