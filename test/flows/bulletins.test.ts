import { describe, expect, it } from 'vitest';
import { day } from '../../src/core/calendar.ts';
import type { PersonId } from '../../src/core/ids.ts';
import { adoptPlan } from '../../src/flows/adopt-plan.ts';
import { handOver } from '../../src/flows/hand-over.ts';
import { importPlan } from '../../src/flows/import-plan.ts';
import { nothingBroken, type OpenOffice, openOffice, thePlan } from '../support/office.ts';

/** The first working day after 5 April: the quarter's bulletin has been drafted. */
async function drafted() {
  const office = await openOffice();
  await office.advanceTo('2026-03-30 15:00');
  await office.say('chen', '（一）已完成');
  await office.press('clerk', { name: 'close-task', id: (await office.task('26-1-1')).id });
  await office.advanceTo('2026-04-07 12:00');
  const [bulletin] = await office.stores.bulletins();
  if (!bulletin) throw new Error('No bulletin was drafted');
  return { office, id: bulletin.id };
}

/** A further plan, put into force by the clerk. */
async function adopting(office: OpenOffice, text: string) {
  const by = 'clerk' as PersonId;
  const bytes = new TextEncoder().encode(text);
  const imported = await importPlan(office.deps, { by, via: 'local', bytes, fileName: '方案.txt' });
  if (!imported.ok) throw new Error(imported.text);
  const adopted = await adoptPlan(office.deps, { by, via: 'local', planId: imported.plan.id });
  if (!adopted.ok) throw new Error(adopted.refusal);
  await office.queue.drain();
}

