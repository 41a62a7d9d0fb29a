import { describe, expect, it } from 'vitest';
import { localRewriter } from '../../../src/adapters/local-chat/rewrite.ts';
import type { PersonId } from '../../../src/core/ids.ts';
import { plainText } from '../../../src/core/message/message.ts';
import { adoptPlan } from '../../../src/flows/adopt-plan.ts';
import { importPlan } from '../../../src/flows/import-plan.ts';
import { refreshCards } from '../../../src/flows/refresh-cards.ts';
import { refreshOwnCards } from '../../../src/flows/refresh-own-cards.ts';
import { openOffice } from '../../support/office.ts';

/** An office whose local chat writes its cards anew; `told` are the numbers that the page heard of. */
async function rewriting() {
  const office = await openOffice();
  const told: number[] = [];
  office.deps.rewriters.local = localRewriter({ messages: office.messages, notify: (from) => told.push(from) });
  const shown = async (person: string, words: string) => {
    const found = (await office.inbox(person)).filter(({ text }) => text.includes(words));
    return found.map(({ message }) => [plainText(message), (message.actions ?? []).map(({ label }) => label)] as const);
  };
  return { office, told, shown };
}

describe('a card in the local chat', () => {
  it('that was dealt with says what came of it, offers nothing of it any more, and the page hears which one', async () => {
    const { office, told, shown } = await rewriting();
    await office.say('chen', '（一）已完成');
    const seen = await refreshCards(office.deps, null);
    const [[, offered] = ['', []]] = await shown('clerk', '待审核');
    expect(offered).toEqual(expect.arrayContaining(['办结', '待补充']));
    expect(told).toEqual([]);

    await office.press('clerk', { name: 'close-task', id: (await office.task('26-1-1')).id });
    await refreshCards(office.deps, seen);

    const [[words, left] = ['', []]] = await shown('clerk', '已处理');
    expect(words).toContain('审核办结');
    expect(left).not.toContain('办结');
    expect(left).not.toContain('待补充');
    expect(told).toHaveLength(1);
  });

  it('of a unit says where its task stands', async () => {
    const { office, shown } = await rewriting();
    await office.advanceTo('2026-03-30 09:40');
    const seen = await refreshOwnCards(office.deps, null);
    expect((await shown('chen', '本周事项')).at(-1)?.[1]).toContain('报送');

    await office.say('chen', '（一）已完成');
    await refreshOwnCards(office.deps, seen);

    expect((await shown('chen', '本周事项')).at(-1)?.[0]).toContain('待审核');
  });

  it('of an imported plan asks nothing more once the plan is in force', async () => {
    const { office, shown } = await rewriting();
    const by = 'clerk' as PersonId;
    const bytes = new TextEncoder().encode(
      '江州市2026年宣传方案\n\n（一）举办宣传月。（责任单位：市教育局；时限：6月30日前）\n',
    );
    const key = { platform: 'local', key: 'dropped' };
    const imported = await importPlan(office.deps, { by, via: 'local', bytes, fileName: '方案.txt', key });
    if (!imported.ok) throw new Error(imported.text);
    await office.queue.drain();
    const seen = await refreshCards(office.deps, null);
    expect((await shown('clerk', '已读取《江州市2026年宣传方案》'))[0]?.[1]).toContain('确认并启用');

    await adoptPlan(office.deps, { by, via: 'cli', planId: imported.plan.id });
    await refreshCards(office.deps, seen);

    const [[words, left] = ['', []]] = await shown('clerk', '已读取《江州市2026年宣传方案》');
    expect(words).toContain('已处理');
    expect(left).toEqual([]);
    expect((await office.inbox('clerk')).filter(({ message }) => message.form)).toEqual([]);
  });

  it('of a drafted bulletin keeps its form until it is signed', async () => {
    const { office, shown } = await rewriting();
    await office.advanceTo('2026-04-08 12:00');
    const id = (await office.stores.bulletins())[0]?.id ?? '';
    const seen = await refreshCards(office.deps, null);
    const form = async () => (await office.inbox('director')).find(({ message }) => message.form)?.message.form;
    expect((await form())?.fields[0]?.value).toContain('工作要点落实情况');

    await office.press('director', { name: 'sign-bulletin', id });
    await refreshCards(office.deps, seen);

    expect(await form()).toBeUndefined();
    expect((await shown('director', '通报待发布'))[0]?.[1]).toContain('发布');
  });
});
