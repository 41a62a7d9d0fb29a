import { describe, expect, it } from 'vitest';
import { documentCommands } from '../../src/commands/document-commands.ts';
import { runCommand } from '../support/memory-commands.ts';
import { openOffice } from '../support/office.ts';

/** The second quarter’s bulletin is drafted; nobody has reported anything. */
async function drafted() {
  const office = await openOffice();
  await office.advanceTo('2026-07-08 12:00');
  return office;
}

describe('duban bulletin annex', () => {
  it('lists what was behind at the cut-off, for whom the signer chooses', async () => {
    const office = await drafted();

    const { code, out } = await runCommand(office, documentCommands, [
      'bulletin',
      'annex',
      '2026-Q2',
      '--as',
      'director',
    ]);

    expect(code).toBe(0);
    expect(out).toContain('2026年第二季度未达序时任务清单');
    expect(out).toMatch(/1\. 26-1-1　.*时限2026年3月31日　已超时限\d+个工作日/u);
    expect(out).not.toContain('信访积案');
  });

  it.each([
    ['2026-Q2', 'chen', '办公室'],
    ['2026-Q9', 'clerk', '没有 2026-Q9 的通报'],
  ])('of %s by %s is refused', async (period, by, wanted) => {
    const office = await drafted();

    const { code, error } = await runCommand(office, documentCommands, ['bulletin', 'annex', period, '--as', by]);

    expect(code).toBe(2);
    expect(error).toContain(wanted);
  });
});
