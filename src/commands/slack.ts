import { writeFile } from 'node:fs/promises';
import { en } from '../core/message/en.ts';
import { zh } from '../core/message/zh.ts';
import { BadInput, terminal } from './output.ts';

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
  if (mode === 'http' && (url === undefined || !URL.canParse(url)))
    throw new BadInput('--mode http 需要 --url，写服务的公网地址，如 https://duban.example.gov.cn');
  const link = mode === 'http' ? ({ mode, publicUrl: url ?? '' } as const) : ({ mode } as const);
  const manifest = manifestOf(link, textsOf(options).chat);
  const problems = manifestProblems(manifest);
  if (problems.length > 0) throw new Error(`The manifest would be refused: ${problems.join('; ')}`);
  terminal.line(JSON.stringify(manifest, null, 2));
}

/** `duban slack preview`: every message and modal as Slack would lay it out. */
export async function writePreview(options: LanguageOption & { out: string }): Promise<void> {
  const { previewHtml } = await import('../wire-preview.ts');
  await writeFile(options.out, await previewHtml(textsOf(options), 'Slack'));
  terminal.line(`已写出 ${options.out}`);
}
