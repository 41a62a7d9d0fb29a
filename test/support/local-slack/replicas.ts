// Two replicas of the bot on one PostgreSQL server and a Slack that has a bad day: how many reports were lost, how many were
// answered twice. Prints one JSON object. Arguments: binary, mode, work folder, address of the database, seed, reports.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chanceOf } from '../../../src/flows/simulation/chance.ts';
import { type CallFault, type EventFault, type FaultPlan, faultProxy, noFaults } from '../fault-proxy.ts';
import { app, command, directoryOf, type Mode, platformUrl, startBot, startPlatform, until } from './platform.ts';

const [binary = '', mode, folder = '', databaseUrl = '', seed = '1', reports = '100'] = process.argv.slice(2) as [
  string,
  Mode,
  string,
  string,
  string,
  string,
];
const LIAISONS = 20;
/** Milliseconds between two reports. */
const EVERY_MS = 100;
/** After so many seconds without faults whatever has no answer is lost. */
const PATIENCE_S = 120;
const SHARE = { call: 0.25, event: 0.3, socket: 0.5 };

const callFaults: readonly CallFault[] = [
  { kind: 'rate', seconds: 2 },
  { kind: 'status', status: 500, accepted: true },
  { kind: 'status', status: 503, accepted: false },
  { kind: 'reset', accepted: true },
  { kind: 'reset', accepted: false },
  { kind: 'hang', accepted: true },
  { kind: 'hang', accepted: false },
  { kind: 'html', accepted: true },
  { kind: 'error', code: 'internal_error' },
  { kind: 'late', ms: 3_100 },
];
const eventFaults: readonly EventFault[] = [
  { kind: 'same-again' },
  { kind: 'new-event-id' },
  { kind: 'retried' },
  { kind: 'behind', ms: 1_000 },
];
const linkFaults: readonly CallFault[] = [
  { kind: 'error', code: 'invalid_auth' },
  { kind: 'status', status: 503, accepted: false },
  { kind: 'late', ms: 3_100 },
];
const chance = chanceOf(Number(seed));
const badDay: FaultPlan = {
  call(method) {
    if (method === 'apps.connections.open') return chance.next() < SHARE.socket ? chance.pick(linkFaults) : null;
    return /^(?:chat|conversations)\./.test(method) && chance.next() < SHARE.call ? chance.pick(callFaults) : null;
  },
  event: () => (chance.next() < SHARE.event ? chance.pick(eventFaults) : null),
};

const clerk = 'U00CLERK';
const people = Array.from({ length: LIAISONS }, (_, index) => ({
  id: `U${String(index + 1).padStart(5, '0')}`,
  name: `liaison${index + 1}`,
  real_name: `联络员${index + 1}`,
}));
const directory = directoryOf([
  `江州市督查室,市督查室,办公室,林晓雯,办公室工作人员,slack:${clerk}`,
  ...people.map((one, index) => `江州市第${index + 1}局,市${index + 1}局,下属,${one.real_name},联络员,slack:${one.id}`),
]);
const year = new Date().getFullYear() + 1;
const plan = `江州市${year}年工作要点\n\n${people
  .map((_, index) => `${index + 1}. 建设第${index + 1}号工程。（责任单位：市${index + 1}局；时限：12月底）`)
  .join('\n')}\n`;

const urls = ['http://127.0.0.1:4100', 'http://127.0.0.1:4101'];
const proxy = await faultProxy({ upstream: platformUrl, port: 4900, bots: urls, secret: app.signingSecret });
const platform = await startPlatform(binary, folder, [{ id: clerk, name: 'lin', real_name: '林晓雯' }, ...people], {
  mode,
  requestUrl: `${proxy.url}/slack/events`,
});
const options = (index: number) => ({
  mode,
  port: 4100 + index,
  dataDir: join(folder, `data${index}`),
  apiUrl: proxy.apiUrl,
  databaseUrl,
});
for (const index of [0, 1]) mkdirSync(options(index).dataDir, { recursive: true });
writeFileSync(join(folder, 'directory.csv'), directory);
await command(options(0), 'directory', 'import', join(folder, 'directory.csv'));
const bots = [await startBot(options(0)), await startBot(options(1))];
const window = await platform.client();
const linked = () => until('both sockets', async () => (mode === 'http' || proxy.links() === 2 ? true : undefined), 90);

