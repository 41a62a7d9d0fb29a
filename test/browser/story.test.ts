import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProgram } from '../support/program.ts';
import { chromiumPath } from './chromium.ts';

const executablePath = chromiumPath();

const CLERK = '林晓雯';
const DIRECTOR = '周正明';
const LIAISON = '张悦';
const LAW_LIAISON = '华蓉';
const DISTRICT_HEAD = '鲁健';

// One visitor on one page; each test goes on where the one before ended.
// The whole bot, a browser, a month: behind `npm run test:story`, which .ci/run calls.
const isAsked = process.env.STORY_TESTS === '1';

describe.skipIf(executablePath === null || !isAsked)('a visitor of the demo (Chromium)', { timeout: 120_000 }, () => {
  let program: Awaited<ReturnType<typeof startProgram>>;
  let browser: Browser;
  let page: Page;
  const failures: string[] = [];

  beforeAll(async () => {
    program = await startProgram();
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
    const context = await browser.newContext({ locale: 'zh-CN', permissions: ['clipboard-read', 'clipboard-write'] });
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
    page.on('pageerror', (error) => failures.push(error.message));
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const section = (name: string) => page.getByTestId(`section-${name}`);
  const newest = () => page.getByRole('region', { name: '对话' }).getByTestId('bot-message').last();
  const answer = (text: string) => page.getByTestId('bot-message').filter({ hasText: text }).last();
  const row = (list: string, text: string): Locator => section(list).getByTestId('work-item').filter({ hasText: text });
  async function become(name: string) {
    await page.getByRole('combobox', { name: '当前身份' }).fill(name);
    await page.keyboard.press('Enter');
    await page.getByTestId('persona').getByText(name).waitFor();
    await section('lights').waitFor();
  }
  async function write(text: string) {
    await page.getByRole('textbox', { name: '输入消息' }).fill(text);
    await page.keyboard.press('Enter');
  }
  async function submit(fields: Record<string, string>, button: string) {
    const thread = page.getByRole('dialog');
    for (const [label, value] of Object.entries(fields)) await thread.getByLabel(label).last().fill(value);
    await thread.getByRole('button', { name: button, exact: true }).last().click();
    await thread.getByText('已提交').last().waitFor();
    await page.keyboard.press('Escape');
    await thread.waitFor({ state: 'hidden' });
  }
  async function goTo(day: string) {
    await page.getByRole('button', { name: '到指定日期' }).click();
    await page.getByLabel('前进到').fill(day);
    await page.getByRole('button', { name: '前进', exact: true }).click();
    await page.locator(`[data-testid=clock] time[datetime^="${day}"]`).waitFor({ timeout: 120_000 });
    await page.getByRole('button', { name: '前进一天' }).and(page.locator(':enabled')).waitFor({ timeout: 120_000 });
  }

  it('finds the office at work: the plan in force, the first morning card, the lights of each unit', async () => {
    await page.goto(program.url);
    await newest().getByText('本周事项').waitFor();
    await page.getByTestId('unit-lights').first().waitFor();

    expect(await page.getByTestId('clock').textContent()).toContain('2026年3月2日（周一）');
    expect(await page.getByTestId('unit-lights').count()).toBeGreaterThan(5);
    expect(await section('next').getByRole('listitem').count()).toBeGreaterThan(3);
  });

  it('reports progress as a liaison, and is told what was understood', async () => {
    await become(LIAISON);
    await write('（七）已完成60%，预计4月底完成');

    await answer('已记录（七）').getByText('进度 60%').waitFor();
    await answer('已记录（七）').getByRole('button', { name: '理解有误，修改' }).waitFor();
  });

  it('asks for an extension in one sentence, which the office grants', async () => {
    await write('（七）申请延期至6月15日，因目录尚未核定');
    await answer('申请延期至6月15日').waitFor();

    await become(CLERK);
    await row('petitions', '（七）').getByRole('button', { name: '同意延期' }).click();
    await submit({}, '同意');

    await expect.poll(() => row('petitions', '（七）').count()).toBe(0);
    await become(LIAISON);
    await answer('6月15日').waitFor();
  });

  it('questions a responsibility, which the office turns down with a reason', async () => {
    await become(LAW_LIAISON);
    await write('（九）该项职责不在我单位');
    await answer('职责意见').waitFor();

    await become(CLERK);
    await row('petitions', '（九）').getByRole('button', { name: '不同意' }).click();
    await submit({ 不同意的理由: '分工方案已明确由市司法局牵头' }, '不同意');

    await become(LAW_LIAISON);
    await answer('分工方案已明确由市司法局牵头').waitFor();
  });

  it('reports done; the office sends it back, and closes it after the supplement', async () => {
    await become(LIAISON);
    await write('（七）已完成，目录已公布');
    await answer('已转办公室审核').waitFor();

    await become(CLERK);
    await row('review', '（七）').getByRole('button', { name: '待补充' }).click();
    await submit({ 需补充的内容: '请补充公布日期' }, '退回补充');

    await become(LIAISON);
    await answer('请补充公布日期').waitFor();
    await write('（七）已完成，3月2日公布');
    await become(CLERK);
    await row('review', '（七）').getByRole('button', { name: '办结' }).click();
    await expect.poll(() => row('review', '（七）').count()).toBe(0);
    await section('lights').getByRole('list', { name: '合计' }).getByText('1 办结').waitFor();
  });

  it('moves the clock by a day, a week and to the next event, and what is due arrives meanwhile', async () => {
    const now = async () => (await page.locator('[data-testid=clock] time').getAttribute('datetime')) ?? '';
    for (const [button, leastDays] of [
      ['前进一天', 1],
      ['前进一周', 7],
      ['到下一事项', 0],
    ] as const) {
      const before = Date.parse(await now());
      await page.getByRole('button', { name: button }).click();
      await expect
        .poll(async () => Date.parse(await now()), { timeout: 60_000 })
        .toBeGreaterThan(before + (leastDays - 0.5) * 86_400_000);
      await page.getByRole('button', { name: '前进一天' }).and(page.locator(':enabled')).waitFor({ timeout: 60_000 });
    }
  });

  it('sees an unanswered task climb the ladder to a drafted notice, signs it as the director, and acknowledges it as the head', async () => {
    await goTo('2026-04-08');
    await become(DIRECTOR);
    await row('sign', '（四）').filter({ hasText: '东湖区' }).getByRole('button', { name: '签发' }).click();
    await answer('督办〔2026〕1号').waitFor();

    await become(DISTRICT_HEAD);
    await answer('督办〔2026〕1号').getByRole('button', { name: '签收' }).click();

    await expect.poll(() => newest().textContent()).toContain('签收');
  });

  it('records what a unit without an account said by phone, and that somebody was called', async () => {
    await become(CLERK);
    const call = section('phone').getByTestId('work-item').filter({ hasText: '26-4-' }).first();
    const waiting = await section('phone').getByTestId('work-item').count();
    expect(waiting).toBeGreaterThan(0);
    await call.getByRole('button', { name: '代录' }).click();
    await submit({ 对方告知的内容: '3月进展已汇总完成', 告知人: '凤鸣' }, '记录');
    await page.getByTestId('bot-message').filter({ hasText: '代录' }).first().waitFor();

    const heading = section('phone').getByRole('heading');
    const before = await heading.textContent();
    await section('phone').getByRole('button', { name: '已联系' }).first().click();
    await expect.poll(() => heading.textContent()).not.toBe(before);
  });

  it('copies a notice as plain text for a group', async () => {
    await section('sign').getByRole('button', { name: '复制为文本' }).first().click();
    await page.getByText('已复制').waitFor();

    expect(await page.evaluate('navigator.clipboard.readText()')).toContain('请于');
  });

  it('reads the bulletin that was drafted for the first quarter', async () => {
    const bulletin = section('bulletins').getByTestId('bulletin').first();
    await bulletin.getByRole('button', { name: '查看全文' }).click();

    expect(await bulletin.textContent()).toContain('第一季度');
  });

  it('met no error on the page', () => {
    expect(failures).toEqual([]);
  });
});
