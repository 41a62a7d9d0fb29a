import type { LocalMessage, LocalMessages, SqlRunner } from '../../ports.ts';
import type { PrismaClient } from './generated/client.ts';
import type { LocalMessageModel } from './generated/models.ts';
import { isUuid } from './rows.ts';

type Stored = LocalMessage & { readonly seq: number };

const APPEND = `INSERT INTO local_messages (id, person_id, direction, thread_code, message, key, at)
  VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7) ON CONFLICT DO NOTHING RETURNING seq`;

/** The local chat's messages in the database. */
export function localMessages(prisma: PrismaClient, sql: SqlRunner): LocalMessages {
  const byKey = async (key: string): Promise<Stored | null> => {
    const row = await prisma.localMessage.findUnique({ where: { key } });
    return row && storedFrom(row);
  };

  return {
    byKey,

    async erase(key) {
      await prisma.localMessage.updateMany({ where: { key }, data: { message: { lines: [] } } });
    },

    async rewrite(seq, message) {
      const { count } = await prisma.localMessage.updateMany({
        where: { seq, direction: 'out' },
        data: { message: message as object },
      });
      return count > 0;
    },

    async append(message) {
      const { id, personId, direction, threadCode, key, at } = message;
      const values = [id, personId, direction, threadCode, JSON.stringify(message.message), key, at];
      // Passed over when the key is there: never caught, as a failed insertion would spoil a transaction around it.
      const [added] = (await sql(APPEND, values)) as readonly { seq: number }[];
      const stored = added ?? (await byKey(key));
      if (!stored) throw new Error(`The local message ${message.id} was not stored: another one has its id`);
      return { seq: stored.seq };
    },

    async since(personId, seq, limit) {
      if (!isUuid(personId)) return [];
      const rows = await prisma.localMessage.findMany({
        where: { personId, seq: { gt: seq } },
        orderBy: { seq: 'asc' },
        take: limit,
      });
      return rows.map(storedFrom);
    },
  };
}

function storedFrom({ officeId: _, ...row }: LocalMessageModel): Stored {
  return row as object as Stored;
}
