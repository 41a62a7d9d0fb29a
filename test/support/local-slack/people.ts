// People and their files on local-slack: evidence both ways, a one-time code, settings. Prints one JSON object with what was seen.
// Arguments: binary, mode (socket or http), work folder.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, command, directoryOf, type Mode, platformUrl, startBot, startPlatform, until } from './platform.ts';

const [binary = '', mode, folder = ''] = process.argv.slice(2) as [string, Mode, string];
const clerk = 'U01LIN';
const liaison = 'U01CHEN';
const newcomer = 'U01DENG';
const directory = directoryOf([
  `江州市督查室,市督查室,办公室,林晓雯,办公室工作人员,slack:${clerk}`,
  `江州市发展和改革委员会,市发展改革委,下属,陈建国,联络员,slack:${liaison}`,
  `江州市发展和改革委员会,市发展改革委,下属,邓敏,分管负责人,`,
]);
const plan = `江州市${new Date().getFullYear() + 1}年工作要点

（一）建立惠企政策清单。（责任单位：市发展改革委；时限：12月底）
（二）规范中介服务。（责任单位：市发展改革委；时限：11月30日前）
`;
const pdf = '%PDF-1.4\nreport of the third round';

const platform = await startPlatform(
  binary,
  folder,
  [
    { id: clerk, name: 'lin', real_name: '林晓雯' },
    { id: liaison, name: 'chen', real_name: '陈建国' },
    { id: newcomer, name: 'deng', real_name: '邓敏' },
  ],
  { mode, requestUrl: 'http://127.0.0.1:4100/slack/events' },
);
const options = { mode, port: 4100, dataDir: join(folder, 'data'), apiUrl: `${platformUrl}/api/` };
mkdirSync(options.dataDir, { recursive: true });
writeFileSync(join(folder, 'directory.csv'), directory);
await command(options, 'directory', 'import', join(folder, 'directory.csv'));
const running = await startBot(options);
const window = await platform.client();
/** Files that the bot shared with someone. */
const filesOf = (user: string) =>
  until('a file', async () => {
    const shared = (await platform.messagesOf(user)).filter((one) => one.user === app.botUserId);
    const names = shared.flatMap((one) => (one.files ?? []).map((file) => file.name));
    return names.length > 0 ? names : undefined;
  });

try {
  if (mode === 'socket') await new Promise((resolve) => setTimeout(resolve, 2_000));
  await platform.upload(clerk, 'plan.txt', 'text/plain', plan);
  await platform.press(clerk, await platform.said(clerk, '已读取'), 'adopt-plan');
  await platform.said(clerk, '已启用');

  await platform.upload(liaison, 'third-round.pdf', 'application/pdf', pdf);
  await platform.press(liaison, await platform.said(liaison, '是哪项任务的佐证材料'), 'attach-file');
  const kept = await platform.said(liaison, '已收。');

  await platform.upload(liaison, 'done.pdf', 'application/pdf', pdf, '（二）已完成');
  await platform.said(liaison, '已转办公室审核');
  await platform.press(clerk, await platform.said(clerk, '待审核'), 'send-evidence');
  const handed = await filesOf(clerk);

  await platform.upload(
    liaison,
    'tool.exe',
    'application/octet-stream',
    new Uint8Array([77, 90, 0, 1]),
    '（一）完成20%',
  );
  const refused = await platform.said(liaison, '不是文档或图片');

  await platform.command(clerk, '代码 邓敏');
  const told = await platform.said(clerk, '一次性代码');
  const code = /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(told.text)?.[0] ?? '';
  await platform.say(newcomer, code);
  const linked = await platform.said(newcomer, '账号已绑定');

  await platform.say(liaison, '免打扰 12:00-14:00');
  const quiet = await platform.said(liaison, '已设免打扰');
  await platform.openHome(liaison);
  const home = await until('the home page', async () =>
    window.heard.findLast(({ what, text }) => what.t === 'home' && what.user === liaison && text.includes('我的设置')),
  );

  process.stdout.write(
    JSON.stringify({
      kept: kept.text.split('\n')[0],
      handed,
      refused: refused.text.split('\n')[0],
      linked: linked.text.includes('登记了您'),
      quiet: quiet.text.split('\n')[0],
      home: home.text.includes('12:00—14:00'),
      said: running.said(),
    }),
  );
} finally {
  window.close();
  await running.stop();
  await platform.stop();
}
