import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildDesk, deskServer } from '../support/desk-server.ts';
import { fakeDesk } from '../support/fake-desk.ts';
import { chromiumPath } from './chromium.ts';

const executablePath = chromiumPath();
const PHONE = { width: 390, height: 844 };
const LAPTOP = { width: 1280, height: 800 };

describe.skipIf(executablePath === null)('the desk in a browser (Chromium)', { timeout: 60_000 }, () => {
  let distDir: string;
  let browser: Browser;
  let context: BrowserContext;
  let desk: ReturnType<typeof fakeDesk>;
  let server: { url: string; close(): Promise<void> };
  let failures: string[];

  beforeAll(async () => {
    distDir = buildDesk();
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  });
  afterAll(() => browser?.close());

  beforeEach(async () => {
    desk = fakeDesk();
    server = await deskServer(desk, { distDir });
    failures = [];
    await newContext(LAPTOP);
  });
  afterEach(async () => {
    await context.close();
    await server.close();
    expect(failures).toEqual([]);
  });

  async function newContext(viewport: { width: number; height: number }) {
    await context?.close();
    context = await browser.newContext({
      viewport,
      locale: 'zh-CN',
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(8000);
  }
  async function open(): Promise<Page> {
    const page = await context.newPage();
    page.on('pageerror', (error) => failures.push(error.message));
    page.on('dialog', (dialog) => failures.push(`dialog ${dialog.message()}`));
    await page.goto(server.url);
    await page.getByTestId('bot-message').first().waitFor();
    return page;
  }
  async function become(page: Page, name: string) {
    await page.getByRole('combobox', { name: '当前身份' }).fill(name);
    await page.keyboard.press('Enter');
    await page.getByTestId('persona').getByText(name).waitFor();
  }
  const section = (page: Page, name: string) => page.getByTestId(`section-${name}`);
  const write = async (page: Page, text: string) => {
    await page.getByRole('textbox', { name: '输入消息' }).fill(text);
    await page.keyboard.press('Enter');
  };

  it('opens as the office clerk, with the morning card, the lights and what comes next', async () => {
    const page = await open();

    expect(await page.getByTestId('clock').textContent()).toContain('2026年6月29日（周一） 09:05');
    expect(await page.getByTestId('bot-message').textContent()).toContain('办公室今日事项');
    expect(await page.getByTestId('unit-lights').allInnerTexts()).toHaveLength(4);
    expect(await section(page, 'next').textContent()).toContain('6月30日（周二）');
  });

  it('opens however slowly and in whatever order the answers come', async () => {
    const { received, personas } = desk;
    let asked = 0;
    const late = () => {
      asked += 1;
      return new Promise((resolve) => setTimeout(resolve, (asked * 137) % 400));
    };
    desk.personas = async () => {
      await late();
      return personas();
    };
    desk.received = async () => {
      await late();
      return received();
    };

    for (let visit = 0; visit < 2; visit += 1) {
      await newContext(LAPTOP);
      const page = await open();
      await page.getByTestId('unit-lights').first().waitFor();
    }
    expect(asked).toBeGreaterThan(4);
  });

  it('answers a written report in the chat, without reloading', async () => {
    const page = await open();
    await become(page, '陈晓');

    await write(page, '（十二）已完成60%，预计6月底完成');

    await page.getByTestId('bot-message').filter({ hasText: '已记录（十二）' }).waitFor();
    expect(await page.getByTestId('own-message').textContent()).toContain('（十二）已完成60%，预计6月底完成');
    expect(await page.getByRole('textbox', { name: '输入消息' }).inputValue()).toBe('');
  });

  it('shows at once what came of a card that was dealt with, in its place', async () => {
    const page = await open();
    await become(page, '陈晓');
    const cards = page.getByRole('region', { name: '对话' }).getByTestId('bot-message');
    await cards.first().getByRole('button', { name: '报送' }).waitFor();
    await write(page, '（十七）已完成');
    await expect.poll(() => cards.count()).toBe(2);

    desk.rewriteFirst('education-a', { title: '已处理 · 本周事项', lines: [{ text: '已办结　26-17-1' }] });

    await cards.first().getByText('已处理 · 本周事项').waitFor();
    expect(await cards.first().getByRole('button', { name: '报送' }).count()).toBe(0);
    expect(await cards.count()).toBe(2);
  });

  it('takes what is written while an earlier sentence is still on its way, in order', async () => {
    const page = await open();
    const { say } = desk;
    desk.say = async (viewer, input) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      await say(viewer, input);
    };

    for (const text of ['第一句', '第二句', '第三句']) await write(page, text);

    await page.getByTestId('own-message').nth(2).waitFor();
    expect(await page.getByTestId('own-message').locator('p').allTextContents()).toEqual([
      '第一句',
      '第二句',
      '第三句',
    ]);
  });

  it('closes a report from the board, and the board follows', async () => {
    const page = await open();

    await section(page, 'review').getByRole('button', { name: '办结' }).click();

    await section(page, 'review').getByText('没有等待审核的报送').waitFor();
    await page.getByTestId('unit-lights').filter({ hasText: '市公安局' }).getByText('办结 1').waitFor();
  });

  it('opens the form for sending back in the thread of the task, and takes it once', async () => {
    const page = await open();
    await section(page, 'review').getByRole('button', { name: '退回补充' }).click();
    const thread = page.getByRole('dialog');
    const act = vi.spyOn(desk, 'act');

    await thread.getByRole('textbox', { name: '情况说明' }).fill('请补充责任人');
    await thread.getByRole('checkbox', { name: '同时电话告知' }).check();
    await thread.getByRole('button', { name: '退回', exact: true }).click();

    await thread.getByText('退回补充：请补充责任人').waitFor();
    await thread.getByText('已提交').waitFor();
    expect(await thread.getByRole('textbox', { name: '情况说明' }).isDisabled()).toBe(true);
    expect(act.mock.calls.map(([, { command, fields }]) => [command.name, fields])).toEqual([
      ['return-task', { text: '请补充责任人', day: '2026-07-06', urgent: 'true' }],
    ]);
  });

  it('carries a signed supervision notice to the head of the unit', async () => {
    const page = await open();
    await become(page, '赵建国');
    await section(page, 'sign').getByRole('button', { name: '签发' }).click();
    await section(page, 'sign').getByText('没有等待签发的文书').waitFor();

    await become(page, '王刚');

    const notice = page.getByTestId('bot-message').filter({ hasText: '督办通知单 督办〔2026〕1号' });
    await notice.getByRole('button', { name: '签收' }).waitFor();
  });

  it('moves the clock by a week for every open page, and says how many messages went out', async () => {
    const page = await open();
    await become(page, '陈晓');
    const other = await open();

    await page.getByRole('button', { name: '前进一周' }).click();

    await page.getByText('期间发出 7 条消息').waitFor();
    await other.getByTestId('clock').getByText('7月6日（周一）').waitFor();
    await other.getByTestId('bot-message').nth(7).waitFor();
  });

  it('says beside a persona how many messages were not read yet', async () => {
    const page = await open();

    await page.getByTestId('persona').click();

    await page.getByText('1 条未读').waitFor();
  });

  it('shows what people write as text, whatever it looks like', async () => {
    const page = await open();
    const hostile = '<img src=x onerror=alert(1)> <!channel> [官方](javascript:alert(2)) {{7*7}} <@all>';

    await write(page, hostile);
    desk.post('clerk', { title: hostile, lines: [{ text: hostile, code: '"><script>alert(3)</script>' }] });

    await page.getByTestId('own-message').getByText(hostile).waitFor();
    await page.getByRole('heading', { name: hostile }).waitFor();
    expect(await page.locator('img[src="x"], main a:not([href^="/api/"])').count()).toBe(0);
  });

  it('folds a long text and gives all of it on request', async () => {
    const page = await open();
    const long = '长'.repeat(10_000);

    await write(page, long);
    await page.getByRole('button', { name: '展开全文' }).click();

    expect(await page.getByTestId('own-message').textContent()).toContain(long);
  });

  it('copies a card as plain text', async () => {
    const page = await open();

    await page.getByTestId('bot-message').getByRole('button', { name: '复制为文本' }).click();
    await page.getByText('已复制').waitFor();

    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
      '办公室今日事项（6月29日 周一）\n待审核 1 项　26-4-1（四）长效措施\n待签发 1 件　26-9-1（九）举报奖励资金',
    );
  });

  it('opens the thread of a task by its code, with its history, and takes an answer in it', async () => {
    const page = await open();
    await become(page, '陈晓');
    await page.getByTestId('bot-message').getByRole('button', { name: '查看任务 26-12-1' }).click();
    const thread = page.getByRole('dialog');

    await thread.getByRole('textbox', { name: '回复 26-12-1' }).fill('已完成60%');
    await page.keyboard.press('Enter');

    await thread.getByText('已记录（十二）：已完成60%').waitFor();
    await thread.getByText('报送进展').waitFor();
    expect(new URL(page.url()).hash).toBe('#26-12-1');
    await page.keyboard.press('Escape');
    await thread.waitFor({ state: 'hidden' });
    expect(new URL(page.url()).hash).toBe('');
  });

  it('keeps what is shown in the history: back and forward, a reload, a link', async () => {
    await newContext(PHONE);
    const page = await open();
    const thread = page.getByRole('dialog');
    const heading = (words: string) => thread.getByRole('heading', { name: words });
    await page.getByRole('navigation', { name: '页面' }).getByText('看板').click();
    await section(page, 'sign').getByRole('button', { name: '26-9-1' }).click();
    await heading('（九）举报奖励资金').waitFor();
    expect(new URL(page.url()).hash).toBe('#board/26-9-1');

    await page.reload();
    await heading('（九）举报奖励资金').waitFor();
    await page.goBack();
    await thread.waitFor({ state: 'hidden' });
    expect(await section(page, 'lights').isVisible()).toBe(true);
    await page.goBack();
    await page.getByRole('textbox', { name: '输入消息' }).waitFor();
    expect(await section(page, 'lights').isVisible()).toBe(false);
    await page.goForward();
    await section(page, 'lights').waitFor();

    // A thread that is closed by hand is no step back either.
    await section(page, 'sign').getByRole('button', { name: '26-9-1' }).click();
    await heading('（九）举报奖励资金').waitFor();
    await page.keyboard.press('Escape');
    await thread.waitFor({ state: 'hidden' });
    await page.goBack();
    await page.getByRole('textbox', { name: '输入消息' }).waitFor();

    const linked = await context.newPage();
    await linked.goto(`${server.url}/#26-9-1`);
    await linked.getByRole('dialog').getByRole('heading', { name: '（九）举报奖励资金' }).waitFor();
    await linked.keyboard.press('Escape');
    await linked.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(new URL(linked.url()).hash).toBe('');
  });

  it('takes a file that is chosen or dropped', async () => {
    const page = await open();

    await page.locator('input[type=file]').setInputFiles({
      name: '2026年工作要点.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('一、总体要求'),
    });
    await page.getByText('已读取文件 2026年工作要点.txt，18 字节').waitFor();

    const dropped = await page.evaluateHandle(
      `(() => { const t = new DataTransfer(); t.items.add(new File(['1234'], '通讯录.csv')); return t; })()`,
    );
    await page
      .getByRole('region', { name: '对话' })
      .locator('.drop-zone')
      .dispatchEvent('drop', { dataTransfer: dropped });
    await page.getByText('已读取文件 通讯录.csv，4 字节').waitFor();
  });

  it('offers the sheet of tasks as a file, in the language of the page', async () => {
    const page = await open();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出表格' }).click(),
    ]);

    expect(download.suggestedFilename()).toBe('台账表.xlsx');
    expect(await page.getByRole('link', { name: '导出表格' }).getAttribute('href')).toBe('/api/sheet.xlsx?language=zh');
  });

  it('shows a liaison the own unit only', async () => {
    const page = await open();
    await become(page, '郑宁');

    await expect
      .poll(() => page.getByTestId('unit-lights').allInnerTexts())
      .toEqual([expect.stringContaining('东城区')]);
    expect(await page.getByTestId('section-review').count()).toBe(0);
    await page.goto(`${server.url}/#26-9-1`);
    await page.getByText('没有这项任务，或不在您的范围内').waitFor();
  });

  it('speaks English when asked, and remembers it', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Progress by unit' }).waitFor();

    await page.reload();

    await page.getByRole('button', { name: 'One week' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  it('says that the connection is lost, and that an act did not arrive', async () => {
    const page = await open();
    await server.close();

    await page.getByText('与服务的连接已断开').waitFor();
    await write(page, '使用说明');

    await page.getByText('没有连上服务').waitFor();
    await expect.poll(() => page.getByRole('textbox', { name: '输入消息' }).inputValue()).toBe('使用说明');
  });

  it('can be worked by keyboard alone', async () => {
    const page = await open();
    const focused = () => page.evaluate('document.activeElement?.textContent ?? ""');
    const tabTo = async (name: string) => {
      for (let presses = 0; presses < 60; presses += 1) {
        if (String(await focused()).startsWith(name)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`The Tab key does not reach ${name}`);
    };

    await tabTo('市教育局');
    await page.keyboard.press('Enter');
    await tabTo('26-12-1');
    await page.keyboard.press('Enter');

    await page.getByRole('dialog').getByRole('heading', { name: '（十二）举报线索核查' }).waitFor();
  });

  it.each([PHONE.width, 320])('fits a phone %i pixels wide, one pane at a time', async (width) => {
    await newContext({ ...PHONE, width });
    const page = await open();
    const overflow = () => page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(await overflow()).toBe(0);
    expect(await section(page, 'lights').isVisible()).toBe(false);

    await page.getByRole('navigation', { name: '页面' }).getByText('看板').click();
    await section(page, 'lights').waitFor();
    expect(await page.getByRole('textbox', { name: '输入消息' }).isVisible()).toBe(false);
    expect(await overflow()).toBe(0);

    await section(page, 'sign').getByRole('button', { name: '26-9-1' }).click();
    await page.getByRole('dialog').getByRole('heading', { name: '（九）举报奖励资金' }).waitFor();
    expect(await overflow()).toBe(0);
  });
});
