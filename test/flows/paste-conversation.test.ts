import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { talkInFile } from '../../src/flows/paste-conversation.ts';
import { at } from '../support/builders.ts';
import { education, nothingBroken, openOffice, theDirectory } from '../support/office.ts';

/** The talk of a group as copied: requests, chatter, reports, a name nobody knows. */
const talk = `2026年3月20日 09:00
市处非办-clerk 2026-03-20 09:00
@所有人 请各单位于今日下班前报送进展情况。
市教育局-chen 2026-03-20 09:12
（一）已完成，排查报告已报送。
市教育局-chen 2026-03-20 09:13
（二）已完成60%，预计4月20日完成
市财政局-wu 2026-03-20 09:20
收到
市财政局-wu 2026-03-20 10:05
（三）因系统升级，申请延期至5月15日
小雨点 2026-03-20 10:30
（一）已完成
市法院-yun 2026-03-20 10:40
请问报表模板在哪里？
`;

async function withNames() {
  const directory = theDirectory();
  const names: Readonly<Record<string, string>> = { chen: 'chen', wu: 'wu' };
  const office = await openOffice({
    directory: { ...directory, persons: directory.persons.map((one) => ({ ...one, name: names[one.id] ?? one.name })) },
  });
  await office.advanceTo('2026-03-20 11:00');
  return office;
}

