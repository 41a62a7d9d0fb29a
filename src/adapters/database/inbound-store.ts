import type { InboundEvent, InboundStore, SqlRunner } from '../../ports.ts';
import type { StoreContext } from './context.ts';
import * as rows from './rows.ts';

const RECEIVE = `INSERT INTO inbound_events (platform, key, received_at, person_id, body)
  SELECT r.platform, r.key, r."receivedAt", r."personId", r.body
  FROM json_to_recordset($1) AS r(platform text, key text, "receivedAt" timestamptz, "personId" uuid, body text)
  ON CONFLICT (platform, key) DO NOTHING RETURNING platform, key`;

/** Inputs that are written in one statement; what comes meanwhile makes the next one. */
const TOGETHER = 500;

/** What came in, in the database. Inputs that arrive while one is being written are committed together: one wait for the disk. */
export function inboundStore({ prisma, sql }: StoreContext): InboundStore {
  const receive = grouped((events) => received(sql, events));
  return {
    receive,

    async inbound(platform, key) {
      const row = await prisma.inboundEvent.findUnique({ where: { platform_key: { platform, key } } });
      return row && rows.inboundFrom(row);
    },

    async unhandled(limit, platform) {
      const found = await prisma.inboundEvent.findMany({
        where: { handledAt: null, ...(platform === undefined ? {} : { platform }) },
        orderBy: [{ receivedAt: 'asc' }, { platform: 'asc' }, { key: 'asc' }],
        take: limit,
      });
      return found.map(rows.inboundFrom);
    },
  };
}

/** For each event whether it was new; of several with one key the first is. */
async function received(sql: SqlRunner, events: readonly InboundEvent[]): Promise<readonly boolean[]> {
  const written = (await sql(RECEIVE, [JSON.stringify(events)])) as readonly { platform: string; key: string }[];
  const added = new Set(written.map(nameOf));
  return events.map((event) => added.delete(nameOf(event)));
}

const nameOf = ({ platform, key }: { readonly platform: string; readonly key: string }): string => `${platform} ${key}`;

interface Waiting {
  readonly event: InboundEvent;
  readonly outcome: PromiseWithResolvers<boolean>;
}

/** One write at a time, of all that waits. What cannot be written together is written by itself: one bad input spoils no other. */
function grouped(write: (events: readonly InboundEvent[]) => Promise<readonly boolean[]>) {
  let waiting: Waiting[] = [];
  let writing = false;

  async function writeTogether(group: readonly Waiting[]): Promise<void> {
    try {
      const written = await write(group.map(({ event }) => event));
      for (const [index, { outcome }] of group.entries()) outcome.resolve(written[index] === true);
    } catch (error) {
      if (group.length === 1) group[0]?.outcome.reject(error);
      else for (const one of group) await writeTogether([one]);
    }
  }

  async function writeAll(): Promise<void> {
    writing = true;
    while (waiting.length > 0) {
      const group = waiting.slice(0, TOGETHER);
      waiting = waiting.slice(TOGETHER);
      await writeTogether(group);
    }
    writing = false;
  }

  return (event: InboundEvent): Promise<boolean> => {
    const outcome = Promise.withResolvers<boolean>();
    waiting.push({ event, outcome });
    if (!writing) void writeAll();
    return outcome.promise;
  };
}
