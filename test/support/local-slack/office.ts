// The office's channel on local-slack: a card that follows what is done, a refusal seen by one person, a bulletin posted with its text
// as a file. Prints one JSON object with what was seen. Arguments: binary, mode (socket or http), work folder.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultProxy } from '../fault-proxy.ts';
import { app, command, directoryOf, type Mode, platformUrl, startBot, startPlatform, until } from './platform.ts';

const [binary = '', mode, folder = ''] = process.argv.slice(2) as [string, Mode, string];
const clerk = 'U01LIN';
const director = 'U01ZHOU';
const liaison = 'U01CHEN';
const room = 'C01GEN';
const year = new Date().getFullYear();
const directory = directoryOf([
  `江州市督查室,市督查室,办公室,林晓雯,办公室工作人员,slack:${clerk}`,
  `江州市督查室,市督查室,办公室,周正明,签发人,slack:${director}`,
  `江州市发展和改革委员会,市发展改革委,下属,陈建国,联络员,slack:${liaison}`,
]);
const plan = `江州市${year}年工作要点

（一）建立惠企政策清单。（责任单位：市发展改革委；时限：12月底）
（二）规范中介服务。（责任单位：市发展改革委；时限：12月30日前）
`;
const url = 'http://127.0.0.1:4100';
const proxy = await faultProxy({ upstream: platformUrl, port: 4900, bots: [url], secret: app.signingSecret });
const platform = await startPlatform(
  binary,
  folder,
  [
    { id: clerk, name: 'lin', real_name: '林晓雯' },
    { id: director, name: 'zhou', real_name: '周正明' },
    { id: liaison, name: 'chen', real_name: '陈建国' },
  ],
  { mode, requestUrl: `${proxy.url}/slack/events` },
);
const options = {
  mode,
  port: 4100,
  dataDir: join(folder, 'data'),
  apiUrl: proxy.apiUrl,
  officeChannel: room,
};
mkdirSync(options.dataDir, { recursive: true });
writeFileSync(join(folder, 'directory.csv'), directory);
await command(options, 'directory', 'import', join(folder, 'directory.csv'));
const running = await startBot(options);
const window = await platform.client();
const textOf = (words: string) => platform.saidIn(room, words);

try {
  await until('a socket', async () => (mode === 'http' || proxy.links() > 0 ? true : undefined));
  await platform.upload(clerk, 'plan.txt', 'text/plain', plan);
  await platform.press(clerk, await platform.said(clerk, '已读取'), 'adopt-plan');
  await platform.said(clerk, '已启用');

  await platform.say(liaison, '（二）已完成');
  const card = await textOf('待审核');
  await platform.press(clerk, card, 'close-task', room);
  const settled = await textOf('已处理');

  await command(options, 'bulletin', 'draft', String(year), '--as', '林晓雯');
  const draft = await textOf('通报待签发');
  await platform.press(clerk, draft, 'sign-bulletin', room);
  const refused = await until('the refusal', async () =>
    [...(await platform.messagesIn(room)), ...(await platform.messagesOf(clerk))].find((one) =>
      one.text.includes('由签发人办理'),
    ),
  );
  const still = await textOf('通报待签发');
  await platform.press(director, still, 'sign-bulletin', room);
  const signed = await textOf('通报待发布');
  const before = window.heard.length;
  await platform.press(director, signed, 'open-publish', room);
  await until('the form', async () =>
    window.heard.slice(before).find(({ what, text }) => what.t === 'view' && text.includes('"callback_id":"form"')),
  );
  window.submit(director, { channel: room, where: 'room' });
  const posted = await textOf('全文见附件');
  const file = await until('the file', async () =>
    (await platform.messagesIn(room)).find((one) => (one.files ?? []).length > 0),
  );
  await textOf('通报已发布');

  const all = await platform.messagesIn(room);
  process.stdout.write(
    JSON.stringify({
      sameCard: settled.ts === card.ts,
      by: settled.text.includes('林晓雯：审核办结'),
      refused: refused.text.split('\n')[0],
      stillToSign: still.ts === draft.ts,
      number: /通报〔\d+〕1号/.test(posted.text),
      files: all.flatMap((one) => (one.files ?? []).map(({ name }) => name)).length,
      under: file.thread_ts !== undefined,
      cards: all.filter((one) => one.text.startsWith('已处理')).length,
      said: running.said(),
    }),
  );
} finally {
  window.close();
  await running.stop();
  await platform.stop();
  await proxy.stop();
}