describe('the talk of a group, pasted by the office', () => {
  it('is sorted into drafts on one card, with chatter and unknown names left out and shown', async () => {
    const office = await withNames();

    const card = await office.say('clerk', talk, { key: 'paste-1' });

    expect(card).toContain('可代录 3 条');
    expect(card).toMatch(/市教育局 chen　2026-03-20 09:12　→ 26-1-1（一）.*完成/u);
    expect(card).toMatch(/→ 26-2-1（二）.*进展 60%/u);
    expect(card).toMatch(/→ 26-3-1（三）.*申请延期至 5月15日/u);
    expect(card).toContain('收到 1 条');
    expect(card).toContain('提问 1 条');
    expect(card).toContain('小雨点');
  });

  it('records nothing before it is confirmed', async () => {
    const office = await withNames();

    await office.say('clerk', talk, { key: 'paste-1' });

    expect(await office.stores.reportsOf((await office.task('26-1-1')).id)).toEqual([]);
    expect((await office.task('26-3-1')).petition).toBeNull();
  });

  it('is recorded on behalf at the instants of the talk when all is confirmed', async () => {
    const office = await withNames();
    await office.say('clerk', talk, { key: 'paste-1' });

    const answer = await office.press('clerk', ['record-drafts', 'paste-1', 'all']);

    const [report] = await office.stores.reportsOf((await office.task('26-1-1')).id);
    expect(report).toMatchObject({
      by: 'chen',
      recordedBy: 'clerk',
      unitId: education,
      claimsDone: true,
      madeAt: at('2026-03-20 09:12'),
      text: '（一）已完成，排查报告已报送。',
    });
    expect((await office.task('26-1-1')).state.status).toBe('reported-done');
    expect((await office.task('26-2-1')).progress?.percent).toBe(60);
    expect((await office.task('26-3-1')).petition).toMatchObject({ kind: 'extension', requestedDay: '2026-05-15' });
    expect(answer).toContain('已代录 3 条');
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('records one draft by its own button and leaves the others alone', async () => {
    const office = await withNames();
    await office.say('clerk', talk, { key: 'paste-1' });

    await office.pressButton('clerk', '只记录第 3 条');

    expect((await office.task('26-1-1')).state.status).toBe('reported-done');
    expect((await office.task('26-2-1')).progress).toBeNull();
  });

  it('leaves out what the clerk marks as not to be recorded, and takes the task that was picked', async () => {
    const office = await withNames();
    await office.say('clerk', talk, { key: 'paste-1' });
    const other = await office.task('26-7-1');

    await office.press('clerk', ['record-drafts', 'paste-1', 'all'], { 'draft:3': '-', 'draft:4': other.id });

    expect((await office.task('26-1-1')).state.status).toBe('open');
    expect((await office.task('26-2-1')).progress).toBeNull();
    expect((await office.task('26-7-1')).progress?.percent).toBe(60);
  });

  it('of more messages than fit a form comes page by page, and what was not shown is not recorded', async () => {
    const office = await withNames();
    const words = Array.from(
      { length: 100 },
      (_, at) =>
        `市教育局-chen 2026-03-20 ${String(8 + Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}\n（一）第${at + 1}轮排查完成${at % 90}%\n`,
    );
    await office.say('clerk', words.join(''), { key: 'paste-1' });
    const recorded = async () => (await office.stores.reportsOf((await office.task('26-1-1')).id)).length;
    const counts: number[] = [];

    for (let page = 0; page < 4; page += 1) {
      const card = (await office.inbox('clerk')).at(-1)?.message;
      expect(card?.form?.fields.length).toBeLessThanOrEqual(30);
      await office.press('clerk', card?.form?.submit.command ?? { name: 'dismiss' });
      counts.push(await recorded());
    }

    expect(counts).toEqual([30, 60, 90, 100]);
    expect((await office.inbox('clerk')).at(-1)?.message.form).toBeUndefined();
  });

  it('pasted again records nothing twice', async () => {
    const office = await withNames();
    await office.say('clerk', talk, { key: 'paste-1' });
    await office.press('clerk', ['record-drafts', 'paste-1', 'all']);

    const again = await office.say('clerk', talk, { key: 'paste-2' });
    await office.press('clerk', ['record-drafts', 'paste-2', 'all']);
    await office.press('clerk', ['record-drafts', 'paste-1', 'all']);

    expect(again).toContain('已有记录 3 条');
    expect(await office.stores.reportsOf((await office.task('26-1-1')).id)).toHaveLength(1);
    expect(await office.stores.petitionsOf((await office.task('26-3-1')).id)).toHaveLength(1);
  });

  it('is no talk of a liaison: the words are a reply like any other', async () => {
    const office = await withNames();

    await office.say('chen', talk, { key: 'paste-1' });
    const answer = await office.press('chen', ['record-drafts', 'paste-1', 'all']);

    expect(await office.stores.reportsOf((await office.task('26-3-1')).id)).toEqual([]);
    expect(answer).not.toContain('已代录');
  });

  it('cannot be confirmed by somebody else', async () => {
    const office = await withNames();
    await office.say('clerk', talk, { key: 'paste-1' });

    await office.press('chen', ['record-drafts', 'paste-1', 'all']);

    expect((await office.task('26-1-1')).state.status).toBe('open');
  });

  it('keeps no word about a discreet item: the paste is emptied and asked for again', async () => {
    const office = await withNames();
    const secret = `市教育局-chen 2026-03-20 09:12\n（四）张某某积案已签停访协议，已完成\n市财政局-wu 2026-03-20 09:20\n收到\n`;

    const answer = await office.say('clerk', secret, { key: 'paste-1' });
    await office.press('clerk', ['record-drafts', 'paste-1', 'all']);

    expect(answer).toContain('26-4-1');
    expect(answer).not.toContain('张某某');
    expect(await office.traces('张某某')).toEqual([]);
    expect((await office.task('26-4-1')).state.status).toBe('open');
  });

  it('is found in a dropped text file of the office, and in no other file or hand', async () => {
    const office = await withNames();
    const bytes = (text: string) => new TextEncoder().encode(text);
    const inFile = (by: string, text: string) =>
      talkInFile(office.deps, { by: by as PersonId, bytes: bytes(text), fileName: '群聊.txt' });

    expect(await inFile('clerk', talk)).toContain('小雨点');
    expect(await inFile('chen', talk)).toBeNull();
    expect(await inFile('clerk', '江州市2026年防范工作要点\n（一）开展专项排查。（时限：3月31日前）\n')).toBeNull();
  });
});
