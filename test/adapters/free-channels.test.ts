import { describe, expect, it } from 'vitest';
import { takingFreeChannels } from '../../src/adapters/queue/free-channels.ts';

/** As pg-boss 12.35 takes jobs of a queue in which channels were busy when it last looked. */
const taking = `WITH
      next AS (
        SELECT j.id, j.singleton_key
        FROM pgboss.job_common j
        WHERE j.name = 'delivery'
          AND j.state < 'active'
          AND NOT j.blocked
          AND COALESCE(j.singleton_key, '') <> ALL($1::text[])
        ORDER BY j.priority desc, j.created_on
        LIMIT 10
        FOR UPDATE OF j SKIP LOCKED
      )`;

async function asked(text: string): Promise<string> {
  const said: string[] = [];
  const db = takingFreeChannels({
    async executeSql(statement: string, _values?: unknown[]) {
      said.push(statement);
      return { rows: [] };
    },
  });
  await db.executeSql(text, [['slack:U1']]);
  return said.join();
}

describe('taking jobs', () => {
  it('asks which channels are busy now, and does not go by what was known before', async () => {
    const text = await asked(taking);

    expect(text).toContain("busy.state = 'active'");
    expect(text).toContain('($1::text[] IS NULL OR true)');
    expect(text).not.toContain('<> ALL');
  });

  it('is done by one taker at a time: another process finds nothing meanwhile', async () => {
    const text = await asked(taking);

    expect(text).toMatch(/^WITH turn AS MATERIALIZED \(SELECT pg_try_advisory_xact_lock\(\d+\) AS mine\),\s+next AS/);
    expect(text).toContain('(SELECT mine FROM turn) AND NOT j.blocked');
  });

  it('goes on after one that failed', async () => {
    let tries = 0;
    const db = takingFreeChannels({
      async executeSql(_text: string, _values?: unknown[]) {
        tries += 1;
        if (tries === 1) throw new Error('the connection broke');
        return { rows: [tries] };
      },
    });

    await expect(db.executeSql(taking, [[]])).rejects.toThrow('the connection broke');
    expect(await db.executeSql(taking, [[]])).toEqual({ rows: [2] });
  });

  it('leaves every other statement as it is', async () => {
    expect(await asked('SELECT 1')).toBe('SELECT 1');
  });
});
