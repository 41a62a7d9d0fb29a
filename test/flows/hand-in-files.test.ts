import { afterAll, describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import type { Evidence } from '../../src/core/report.ts';
import { handInFiles } from '../../src/flows/hand-in-files.ts';
import { wireDesk } from '../../src/wire-desk.ts';
import { keptFiles } from '../support/kept-files.ts';
import { openOffice } from '../support/office.ts';

const store = keptFiles();
afterAll(() => store.remove());

const pdf = new TextEncoder().encode('%PDF-1.4 report');

type Office = Awaited<ReturnType<typeof openOffice>>;

/** A person sends a file with words; what they are told, and which files wait. */
async function sends(
  office: Office,
  person: string,
  text: string,
  given: { thread?: string; bytes?: Uint8Array } = {},
) {
  await office.answers(person);
  const held: Evidence[] = [];
  let kept = 0;
  const files = {
    ...store.files,
    keep: (bytes: Uint8Array, name: string) => {
      kept += 1;
      return store.files.keep(bytes, name);
    },
  };
  await handInFiles(
    { ...office.deps, files },
    {
      by: person as PersonId,
      via: 'local',
      text,
      key: { platform: 'local', key: `file-${person}-${text}` },
      taskId: given.thread ? (await office.task(given.thread)).id : null,
      madeAt: office.clock.now(),
      files: [{ name: '报告.pdf', bytes: given.bytes ?? pdf }],
      hold: async (evidence) => void held.push(...evidence),
    },
  );
  await office.queue.drain();
  return { told: await office.answers(person), held, kept };
}
const evidence = async (office: Office, code: string) =>
  (await office.stores.reportsOf((await office.task(code)).id)).flatMap((one) => one.evidence.map(({ name }) => name));

describe('a file that is handed in', () => {
  it.each([
    ['with a report goes with it', '（一）完成60%', {}, ['报告.pdf']],
    ["in a task's thread goes with the task", '', { thread: '26-1-1' }, ['报告.pdf']],
    [
      "in a task's thread, with words that report nothing, goes with the task",
      '你好',
      { thread: '26-1-1' },
      ['报告.pdf'],
    ],
    ['with a request for an extension waits for its task', '（一）申请延期至4月20日', {}, []],
    ['by itself waits for its task', '', {}, []],
  ])('%s', async (_what, text, given, expected) => {
    const office = await openOffice();

    const { held } = await sends(office, 'chen', text, given);

    expect(await evidence(office, '26-1-1')).toEqual(expected);
    expect(held.map((one) => one.name)).toEqual(expected.length > 0 ? [] : ['报告.pdf']);
  });

  it.each([
    ['of a discreet item', '（四）材料见附件', {}, '不在此接收内容'],
    ['in the thread of a discreet item', '', { thread: '26-4-1' }, '不在此接收内容'],
    ["in the thread of another unit's task", '', { thread: '26-3-1' }, '没有找到该事项'],
  ])('%s is not even kept', async (_what, text, given, answer) => {
    const office = await openOffice();

    const { told, kept, held } = await sends(office, 'chen', text, given);

    expect(told).toContain(answer);
    expect([kept, held]).toEqual([0, []]);
  });

  it('by someone without a task is not kept, and that is said', async () => {
    const office = await openOffice({ plan: null });

    const { told, kept } = await sends(office, 'chen', '');

    expect(told).toContain('目前没有在办任务');
    expect(kept).toBe(0);
  });

  it('that is no document is refused in words', async () => {
    const office = await openOffice();

    const { told } = await sends(office, 'chen', '', { bytes: new Uint8Array([77, 90, 0, 1]) });

    expect(told).toContain('不是文档或图片');
  });
});

describe('the local chat', () => {
  it("offers a liaison's file for a task, and takes the pick from the same person only", async () => {
    const office = await openOffice();
    const desk = wireDesk({
      deps: { ...office.deps, files: store.files },
      messages: office.messages,
      clock: null,
      officeName: '办公室',
      saveClock: async () => {},
      health: async () => ({ ok: true, facts: {} }),
    });
    const viewer = (personId: string) => ({ personId, language: 'zh' }) as const;
    await desk.dropFile(viewer('chen'), { name: '报告.pdf', bytes: pdf, threadCode: null, key: 'drop-1' });
    const asked = (await office.inbox('chen')).at(-1)?.message;
    const command = asked?.actions?.find((one) => one.label.includes('开展专项排查'))?.command;
    if (!command) throw new Error('Nothing was offered');

    await desk.act(viewer('deng'), { command, fields: {}, key: 'pick-1' });
    expect(await evidence(office, '26-1-1')).toEqual([]);
    await desk.act(viewer('chen'), { command, fields: {}, key: 'pick-2' });

    expect(await evidence(office, '26-1-1')).toEqual(['报告.pdf']);
  });
});