describe('a quarterly bulletin', () => {
  it('is drafted on its day, with figures of the cut-off; the signer gets it with a button to sign', async () => {
    const { office, id } = await drafted();

    const bulletin = await office.stores.bulletin(id);
    expect(bulletin).toMatchObject({ status: 'draft', number: null });
    const sum = Object.values(bulletin?.figures.classes ?? {}).reduce((total, count) => total + count, 0);
    expect(sum).toBe(bulletin?.figures.tasks);
    const told = (await office.inbox('director')).at(-1);
    expect(told?.message.actions?.map((action) => action.command.name)).toContain('sign-bulletin');
    expect(told?.message.form?.fields[0]?.value).toBe(bulletin?.text);
  });

  it('names no discreet item, and ranks no unit', async () => {
    const { office, id } = await drafted();

    const text = (await office.stores.bulletin(id))?.text ?? '';

    expect(text).not.toContain('信访积案');
    expect(text).not.toContain('（四）');
    expect(text).not.toMatch(/排名|第一名|倒数/);
  });

  it('edited, signed, posted: the number is drawn at the signature, every unit concerned gets the text', async () => {
    const { office, id } = await drafted();

    await office.press('clerk', { name: 'edit-bulletin', id }, { text: '改定的正文' });
    await office.press('director', { name: 'sign-bulletin', id });
    expect(await office.stores.bulletin(id)).toMatchObject({ status: 'signed', number: { year: 2026, serial: 1 } });
    const { actions } = (await office.inbox('director')).at(-1)?.message ?? {};
    const publish = actions?.find(({ command }) => command.name === 'publish-bulletin')?.command;
    await office.press('director', publish ?? { name: 'dismiss' });

    expect(await office.stores.bulletin(id)).toMatchObject({ status: 'published', text: '改定的正文' });
    const printed = (await office.transcript()).filter(({ text }) => text.includes('台账校验值'));
    const entered = (await office.stores.ledger({})).findLast(({ type }) => type === 'bulletin-published');
    expect(printed.length).toBeGreaterThan(0);
    expect(printed.every(({ text }) => text.includes(`台账校验值 ${entered?.facts.ledgerHead}`))).toBe(true);
    for (const person of ['chen', 'wu', 'yun', 'leader']) {
      expect((await office.inbox(person)).at(-1)?.text).toContain('改定的正文');
    }
    expect((await office.ledger()).filter((type) => type.startsWith('bulletin-'))).toEqual([
      'bulletin-drafted',
      'bulletin-edited',
      'bulletin-signed',
      'bulletin-published',
    ]);
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it.each([
    ['edit-bulletin', 'sign-bulletin', '已签发，不能再修改'],
    ['sign-bulletin', 'sign-bulletin', '已签发'],
  ] as const)('%s after %s: refused', async (name, before, wanted) => {
    const { office, id } = await drafted();
    await office.press('director', { name: before, id });

    expect(await office.press('director', { name, id }, { text: '再改' })).toContain(wanted);
    expect((await office.stores.bulletin(id))?.text).not.toBe('再改');
  });

  it('posted unsigned, or twice: refused', async () => {
    const { office, id } = await drafted();
    expect(await office.press('clerk', { name: 'publish-bulletin', id })).toContain('尚未签发');
    await office.press('director', { name: 'sign-bulletin', id });
    await office.press('clerk', { name: 'publish-bulletin', id });
    const told = (await office.inbox('chen')).length;

    expect(await office.press('clerk', { name: 'publish-bulletin', id })).toContain('已有决定');
    expect(await office.inbox('chen')).toHaveLength(told);
  });

  it('posted where no channel can be chosen goes to the office’s own, too, once', async () => {
    const { office, id } = await drafted();
    const stored = await office.stores.office();
    if (!stored) throw new Error('no office');
    const rooms = { office: null, bulletin: { platform: 'slack', address: 'C01' } } as const;
    await office.stores.commit({ office: { ...stored, rooms } });
    await office.press('director', { name: 'sign-bulletin', id });

    await office.press('clerk', { name: 'publish-bulletin', id }, { where: 'both' });

    const posts = (await office.stores.deliveries({ channel: 'slack' })).filter(({ address }) => address === 'C01');
    expect(posts).toHaveLength(1);
    const [notice] = await office.stores.notices(posts[0]?.noticeIds ?? []);
    expect(notice?.message?.table?.at(-1)?.[0]).toMatch(/合计|另：已取消/);
    expect(notice?.message?.file?.text).toBe((await office.stores.bulletin(id))?.text);
    expect(JSON.stringify(notice?.message)).not.toMatch(/信访积案|（四）/);
  });

  it('posted: whoever stands for two units gets it once', async () => {
    const { office, id } = await drafted();
    await handOver(office.deps, {
      by: 'clerk' as PersonId,
      via: 'local',
      from: 'wu' as PersonId,
      to: 'chen' as PersonId,
      on: day('2026-04-01'),
    });
    await office.press('director', { name: 'sign-bulletin', id });

    await office.press('clerk', { name: 'publish-bulletin', id });

    const posted = (await office.inbox('chen')).filter(({ text }) => text.includes('通报〔2026〕1号'));
    expect(posted).toHaveLength(1);
  });

  it('frozen: what happens after the draft does not change its figures', async () => {
    const { office, id } = await drafted();
    const before = (await office.stores.bulletin(id))?.figures;
    await office.say('chen', '（二）已完成');
    await office.press('clerk', { name: 'close-task', id: (await office.task('26-2-1')).id });

    await office.press('director', { name: 'sign-bulletin', id });

    expect((await office.stores.bulletin(id))?.figures).toEqual(before);
  });

  it('is drafted once: two sweeps and a later day make no second', async () => {
    const { office } = await drafted();
    await office.sweepOnce();
    await office.advanceTo('2026-04-30 12:00');

    expect(await office.stores.bulletins()).toHaveLength(1);
  });

  it('missed because the machine was off: made up for, by its own cut-off', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-03-27 12:00');

    await office.wakeAt('2026-04-24 10:00');

    const [bulletin] = await office.stores.bulletins();
    expect(bulletin?.period.cutOff).toBe('2026-03-31');
  });
});

describe('a bulletin of several plans in force', () => {
  const campaign = `江州市2026年校园安全专项行动方案

（一）开展校园消防排查。（责任单位：市教育局；时限：3月20日前）
（二）落实排查经费。（责任单位：市财政局；时限：5月29日前）
`;

  const lastYears = `江州市2025年物资清点工作方案

（一）清点物资。（责任单位：市教育局；时限：2026年1月30日前）
`;

  it('has all of them: totals, each plan’s own part, and each plan’s name in the basis', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-03-10 10:00');
    await adopting(office, campaign);
    await office.say('chen', '26-1-2 已完成');
    await office.press('clerk', { name: 'close-task', id: (await office.task('26-1-2')).id });

    await office.advanceTo('2026-04-07 12:00');

    const [bulletin, ...more] = await office.stores.bulletins();
    expect(more).toEqual([]);
    expect(bulletin?.figures).toMatchObject({
      tasks: 8,
      items: 8,
      byPlan: [
        { title: '江州市2026年防范工作要点', tasks: 6, items: 6, classes: { 已完成: 0 } },
        { title: '江州市2026年校园安全专项行动方案', tasks: 2, items: 2, classes: { 已完成: 1 } },
      ],
    });
    expect(bulletin?.text).toContain('根据《江州市2026年防范工作要点》《江州市2026年校园安全专项行动方案》，');
    expect(bulletin?.text).toContain(
      '《江州市2026年校园安全专项行动方案》：任务2项，涉及事项2个，其中已完成1项、达序时1项。',
    );
  });

  it('leaves out what came into force after the cut-off', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-04-02 10:00');
    await adopting(office, campaign.replace('3月20日', '4月20日'));

    await office.advanceTo('2026-04-07 12:00');

    const [bulletin] = await office.stores.bulletins();
    expect(bulletin?.figures.tasks).toBe(6);
    expect(bulletin?.figures.byPlan).toBeUndefined();
    expect(bulletin?.text).not.toContain('校园安全');
  });

  it.each([
    ['had something unfinished when the period began', false],
    ['was finished before the period', true],
  ])('counts a plan of an earlier year, or not: it %s', async (_what, finished) => {
    const office = await openOffice({ adoptedAt: '2026-01-05 08:30', plan: lastYears });
    if (finished) {
      await office.say('chen', '25-1-1 已完成');
      await office.press('clerk', { name: 'close-task', id: (await office.task('25-1-1')).id });
    }
    await office.advanceTo('2026-03-02 10:00');
    await adopting(office, thePlan);

    await office.advanceTo('2026-07-07 12:00');

    const both = ['江州市2025年物资清点工作方案', '江州市2026年防范工作要点'];
    const counted = (await office.stores.bulletins()).map(({ period, figures }) => [
      period.name,
      figures.byPlan?.map(({ title }) => title) ?? 'one',
    ]);
    expect(counted).toEqual([
      ['2026-Q1', both],
      ['2026-Q2', finished ? 'one' : both],
      ['2026-H1', both],
    ]);
  });
});

describe('a year of bulletins', () => {
  it('has each quarter, the half-year with June and the year with December', async () => {
    const office = await openOffice();

    await office.advanceTo('2027-01-15 12:00');

    expect((await office.stores.bulletins()).map((one) => one.period.edition)).toEqual([
      'quarter',
      'quarter',
      'half-year',
      'quarter',
      'quarter',
      'year',
    ]);
  });
});
