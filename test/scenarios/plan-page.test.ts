import { describe, expect, it } from 'vitest';
import { documentReader } from '../../src/adapters/documents/read-document.ts';
import type { EvidenceStore } from '../../src/ports.ts';
import { type Desk, wireDesk } from '../../src/wire-desk.ts';
import { openOffice } from '../support/office.ts';

const table = `<table><tr><th>任务</th><th>责任单位</th><th>完成时限</th></tr>
<tr><td>开展专项排查</td><td>市教育局</td><td>6月底前</td></tr>
<tr><td>建立工作台账</td><td>市财政局</td><td>9月底前</td></tr></table>`;

/** Files in memory, as they are handed over. */
function keptFiles(): EvidenceStore {
  const kept = new Map<string, Uint8Array>();
  return {
    async keep(bytes, name) {
      const fileId = `file-${kept.size + 1}`;
      kept.set(fileId, bytes);
      return { ok: true, evidence: { fileId, name, bytes: bytes.byteLength, sha256: 'a'.repeat(64) } };
    },
    open: async (fileId) => kept.get(fileId) ?? null,
  };
}

async function officeWithDesk() {
  const office = await openOffice();
  const desk: Desk = wireDesk({
    deps: { ...office.deps, queue: office.queue, reader: documentReader, files: keptFiles() },
    messages: office.messages,
    clock: null,
    officeName: '办公室',
    saveClock: async () => {},
    health: async () => ({ ok: true, facts: {} }),
  });
  const clerk = { personId: 'clerk', language: 'zh' } as const;
  const chen = { personId: 'chen', language: 'zh' } as const;
  return { office, desk, clerk, chen };
}

describe('a plan beside its source', () => {
  it('is shown as the file was, tables and all, with what was read in it marked', async () => {
    const { desk, clerk } = await officeWithDesk();
    const page = `<h1>江州市2026年补充要点</h1>${table}`;
    await desk.dropFile(clerk, { name: '补充.html', bytes: Buffer.from(page), threadCode: null, key: 'drop-1' });

    const plan = (await desk.board(clerk)).plans.find((one) => one.adoptedOn === null);
    const shown = await desk.planPage(clerk, plan?.id ?? '');

    expect(plan).toMatchObject({ title: '江州市2026年补充要点', items: 2, adoptedOn: null });
    expect(shown).toContain('<td><mark class="limit" title="第1项 时限">6月底前</mark></td>');
  });

  it('is shown from its words where the file was not kept', async () => {
    const { desk, clerk } = await officeWithDesk();

    const [plan] = (await desk.board(clerk)).plans;

    expect(await desk.planPage(clerk, plan?.id ?? '')).toContain('江州市2026年防范工作要点');
  });

  it("is the office's: a unit neither finds nor opens it", async () => {
    const { desk, clerk, chen } = await officeWithDesk();
    const [plan] = (await desk.board(clerk)).plans;

    expect((await desk.board(chen)).plans).toEqual([]);
    expect(await desk.planPage(chen, plan?.id ?? '')).toBeNull();
  });
});

describe('evidence on the desk', () => {
  it('is opened by whoever sees the task, and by nobody else', async () => {
    const { office, desk, clerk, chen } = await officeWithDesk();
    const code = '26-1-1';
    await desk.dropFile(chen, { name: '报告.pdf', bytes: Buffer.from('%PDF-1.7'), threadCode: code, key: 'drop-2' });
    const [held] = (await office.stores.reportsOf((await office.task(code)).id)).flatMap((one) => one.evidence);

    const file = await desk.evidence(clerk, code, held?.fileId ?? '');
    expect(file).toEqual({ name: '报告.pdf', bytes: Buffer.from('%PDF-1.7') });
    expect(await desk.evidence({ personId: 'wu', language: 'zh' }, code, held?.fileId ?? '')).toBeNull();
    expect(await desk.evidence(clerk, '26-2-1', held?.fileId ?? '')).toBeNull();
  });
});
