// Runs in a network of its own (the binary listens on every address): a local Slack, the bot as it is started, and a story told
// through the platform. Prints one JSON object with what was seen. Arguments: binary, mode (socket or http), work folder.
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [binary = '', mode = '', folder = ''] = process.argv.slice(2);
const root = fileURLToPath(new URL('../..', import.meta.url));
const slackUrl = 'http://localhost:3900';
const clerk = 'U01LIN';
const liaison = 'U01CHEN';

const app = {
  appId: 'A01APP',
  botUserId: 'U0BOT',
  botName: 'duban',
  botToken: 'xoxb-test-token',
  appToken: 'xapp-test-token',
  signingSecret: 'test-signing-secret',
};
const config = {
  workspace: { name: '市督查室', domain: 'ducha', teamId: 'T01TEST' },
  app:
    mode === 'socket' ? { ...app, mode } : { ...app, mode: 'events', requestUrl: 'http://127.0.0.1:4100/slack/events' },
  users: [
    { id: clerk, name: 'lin', real_name: '林晓雯', email: 'lin@example.cn', tz: 'Asia/Shanghai' },
    { id: liaison, name: 'chen', real_name: '陈建国', email: 'chen@example.cn', tz: 'Asia/Shanghai' },
  ],
  channels: [{ id: 'C01GEN', name: 'general', members: [clerk, liaison, 'U0BOT'] }],
};
const directory = `单位全称,单位简称,关系,姓名,角色,账号
江州市督查室,市督查室,办公室,林晓雯,办公室工作人员,slack:${clerk}
江州市发展和改革委员会,市发展改革委,下属,陈建国,联络员,slack:${liaison}
`;
const nextYear = new Date().getFullYear() + 1;
const plan = `江州市${nextYear}年工作要点

（一）建立惠企政策清单。（责任单位：市发展改革委；时限：12月底）
（二）规范中介服务。（责任单位：市发展改革委；时限：11月30日前）
`;

interface Shown {
  readonly user?: string;
  readonly ts: string;
  readonly thread_ts?: string;
  readonly text: string;
  readonly blocks?: readonly { readonly elements?: readonly { readonly value?: string }[] }[];
}

const env = {
  ...process.env,
  DUBAN_DATA_DIR: join(folder, 'data'),
  DUBAN_MODE: 'live',
  PORT: '4100',
  SLACK_BOT_TOKEN: app.botToken,
  SLACK_API_URL: `${slackUrl}/api/`,
  ...(mode === 'socket' ? { SLACK_APP_TOKEN: app.appToken } : { SLACK_SIGNING_SECRET: app.signingSecret }),
};
const node = (...args: string[]) =>
  spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
const ended = (child: ReturnType<typeof spawn>) => new Promise((resolve) => child.once('exit', resolve));

async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 150; tries += 1) {
    const found = await ask().catch(() => undefined);
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Waited in vain: ${what}`);
}
const control = (path: string, body: object) =>
  fetch(`${slackUrl}/_control${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
async function openWith(user: string): Promise<string> {
  const response = await fetch(`${slackUrl}/api/conversations.open`, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.botToken}` },
    body: new URLSearchParams({ users: user }),
  });
  return ((await response.json()) as { channel: { id: string } }).channel.id;
}
async function messagesIn(channel: string): Promise<readonly Shown[]> {
  const answer = (await (await fetch(`${slackUrl}/_control/messages/${channel}`)).json()) as
    | readonly Shown[]
    | { messages: readonly Shown[] };
  return 'messages' in answer ? answer.messages : answer;
}
const saidIn = (channel: string, words: string) =>
  until(words, async () =>
    (await messagesIn(channel)).findLast((one) => one.user === 'U0BOT' && one.text.includes(words)),
  );
const press = (channel: string, shown: Shown, user: string, name: string) => {
  const action = shown.blocks?.flatMap((block) => block.elements ?? []).find((one) => one.value?.includes(`"${name}"`));
  return control('/interact', { channel, messageTs: shown.ts, user, action });
};

await mkdir(join(folder, 'data'), { recursive: true });
// JSON is YAML.
await writeFile(join(folder, 'config.yaml'), JSON.stringify(config));
await writeFile(join(folder, 'directory.csv'), directory);
const platform = spawn(binary, ['--config', join(folder, 'config.yaml'), '--port', '3900'], { stdio: 'ignore' });
await ended(node('src/cli.ts', 'directory', 'import', join(folder, 'directory.csv')));
const bot = node('src/main.ts');
try {
  await until('health', async () => ((await fetch('http://127.0.0.1:4100/healthz')).ok ? true : undefined));
  const [office, unit] = [await openWith(clerk), await openWith(liaison)];

  const dropped = new FormData();
  for (const [name, value] of Object.entries({ channel: office, user: clerk, text: '' })) dropped.append(name, value);
  dropped.append('file', new Blob([plan], { type: 'text/plain' }), 'plan.txt');
  // The socket may not be open yet when health is.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  await fetch(`${slackUrl}/_control/upload`, { method: 'POST', body: dropped });
  const read = await saidIn(office, '已读取');
  await press(office, read, clerk, 'adopt-plan');
  await saidIn(office, '已启用');

  await control('/message', { channel: unit, user: liaison, text: '（一）已完成60%' });
  const first = await saidIn(unit, '进度 60%');
  await control('/message', { channel: unit, user: liaison, text: '又推进一步，完成80%', thread_ts: first.ts });
  const second = await saidIn(unit, '进度 80%');

  const ui = new WebSocket('ws://localhost:3900/ui');
  const heard: string[] = [];
  ui.addEventListener('message', (event) => heard.push(String(event.data)));
  await new Promise((resolve) => ui.addEventListener('open', resolve));
  const submit = (value: string) =>
    ui.send(
      JSON.stringify({ t: 'view_submit', user: liaison, values: { text: { v: { type: 'plain_text_input', value } } } }),
    );
  await press(unit, second, liaison, 'open-report');
  await until('the form', async () =>
    heard.find((one) => one.includes('"t":"view"') && one.includes('"callback_id":"form"')),
  );
  submit('  ');
  const errors = await until('field errors', async () => heard.find((one) => one.includes('"t":"view_errors"')));
  submit('已完成第三轮修改');
  const third = await saidIn(unit, '第三轮');
  ui.close();

  await control('/open-home', { user: liaison });
  await control('/command', { command: '/duban', text: '待报', user: liaison, channel: unit });
  const owed = await saidIn(unit, '待报（');

  const all = await messagesIn(unit);
  process.stdout.write(
    JSON.stringify({
      threads: [first, second, third].map((one) => one.thread_ts ?? one.ts).map((ts) => ts === first.ts),
      errors: JSON.parse(errors).errors,
      owed: owed.text.split('\n')[0],
      answers: all.filter((one) => one.user === 'U0BOT' && one.text.startsWith('已记录')).length,
    }),
  );
} finally {
  bot.kill('SIGTERM');
  await ended(bot);
  platform.kill();
}
