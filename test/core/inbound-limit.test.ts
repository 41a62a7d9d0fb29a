import { describe, expect, it } from 'vitest';
import { InboundLimit } from '../../src/core/inbound-limit.ts';
import { at } from '../support/builders.ts';

describe('what one person sends in a minute', () => {
  it('is taken up to the limit, then not, and the person is told once', () => {
    const limit = new InboundLimit(3);

    const admissions = [1, 2, 3, 4, 5].map(() => limit.admit('chen', at('2026-03-24 09:00')));

    expect(admissions).toEqual(['admitted', 'admitted', 'admitted', 'first-too-many', 'too-many']);
  });

  it('bounds nobody else, and is forgotten with the minute', () => {
    const limit = new InboundLimit(1);
    limit.admit('chen', at('2026-03-24 09:00'));

    expect(limit.admit('he', at('2026-03-24 09:00'))).toBe('admitted');
    expect(limit.admit('chen', at('2026-03-24 09:00'))).toBe('first-too-many');
    expect(limit.admit('chen', at('2026-03-24 09:01'))).toBe('admitted');
  });
});
