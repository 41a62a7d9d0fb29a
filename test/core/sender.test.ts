import { describe, expect, it } from 'vitest';
import type { UnitId } from '../../src/core/ids.ts';
import { senderOf } from '../../src/core/sender.ts';
import { aDirectory, anOfficeUnit, aPerson, aRole, aUnit, day } from '../support/builders.ts';

const finance = 'unit-finance' as UnitId;
const education = 'unit-education' as UnitId;
const directory = aDirectory({
  units: [
    anOfficeUnit(),
    aUnit(),
    aUnit({ id: finance, name: '江州市财政局', shortName: '市财政局', aliases: ['财政'] }),
  ],
  persons: [
    aPerson('li', { name: '李明' }),
    aPerson('wu', { name: '吴倩' }),
    aPerson('chen-1', { name: '陈静' }),
    aPerson('chen-2', { name: '陈静' }),
  ],
  roles: [
    aRole('li', education, 'liaison'),
    aRole('wu', finance, 'liaison'),
    aRole('chen-1', education, 'liaison'),
    aRole('chen-2', finance, 'liaison'),
  ],
});

const who = (name: string): string | null => {
  const sender = senderOf(directory, name, day('2026-03-20'));
  return sender && `${sender.unit.shortName} ${sender.person?.id ?? '-'}`;
};

describe('a name in a group', () => {
  it.each([
    ['李明', '市教育局 li'],
    ['市教育局-李明', '市教育局 li'],
    ['李明（教育局）', '市教育局 li'],
    ['市教育局 李明', '市教育局 li'],
    ['市财政局', '市财政局 -'],
    ['江州市财政局办公室', '市财政局 -'],
    ['财政局联络员', '市财政局 -'],
    ['市财政局—陈静', '市财政局 chen-2'],
    ['市财政局-小王', '市财政局 -'],
  ])('%s is %s', (name, expected) => {
    expect(who(name)).toBe(expected);
  });

  it.each([
    ['小雨点', 'nobody of that name'],
    ['陈静', 'two of that name, and no unit'],
    ['明', 'too short a name'],
  ])('%s is nobody: %s', (name) => {
    expect(who(name)).toBeNull();
  });

  it('of another unit than the person is the unit alone', () => {
    expect(who('市财政局-李明')).toBe('市财政局 -');
  });
});
