import { describe, expect, it } from 'vitest';
import { DatabaseProblem, givenIn } from '../../src/adapters/database/problems.ts';
import { connectOwner, openServer } from '../../src/adapters/database/server.ts';

describe('a database that cannot be opened', () => {
  it.each([
    ['--to', 'duban'],
    ['--to', 'mysql://localhost/duban'],
    ['DUBAN_MIGRATE_URL', 'postgresql://127.0.0.1:1/duban'],
  ])('is told by where its address was given: %s %s', async (from, url) => {
    const opened: Promise<unknown> = from === '--to' ? openServer(url) : connectOwner(url);

    const problem = await givenIn(from, opened).catch((error: unknown) => error);

    expect(problem).toBeInstanceOf(DatabaseProblem);
    expect((problem as Error).message).toContain(from);
    expect((problem as Error).message).not.toContain('DATABASE_URL');
  });

  it('is told by DATABASE_URL otherwise', async () => {
    await expect(openServer('duban')).rejects.toThrow(/^DATABASE_URL 不是 PostgreSQL 地址/u);
  });

  it('leaves other faults as they are', async () => {
    const fault = new TypeError('a bug');

    await expect(givenIn('--to', Promise.reject(fault))).rejects.toBe(fault);
  });
});
