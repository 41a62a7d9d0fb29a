import { describe, expect, it } from 'vitest';
import { readWish } from '../../src/reading/wish.ts';
import { day } from '../support/builders.ts';

const today = day('2026-03-31');

describe('what a person asks about their own messages', () => {
  it.each([
    ['设置', { kind: 'settings' }],
    ['settings', { kind: 'settings' }],
    ['不要再发了', { kind: 'leave-alone' }],
    ['请不要再给我发消息了。', { kind: 'leave-alone' }],
    ['别再提醒我了', { kind: 'leave-alone' }],
    ['退订', { kind: 'leave-alone' }],
    ['STOP', { kind: 'leave-alone' }],
    ['恢复提醒', { kind: 'write-again' }],
    ['取消静音', { kind: 'write-again' }],
    ['取消免打扰', { kind: 'no-quiet' }],
    ['免打扰 12:00-14:00', { kind: 'quiet', from: '12:00', to: '14:00' }],
    ['免打扰19:30至8:30', { kind: 'quiet', from: '19:30', to: '08:30' }],
    ['每天12点到14点免打扰', { kind: 'quiet', from: '12:00', to: '14:00' }],
    ['免打扰 25:00-26:00', { kind: 'quiet', from: '25:00', to: '26:00' }],
    ['免打扰 22:00-24:00', { kind: 'quiet', from: '22:00', to: '00:00' }],
    ['免打扰 晚上10点半到早上7点', { kind: 'quiet', from: '22:30', to: '07:00' }],
    ['免打扰：中午12点-下午2点', { kind: 'quiet', from: '12:00', to: '14:00' }],
    ['免打扰 22:00', { kind: 'quiet', from: '22:00', to: '' }],
    ['免打扰 晚上', { kind: 'quiet', from: '晚上', to: '' }],
    ['免打扰', { kind: 'settings' }],
    ['quiet 22:00-08:00', { kind: 'quiet', from: '22:00', to: '08:00' }],
    ['请假 4月2日至4月5日', { kind: 'away', from: '2026-04-02', to: '2026-04-05', deputy: null }],
    ['4月2日至5日出差，由邓敏代办', { kind: 'away', from: '2026-04-02', to: '2026-04-05', deputy: '邓敏' }],
    ['我明天请假', { kind: 'away', from: '2026-04-01', to: '2026-04-01', deputy: null }],
    ['休假：2026-04-02到2026-04-10', { kind: 'away', from: '2026-04-02', to: '2026-04-10', deputy: null }],
    [
      'away 2026-04-02 to 2026-04-10, deputy Deng Min',
      { kind: 'away', from: '2026-04-02', to: '2026-04-10', deputy: 'Deng Min' },
    ],
    ['销假', { kind: 'back' }],
    ['我已返岗', { kind: 'back' }],
  ])('%s', (text, wish) => {
    expect(readWish(text, today)).toEqual(wish);
  });

  it.each([
    '已完成，不要再发了',
    '（一）已完成80%',
    '请假人员已安排到位，4月5日前完成',
    '4月2日至4月5日请假，材料6日报送',
    '已恢复提醒机制',
    '免打扰设备安装完成60%',
    '免打扰3处已完成',
    'quiet 3',
    '4月2日至4月5日开展排查',
    '停止审批3项',
    '2月30日请假',
    '',
  ])('is not read into "%s"', (text) => {
    expect(readWish(text, today)).toBeNull();
  });
});
