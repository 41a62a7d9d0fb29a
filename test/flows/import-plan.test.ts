import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { importPlan } from '../../src/flows/import-plan.ts';
import { education, finance, openOffice, thePlan, westDistrict } from '../support/office.ts';

type Office = Awaited<ReturnType<typeof openOffice>>;

async function drop(office: Office, text: string | Uint8Array, by = 'clerk', key = 'dropped') {
  await office.inbox(by, { fresh: true });
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const given = {
    by: by as PersonId,
    via: 'local' as const,
    bytes,
    fileName: '要点.txt',
    key: { platform: 'local', key },
  };
  const outcome = await importPlan(office.deps, given);
  await office.queue.drain();
  return { outcome, answer: await office.answers(by) };
}

const plan = (...items: readonly string[]): string => `江州市2026年工作要点\n\n${items.join('\n')}\n`;

describe('importing a plan', () => {
  it('keeps it with its items, asks on one card, and starts nothing', async () => {
    const office = await openOffice({ plan: null });

    const { outcome, answer } = await drop(office, thePlan);

    expect(outcome.ok && outcome.items.length).toBe(7);
    expect(answer).toContain('已读取《江州市2026年防范工作要点》');
    expect(answer).toContain('共 7 项');
    expect(await office.stores.tasks({})).toEqual([]);
    expect((await office.transcript()).filter(({ to }) => to !== 'clerk')).toEqual([]);
    expect(await office.ledger()).toEqual(['plan-imported']);
  });

  it('finds units in the directory, a group by its members, and marks what is discreet', async () => {
    const office = await openOffice({ plan: null });

    const { outcome } = await drop(
      office,
      plan(
        '（一）开展排查。（牵头单位：市教育局；配合单位：市财政局；时限：3月底）',
        '（二）召开推进会。（责任单位：各区；时限：4月底）',
        '（三）化解信访积案。（责任单位：市教育局；时限：4月底）',
      ),
    );

    const items = outcome.ok ? outcome.items : [];
    expect(items.map((item) => item.accountableUnitIds)).toEqual([[education], [westDistrict], [education]]);
    expect(items[0]?.supportingUnitIds).toEqual([finance]);
    expect(items.map((item) => item.discreet)).toEqual([false, false, true]);
  });

  it('of the same document twice: one plan, said so', async () => {
    const office = await openOffice({ plan: null });
    await drop(office, thePlan);

    const { outcome, answer } = await drop(office, thePlan, 'clerk', 'again');

    expect(outcome).toMatchObject({ ok: true, again: true });
    expect(answer).toContain('此前已导入');
    expect(await office.stores.plans()).toHaveLength(1);
    expect(await office.ledger()).toEqual(['plan-imported']);
  });

  it('with a unit that the directory does not know: asked, the office stands in', async () => {
    const office = await openOffice({ plan: null });

    const { outcome, answer } = await drop(
      office,
      plan(
        '（一）开展排查。（责任单位：市气象局；时限：3月底）',
        '（二）开展宣传。（责任单位：市教育局；时限：3月底）',
      ),
    );

    const [first] = outcome.ok ? outcome.items : [];
    expect(first?.accountableUnitIds).toEqual(['unit-office']);
    expect(answer).toContain('市气象局');
    expect(answer).toContain('责任单位不在通讯录中');
  });

  it('with nobody printed: units proposed from the words, to be confirmed', async () => {
    const office = await openOffice({ plan: null });

    const { outcome, answer } = await drop(
      office,
      plan('（一）督促各区开展排查。（时限：3月底）', '（二）开展宣传。（责任单位：市教育局；时限：3月底）'),
    );

    const [first] = outcome.ok ? outcome.items : [];
    expect(first).toMatchObject({ accountableUnitIds: [westDistrict], unitsProposed: true });
    expect(answer).toContain('按文意提出，请确认');
  });

  it('with several units and no lead: asked once for the whole plan', async () => {
    const office = await openOffice({ plan: null });
    const lines = ['一', '二', '三'].map(
      (n) => `（${n}）开展第${n}轮排查。（责任单位：市教育局、市财政局；时限：3月底）`,
    );

    const { answer } = await drop(office, plan(...lines));

    expect(answer.match(/列第一位的为牵头单位/gu)).toHaveLength(1);
    expect((await office.inbox('clerk')).at(-1)?.message.form?.fields.map((field) => field.name)).toEqual(['each']);
  });

  it('never shows the words of a discreet item that is doubtful', async () => {
    const office = await openOffice({ plan: null });

    const { answer } = await drop(
      office,
      plan('（一）化解信访积案张三案。（责任单位：市气象局）', '（二）开展宣传。（责任单位：市教育局；时限：3月底）'),
    );

    expect(answer).toContain('仅提示，不传内容');
    expect(answer).not.toContain('张三');
  });

  it('of 200 pages: read whole', async () => {
    const office = await openOffice({ plan: null });
    const filler = `贯彻落实工作部署，健全机制，${'压实各方责任，'.repeat(60)}确保取得实效。`;
    const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const number = (n: number) =>
      `${n >= 20 ? numerals[Math.floor(n / 10) - 1] : ''}${n >= 10 ? '十' : ''}${n % 10 ? numerals[(n % 10) - 1] : ''}`;
    const items = Array.from(
      { length: 99 },
      (_, i) => `（${number(i + 1)}）${filler.repeat(3)}（责任单位：市教育局；时限：3月底）`,
    );

    const { outcome } = await drop(office, plan(...items));

    expect(outcome.ok && outcome.items.length).toBe(99);
  });
});

describe('importing is refused', () => {
  it.each<[string, string | Uint8Array]>([
    ['an empty file', ''],
    ['what is no plan', '今天食堂吃饺子。\n明天下雨。\n'],
    ['what is no text', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0])],
  ])('for %s: said why, nothing kept', async (_, text) => {
    const office = await openOffice({ plan: null });

    const { outcome, answer } = await drop(office, text);

    expect(outcome.ok).toBe(false);
    expect(answer).toContain('未能读取该文件');
    expect(await office.stores.plans()).toEqual([]);
    expect(await office.ledger()).toEqual([]);
  });

  it.each(['chen', 'leader', 'director-of-nothing'])('from %s', async (person) => {
    const office = await openOffice({ plan: null });

    const { outcome } = await drop(office, thePlan, person);

    expect(outcome.ok).toBe(false);
    expect(await office.stores.plans()).toEqual([]);
  });

  it('from a liaison who drops a file into the chat, and says so', async () => {
    const office = await openOffice({ plan: null });

    const { answer } = await drop(office, thePlan, 'chen');

    expect(answer).toContain('该操作由办公室办理');
  });
});
