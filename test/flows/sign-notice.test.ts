import { describe, expect, it } from 'vitest';
import type { PersonId } from '../../src/core/ids.ts';
import { deliverNotice, signNotice } from '../../src/flows/sign-notice.ts';
import { nothingBroken, openOffice } from '../support/office.ts';

/** The seventh working day beyond 31 March, when a notice has been drafted. */
async function drafted() {
  const office = await openOffice();
  await office.advanceTo('2026-04-14 10:00');
  const id = (await office.task('26-1-1')).supervisionNoticeId;
  if (!id) throw new Error('No notice was drafted');
  return { office, id };
}

describe('a drafted notice', () => {
  it('waits for a named person: no number, nothing sent to the unit', async () => {
    const { office, id } = await drafted();

    expect(await office.stores.supervisionNotice(id)).toMatchObject({
      status: 'drafted',
      number: null,
      signedBy: null,
    });
    expect((await office.inbox('director')).some(({ text }) => text.startsWith('待签发 · 督办通知单'))).toBe(true);
    expect(await office.inbox('education-head')).toEqual([]);
  });

  it('signed: numbered then, and sent to the head of the unit', async () => {
    const { office, id } = await drafted();

    await office.press('director', { name: 'sign-notice', id });

    expect(await office.stores.supervisionNotice(id)).toMatchObject({
      status: 'signed',
      number: { year: 2026, serial: 1 },
      signedBy: 'director',
    });
    const [told] = await office.inbox('education-head');
    expect(told?.text).toContain('督办〔2026〕1号');
    expect(told?.text).toContain('截至2026年4月14日，已超时限9个工作日');
    expect(await office.invariants()).toEqual(nothingBroken);
  });

  it('signed some days later: it says how long by then, and asks for an answer by a day still to come', async () => {
    const { office, id } = await drafted();
    await office.advanceTo('2026-04-28 10:00');

    await office.press('director', { name: 'sign-notice', id });

    const [told] = await office.inbox('education-head');
    expect(told?.text).toContain('截至2026年4月28日，已超时限19个工作日');
    expect(told?.text).toContain('请于2026年5月8日前报送');
  });

  it('signed twice: refused, the number stands and none is lost', async () => {
    const { office, id } = await drafted();
    const others = (await office.stores.supervisionNotices({ status: 'drafted' })).filter((one) => one.id !== id);
    await office.press('director', { name: 'sign-notice', id });

    expect(await office.press('director', { name: 'sign-notice', id })).toContain('已签发');

    const [next] = others;
    await signNotice(office.deps, { by: 'director' as PersonId, via: 'local', noticeId: next?.id ?? id });
    expect((await office.stores.supervisionNotice(next?.id ?? id))?.number).toEqual({ year: 2026, serial: 2 });
  });

  it('withdrawn with a reason: cannot be signed any more', async () => {
    const { office, id } = await drafted();

    await office.press('director', { name: 'withdraw-notice', id }, { reason: '已电话沟通' });

    expect(await office.stores.supervisionNotice(id)).toMatchObject({
      status: 'withdrawn',
      withdrawnReason: '已电话沟通',
    });
    expect(await office.press('director', { name: 'sign-notice', id })).toContain('已撤回');
    expect(await office.inbox('education-head')).toEqual([]);
  });

  it('withdrawn without a reason: refused', async () => {
    const { office, id } = await drafted();

    expect(await office.press('director', { name: 'withdraw-notice', id })).toContain('请写明理由');
    expect((await office.stores.supervisionNotice(id))?.status).toBe('drafted');
  });

  it.each([
    [
      'closed',
      async (office: Awaited<ReturnType<typeof openOffice>>) => {
        await office.say('chen', '（一）已完成');
        await office.press('clerk', { name: 'close-task', id: (await office.task('26-1-1')).id });
      },
    ],
    [
      'extended',
      async (office: Awaited<ReturnType<typeof openOffice>>) => {
        await office.press('clerk', { name: 'set-day', id: (await office.task('26-1-1')).id }, { day: '2026-05-15' });
      },
    ],
    [
      'cancelled',
      async (office: Awaited<ReturnType<typeof openOffice>>) => {
        await office.press('clerk', { name: 'cancel-task', id: (await office.task('26-1-1')).id }, { reason: '合并' });
      },
    ],
  ])('is void once the task is %s: nobody is asked to sign it any more', async (_, act) => {
    const { office, id } = await drafted();

    await act(office);

    expect((await office.stores.supervisionNotice(id))?.status).toBe('withdrawn');
    expect(await office.press('director', { name: 'sign-notice', id })).not.toContain('1号');
    await office.advanceTo('2026-04-20 10:00');
    const [card] = (await office.inbox('clerk')).slice(-1);
    expect(card?.text).not.toContain('待签发（2 项）');
  });

  it('unsigned: chases the office, never the unit', async () => {
    const { office } = await drafted();

    await office.advanceTo('2026-04-20 18:00');

    expect((await office.ledger('26-1-1')).filter((type) => type === 'signature-reminded').length).toBeGreaterThan(0);
    expect((await office.inbox('clerk')).at(-1)?.text).toContain('待签发');
    expect(await office.inbox('education-head')).toEqual([]);
  });
});

