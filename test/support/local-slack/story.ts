// One office's day on local-slack, from the plan that is dropped to the task that is closed. Prints one JSON object with what was
// seen. Arguments: binary, mode (socket or http), work folder.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultProxy } from '../fault-proxy.ts';
import { app, command, directoryOf, type Mode, platformUrl, startBot, startPlatform, until } from './platform.ts';

const [binary = '', mode, folder = ''] = process.argv.slice(2) as [string, Mode, string];
const clerk = 'U01LIN';
const liaison = 'U01CHEN';
const directory = directoryOf([
  `江州市督查室,市督查室,办公室,林晓雯,办公室工作人员,slack:${clerk}`,
  `江州市发展和改革委员会,市发展改革委,下属,陈建国,联络员,slack:${liaison}`,
]);
const plan = `江州市${new Date().getFullYear() + 1}年工作要点

（一）建立惠企政策清单。（责任单位：市发展改革委；时限：12月底）
（二）规范中介服务。（责任单位：市发展改革委；时限：11月30日前）
`;
const bot = { url: 'http://127.0.0.1:4100', port: 4100 };

const proxy = await faultProxy({ upstream: platformUrl, port: 4900, bots: [bot.url], secret: app.signingSecret });
const platform = await startPlatform(
  binary,
  folder,
  [
    { id: clerk, name: 'lin', real_name: '林晓雯' },
    { id: liaison, name: 'chen', real_name: '陈建国' },
  ],
  { mode, requestUrl: `${proxy.url}/slack/events` },
);
const options = { mode, port: bot.port, dataDir: join(folder, 'data'), apiUrl: proxy.apiUrl };
mkdirSync(options.dataDir, { recursive: true });
writeFileSync(join(folder, 'directory.csv'), directory);
await command(options, 'directory', 'import', join(folder, 'directory.csv'));
const running = await startBot(options);
const window = await platform.client();
const linked = () => until('a socket', async () => (mode === 'http' || proxy.links() > 0 ? true : undefined));
/** The newest view with this callback that was shown since. */
const viewSince = (from: number, id: string) =>
  until(`the form ${id}`, async () =>
    window.heard.slice(from).find(({ what, text }) => what.t === 'view' && text.includes(`"callback_id":"${id}"`)),
  );

try {
  await linked();
  await platform.upload(clerk, 'plan.txt', 'text/plain', plan);
  await platform.press(clerk, await platform.said(clerk, '已读取'), 'adopt-plan');
  await platform.said(clerk, '已启用');

  await platform.say(liaison, '（一）已完成60%');
  const first = await platform.said(liaison, '进度 60%');
  await platform.say(liaison, '又推进一步，完成80%', first.ts);
  const second = await platform.said(liaison, '进度 80%');

  const before = window.heard.length;
  await platform.press(liaison, second, 'open-report');
  await viewSince(before, 'form');
  window.submit(liaison, { text: '  ' });
  const errors = await until('field errors', async () => window.heard.find(({ what }) => what.t === 'view_errors'));
  window.submit(liaison, { text: '已完成第三轮修改' });
  const third = await platform.said(liaison, '第三轮');

  await platform.openHome(liaison);
  const home = await until('the home page', async () =>
    window.heard.findLast(({ what, text }) => what.t === 'home' && what.user === liaison && text.includes('惠企政策')),
  );
  await platform.command(liaison, '待报');
  const owed = await platform.said(liaison, '待报（');

  // Slack closes the link as it does every few hours; what is said next still arrives.
  if (mode === 'socket') {
    proxy.refresh();
    await until('the link is gone', async () => (proxy.links() === 0 ? true : undefined));
    await linked();
  }
  await platform.say(liaison, '（二）已完成');
  const done = await platform.said(liaison, '已转办公室审核');
  // What is closed is written anew.
  const all = await platform.messagesOf(liaison);
  await platform.press(clerk, await platform.said(clerk, '待审核'), 'close-task');
  const closed = await platform.said(liaison, '办结');

  process.stdout.write(
    JSON.stringify({
      threads: [first, second, third].map((one) => (one.thread_ts ?? one.ts) === first.ts),
      errors: errors.what.errors,
      home: home.text.includes('惠企政策'),
      owed: owed.text.split('\n')[0],
      done: done.text.split('\n')[0],
      closed: closed.text.split('\n')[0],
      answers: all.filter((one) => one.user === app.botUserId && one.text.startsWith('已记录')).length,
      said: running.said(),
    }),
  );
} finally {
  window.close();
  await running.stop();
  await platform.stop();
  await proxy.stop();
}
