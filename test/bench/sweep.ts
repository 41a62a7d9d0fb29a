import { sweep } from '../../src/flows/sweep.ts';
import { IDLE_SWEEPS } from './growth.ts';
import { type BenchOffice, benchOffice, now } from './office.ts';
import { type Place, roundTrips } from './place.ts';
import { progress, type Row, ratioRow, timed, valueRow, warmUp } from './row.ts';

/** Tasks of one transaction: the sweep's own rule, so that the bare SQL locks no more rows at once than it does. */
const TOGETHER = 100;

/**
 * B1 and B2: a whole sweep against bare SQL that writes the same rows in the same transactions from values worked out before, and
 * against the sweep of the smallest office, with so many due each. All sizes take turns within a round.
 */
export async function sweepRows(
  place: Place,
  sizes: readonly number[],
  dues: readonly number[],
  rounds: number,
): Promise<readonly Row[]> {
  const offices: BenchOffice[] = [];
  try {
    for (const size of sizes) {
      progress(`sweep: an office with ${size} open tasks`);
      offices.push(await benchOffice(place, size));
    }
    const rows: Row[] = [];
    for (const due of dues) {
      progress(`sweep: ${due} due`);
      rows.push(...(await sweepsOf(offices, due, rounds)));
    }
    for (const office of offices) rows.push(await idleTrips(office));
    return rows;
  } finally {
    for (const office of offices) await office.close();
  }
}

async function sweepsOf(offices: readonly BenchOffice[], due: number, rounds: number): Promise<readonly Row[]> {
  const bare = new Map<BenchOffice, readonly Statement[][]>();
  for (const office of offices) {
    await office.reset(due);
    await swept(office, due);
    bare.set(office, due === 0 ? [[idleStatement]] : await sameRows(office, due));
  }
  const [smallest] = offices;
  if (smallest && due > 0) {
    await warmUp(async () => {
      await smallest.reset(due);
      await swept(smallest, due);
    });
  }
  const times = offices.map((): [number, number][] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, office] of offices.entries()) {
      const once = { sweep: () => swept(office, due), bare: () => write(office, bare.get(office) ?? []) };
      // A single idle sweep is mostly the disk's answer to one commit: many in a row say what the sweep itself costs.
      const repeats = due === 0 ? IDLE_SWEEPS : 1;
      const take = (which: keyof typeof once) =>
        timed(async () => {
          for (let count = 0; count < repeats; count += 1) await once[which]();
        });
      const order = Math.random() < 0.5 ? (['sweep', 'bare'] as const) : (['bare', 'sweep'] as const);
      const taken = { sweep: 0, bare: 0 };
      for (const which of order) {
        // Nothing but the mark is written while nothing is due: there is nothing to take back.
        if (due > 0) await office.reset(due);
        taken[which] = (await take(which)) / repeats;
      }
      times[index]?.push([taken.sweep, taken.bare]);
    }
  }
  const first = times[0] as [number, number][];
  return offices.flatMap((office, index) => {
    const size = `${office.tasks / 1000}k`;
    const own = times[index] as [number, number][];
    const isFirst = index === 0;
    return [
      ratioRow(
        {
          id: `B1.${size}.${due}`,
          name: `sweep, ${office.tasks} open, ${due} due`,
          unit: 'ms',
          against: due === 0 ? 'one bare UPDATE of the mark' : `bare SQL, same rows, ${TOGETHER} tasks a transaction`,
          atMost: due === 1_000 ? 1.5 : null,
        },
        own,
      ),
      ...(isFirst
        ? []
        : [
            ratioRow(
              {
                id: `B2.${size}.${due}`,
                name: `growth of the sweep to ${office.tasks} open, ${due} due`,
                unit: 'ms',
                against: `${first.length} rounds with ${offices[0]?.tasks} open`,
                atMost: 1.2,
              },
              own.map(([value], round) => [value, first[round]?.[0] ?? Number.NaN] as const),
            ),
          ]),
    ];
  });
}

async function swept(office: BenchOffice, due: number): Promise<void> {
  const { tasks } = await sweep(office.deps);
  if (tasks !== due) throw new Error(`The sweep took ${tasks} tasks, not ${due}`);
}

async function idleTrips(office: BenchOffice): Promise<Row> {
  await office.reset(0);
  const trips = await roundTrips(() => sweep(office.deps));
  const facts = {
    id: `B1.${office.tasks / 1000}k.trips`,
    name: `idle sweep, ${office.tasks} open`,
    unit: 'round trips',
  };
  return valueRow({ ...facts, atMost: 2 }, [trips]);
}

interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

const idleStatement: Statement = { text: 'UPDATE offices SET swept_until = $1', values: [now] };

/** What the sweep has just written, as statements for parts of it: one a table, each row whole. */
async function sameRows(office: BenchOffice, due: number): Promise<readonly Statement[][]> {
  const parts = Math.ceil(due / TOGETHER);
  const read = async (table: string, columns: string, order: string): Promise<readonly string[]> => {
    const found = await office.sql<{ rows: string }>(
      `SELECT json_agg(r)::text AS rows FROM (SELECT ${columns}, (row_number() OVER (ORDER BY ${order}) - 1)
         / ceil((count(*) OVER ())::float8 / ${parts})::int AS part FROM ${table}) AS r GROUP BY part ORDER BY part`,
    );
    return found.map(({ rows }) => rows);
  };
  const tasks = await read(
    '(SELECT * FROM tasks WHERE version > 1) AS t',
    'id, state, attention, version, next_action_at',
    'id',
  );
  const added: (readonly [string, readonly string[]])[] = [];
  for (const [table, order] of [
    ['notices', 'id'],
    ['deliveries', 'id'],
    ['pgboss.job_common', 'id'],
    ['ledger_entries', 'seq'],
  ] as const) {
    added.push([table, await read(table, '*', order)]);
  }
  const changed = `UPDATE tasks AS t SET state = r.state, attention = r.attention, version = r.version,
    next_action_at = r.next_action_at FROM json_populate_recordset(NULL::tasks, $1) AS r WHERE t.id = r.id`;
  return tasks.map((rows, part) => [
    { text: changed, values: [rows] },
    ...added.flatMap(([table, of]) => {
      const text = `INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1)`;
      return of[part] === undefined ? [] : [{ text, values: [of[part]] }];
    }),
    {
      text: `INSERT INTO ledger_heads (office_id, seq, hash) SELECT id, $1, '' FROM offices
        ON CONFLICT (office_id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
      values: [part],
    },
  ]);
}

/** Each part in a transaction of its own, on one connection. */
async function write(office: BenchOffice, parts: readonly (readonly Statement[])[]): Promise<void> {
  await office.onOne(async (sql) => {
    for (const statements of parts) {
      if (statements.length > 1) await sql('BEGIN', []);
      for (const { text, values } of statements) await sql(text, values);
      if (statements.length > 1) await sql('COMMIT', []);
    }
  });
}