describe('a signed notice', () => {
  it('acknowledged by the unit: once, and said again without effect', async () => {
    const { office, id } = await drafted();
    await office.press('director', { name: 'sign-notice', id });

    await office.press('education-head', { name: 'acknowledge-notice', id });
    await office.press('chen', { name: 'acknowledge-notice', id });

    expect(await office.stores.supervisionNotice(id)).toMatchObject({ acknowledgedBy: 'education-head' });
    expect((await office.ledger('26-1-1')).filter((type) => type === 'supervision-notice-acknowledged')).toHaveLength(
      1,
    );
  });

  it('not acknowledged for two working days: the clerk is told to phone, once', async () => {
    const { office, id } = await drafted();
    await office.press('director', { name: 'sign-notice', id });

    await office.advanceTo('2026-04-22 18:00');

    expect((await office.ledger('26-1-1')).filter((type) => type === 'acknowledgement-chased')).toHaveLength(1);
  });

  it('handed over by hand: recorded as such', async () => {
    const { office, id } = await drafted();
    await office.press('director', { name: 'sign-notice', id });

    await deliverNotice(office.deps, { by: 'clerk' as PersonId, via: 'local', noticeId: id });

    expect(await office.stores.supervisionNotice(id)).toMatchObject({ deliveredVia: 'paper' });
    expect((await office.ledger('26-1-1')).at(-1)).toBe('supervision-notice-delivered');
  });

  it('cannot be handed over, acknowledged before it is signed', async () => {
    const { office, id } = await drafted();

    expect(await office.press('education-head', { name: 'acknowledge-notice', id })).toContain('尚未签发');
    const handed = await deliverNotice(office.deps, { by: 'clerk' as PersonId, via: 'local', noticeId: id });
    expect(handed).toMatchObject({ ok: false, refusal: 'not-signed' });
  });

  it('cannot be withdrawn', async () => {
    const { office, id } = await drafted();
    await office.press('director', { name: 'sign-notice', id });

    expect(await office.press('director', { name: 'withdraw-notice', id }, { reason: '误发' })).toContain('已签发');
  });

  it('to a unit without accounts: waits on the list of the clerk, whose call records that it was delivered', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-04-14 10:00');
    const id = (await office.task('26-6-1')).supervisionNoticeId ?? '';
    await office.press('director', { name: 'sign-notice', id });
    const waiting = await office.stores.deliveries({ channel: 'offline', state: ['queued'] });
    const toHead = waiting.find((one) => one.personId === 'west-head');

    await office.press('clerk', { name: 'record-delivered', id: toHead?.id ?? '' });

    expect((await office.stores.supervisionNotices({ taskId: (await office.task('26-6-1')).id }))[0]).toMatchObject({
      status: 'signed',
      deliveredVia: expect.stringMatching(/phone|paper/),
    });
  });
});

describe('a court', () => {
  it('is never 督办: it gets a polite letter, numbered in its own series', async () => {
    const office = await openOffice();
    await office.advanceTo('2026-05-15 10:00');
    const id = (await office.task('26-5-1')).supervisionNoticeId ?? '';

    const answer = await office.press('director', { name: 'sign-notice', id });

    expect(answer).toContain('商请函');
    const told = (await office.inbox('court-head')).at(-1)?.text ?? '';
    expect(told).toContain('贵院');
    expect(told).not.toContain('督办');
    const all = (await office.transcript()).filter(({ to }) => ['yun', 'court-head'].includes(to));
    expect(all.filter(({ text }) => text.includes('督办通知单'))).toEqual([]);
  });
});
