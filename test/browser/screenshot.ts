// Takes the README's picture of the demo: node test/browser/screenshot.ts [file]
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startProgram } from '../support/program.ts';
import { chromiumPath } from './chromium.ts';

const file = process.argv[2] ?? fileURLToPath(new URL('../../src/desk/screenshot.png', import.meta.url));
const executablePath = chromiumPath();
if (executablePath === null) throw new Error('No Chromium here: apt-get install chromium fonts-noto-cjk');

const program = await startProgram();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  });
  const answered = async (count: number) =>
    page
      .getByTestId('own-message')
      .nth(count - 1)
      .waitFor();
  const become = async (name: string) => {
    await page.getByRole('combobox', { name: '当前身份' }).fill(name);
    await page.keyboard.press('Enter');
    await page.getByTestId('persona').getByText(name).waitFor();
    await page.getByTestId('unit-lights').first().waitFor();
  };
  const write = async (text: string, count = 1) => {
    await page.getByRole('textbox', { name: '输入消息' }).fill(text);
    await page.keyboard.press('Enter');
    await answered(count);
  };

  await page.goto(program.url);
  await page.getByRole('button', { name: '知道了' }).click();
  await become('苗青');
  await write('（四）已完成，3月进展已报送');
  await become('马骏');
  await write('（四）已完成，材料已上报');
  await page.getByRole('button', { name: '到指定日期' }).click();
  await page.getByLabel('前进到').fill('2026-03-27');
  await page.getByRole('button', { name: '前进', exact: true }).click();
  await page.getByText('期间发出').waitFor({ timeout: 300_000 });
  await become('张悦');
  await write('（七）已完成60%，预计4月底完成');
  await write('（七）申请延期至6月15日，因目录尚未核定', 2);
  await become('林晓雯');
  await page.getByText('期间发出').waitFor({ state: 'hidden' });
  // The focus leaves the persona's field, and its ring fades.
  await page.getByRole('textbox', { name: '输入消息' }).click();
  await page.waitForTimeout(500);
  await page.screenshot({ path: file });
  process.stdout.write(`${file}\n`);
} finally {
  await browser.close();
  await program.stop();
}
