import { systemClock } from '../adapters/system-clock.ts';
import type { SlackConfig } from '../config.ts';
import { en } from '../core/message/en.ts';
import { zh } from '../core/message/zh.ts';
import type { Person } from '../core/unit.ts';
import type { Rooms } from '../ports.ts';
import { BadInput, terminal } from './output.ts';
import { writePage } from './reading.ts';

/** What `duban doctor` finds out about Slack: token, scopes, clock, accounts. */
export async function slackFindings(
  slack: SlackConfig,
  persons: readonly Person[],
  rooms: Rooms | null,
): Promise<readonly { name: string; ok: boolean; text: string }[]> {
  const { channelFault, checkToken, deadAccounts } = await import('../adapters/slack/check.ts');
  const { bulkClient } = await import('../adapters/slack/clients.ts');
  const client = bulkClient(slack.botToken, slack.apiUrl);
  const checked = await checkToken(client, () => systemClock.now());
  if (!checked.ok) {
    return [
      {
        name: 'slack',
        ok: false,
        text: `Slack 未接受该令牌或无法连接（${checked.code}），请核对 SLACK_BOT_TOKEN 和网络`,
      },
    ];
  }
  const { team, bot, missing, skewMs } = checked;
  const accountOf = (person: Person) => person.accounts.find((account) => account.platform === 'slack')?.address;
  const accounts = persons.flatMap((person) => accountOf(person) ?? []);
  const dead = new Set(await deadAccounts(client, accounts));
  const gone = persons.filter((person) => dead.has(accountOf(person) ?? '')).map((person) => person.name);
  const seconds = skewMs === null ? null : Math.round(skewMs / 1000);
  return [
    {
      name: 'slack',
      ok: true,
      text: `Slack：${team}，机器人 ${bot}，${slack.link.mode === 'socket' ? 'Socket Mode' : 'HTTP'}`,
    },
    {
      name: 'slack-scopes',
      ok: missing.length === 0,
      text:
        missing.length === 0 ? 'Slack 权限齐全' : `Slack 缺少权限：${missing.join('、')}，请按清单更新应用后重新安装`,
    },
    ...(seconds === null
      ? []
      : [
          {
            name: 'slack-clock',
            ok: Math.abs(seconds) < 60,
            text: `本机与 Slack 时钟相差 ${seconds} 秒${Math.abs(seconds) < 60 ? '' : '，请校时'}`,
          },
        ]),
    {
      name: 'slack-accounts',
      ok: gone.length === 0,
      text:
        gone.length === 0
          ? `Slack 账号 ${accounts.length} 个均可用`
          : `Slack 账号不存在或已停用：${gone.join('、')}，请更新通讯录`,
    },
    ...(await Promise.all(
      channelsOf(slack, rooms).map(async ({ name, what, channel }) => {
        const fault = await channelFault(client, channel);
        return {
          name,
          ok: fault === null,
          text: `Slack ${what} ${channel} ${fault === null ? '可用' : `不可用（${fault}），请把机器人加入该频道或另选频道`}`,
        };
      }),
    )),
  ];
}

/** The channels that are written to; the one that the installation names goes before what the office chose. */
function channelsOf(slack: SlackConfig, rooms: Rooms | null) {
  const office = slack.officeChannel ?? addressIn(rooms?.office);
  const bulletin = addressIn(rooms?.bulletin);
  return [
    ...(office ? [{ name: 'slack-office', what: '办公室频道', channel: office }] : []),
    ...(bulletin ? [{ name: 'slack-bulletin', what: '通报频道', channel: bulletin }] : []),
  ];
}

const addressIn = (room: Rooms['office'] | undefined): string | null =>
  room?.platform === 'slack' ? room.address : null;

interface LanguageOption {
  readonly language?: string;
}

function textsOf({ language = 'zh' }: LanguageOption) {
  if (language === 'zh') return zh;
  if (language === 'en') return en;
  throw new BadInput(`--language 只能是 zh 或 en（收到：${language}）`);
}

/** `duban slack manifest`: what is pasted into "create an app from a manifest". */
export async function printManifest(options: LanguageOption & { mode: string; url?: string }): Promise<void> {
  const { manifestOf, manifestProblems } = await import('../adapters/slack/manifest.ts');
  const { mode, url } = options;
  if (mode !== 'socket' && mode !== 'http') throw new BadInput(`--mode 只能是 socket 或 http（收到：${mode}）`);
  if (mode === 'http' && (url === undefined || !URL.canParse(url) || new URL(url).protocol !== 'https:'))
    throw new BadInput('--mode http 需要 --url，写服务的 https 公网地址，如 https://duban.example.gov.cn');
  const link = mode === 'http' ? ({ mode, publicUrl: url ?? '' } as const) : ({ mode } as const);
  const manifest = manifestOf(link, textsOf(options).chat);
  const problems = manifestProblems(manifest);
  if (problems.length > 0) throw new Error(`The manifest would be refused: ${problems.join('; ')}`);
  terminal.line(JSON.stringify(manifest, null, 2));
}

/** `duban slack preview`: every message and modal as Slack would lay it out. */
export async function writePreview(options: LanguageOption & { out: string }): Promise<void> {
  const { previewHtml } = await import('../wire-preview.ts');
  await writePage(options.out, await previewHtml(textsOf(options), 'Slack'));
  terminal.line(`已写出 ${options.out}`);
}