try {
  await linked();
  await platform.upload(clerk, 'plan.txt', 'text/plain', plan);
  await platform.press(clerk, await platform.said(clerk, '已读取'), 'adopt-plan');
  for (const one of people) await platform.said(one.id, '已启用', 60);

  // A bad day: every report says another per cent, so that each answer tells which report it is about.
  const said: { readonly user: string; readonly words: string }[] = [];
  proxy.follow(badDay);
  for (let number = 0; number < Number(reports); number += 1) {
    const one = number % LIAISONS;
    const words = `${one + 1}. 已完成${1 + Math.floor(number / LIAISONS)}%`;
    const user = people[one]?.id ?? '';
    said.push({ user, words });
    await platform.say(user, words);
    if (mode === 'socket' && number % 25 === 24) proxy.refresh();
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  const badUntil = performance.now();
  proxy.follow(noFaults);
  const answers = async () => {
    const shown = new Map<string, readonly string[]>();
    for (const { id } of people)
      shown.set(
        id,
        (await platform.messagesOf(id)).filter((one) => one.user === app.botUserId).map((one) => one.text),
      );
    return said.map(({ user, words }) => (shown.get(user) ?? []).filter((text) => text.includes(`“${words}”`)).length);
  };
  await until(
    'every answer',
    async () => ((await answers()).every((count) => count > 0) ? true : undefined),
    PATIENCE_S,
  )
    // What is missing is counted below.
    .catch(() => undefined);
  const drainedMs = performance.now() - badUntil;
  if (process.env.DUBAN_STORY_LOG) {
    const counted = await answers();
    const odd = said.map((one, index) => ({ ...one, count: counted[index] })).filter(({ count }) => count !== 1);
    process.stderr.write(`${JSON.stringify({ drainedMs, odd, given: proxy.given })}\n`);
  }
  await new Promise((resolve) => setTimeout(resolve, 2_000));

  // Every post is refused for half a minute; whoever presses a button gets the form all the same.
  await linked();
  proxy.follow({
    call: (method) => (method === 'chat.postMessage' ? { kind: 'rate', seconds: 30 } : null),
    event: () => null,
  });
  const opened: number[] = [];
  for (const { id } of people.slice(0, 10)) {
    const shown = await platform.said(id, '已记录');
    await platform.say(id, '还在推进');
    const from = window.heard.length;
    const begun = performance.now();
    await platform.press(id, shown, 'open-report');
    const form = await until(`the form of ${id}`, async () =>
      window.heard.slice(from).find(({ what, text }) => what.t === 'view' && text.includes('"callback_id":"form"')),
    );
    opened.push(form.at - begun);
    window.closeView(id);
  }
  proxy.follow(noFaults);

  const counts = await answers();
  const keys = Map.groupBy(proxy.taken, (one) => one.key);
  process.stdout.write(
    JSON.stringify({
      reports: said.length,
      lost: counts.filter((count) => count === 0).length,
      doubled: counts.filter((count) => count > 1).length,
      posts: proxy.taken.length,
      postedTwice: [...keys.values()].filter((posts) => posts.length > 1).length,
      faults: proxy.given,
      drainedMs: Math.round(drainedMs),
      modals: opened.length,
      slowestModalMs: Math.round(Math.max(...opened)),
      running: bots.filter((bot) => bot.code() === null).length,
    }),
  );
} finally {
  window.close();
  await Promise.all(bots.map((bot) => bot.stop()));
  await platform.stop();
  await proxy.stop();
  if (process.env.DUBAN_STORY_LOG) process.stderr.write(bots.map((bot) => bot.said()).join('\n---\n'));
}
