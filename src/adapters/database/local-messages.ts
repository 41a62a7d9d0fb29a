import type { LocalMessage, LocalMessages } from '../../ports.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';
import type { LocalMessageModel } from './generated/models.ts';
import { isUuid } from './rows.ts';

type Stored = LocalMessage & { readonly seq: number };

/** The local chat's messages in the database. */
export function localMessages(prisma: PrismaClient): LocalMessages {
  const byKey = async (key: string): Promise<Stored | null> => {
    const row = await prisma.localMessage.findUnique({ where: { key } });
    return row && storedFrom(row);
  };

  return {
    byKey,

    async erase(key) {
      await prisma.localMessage.updateMany({ where: { key }, data: { message: { lines: [] } } });
    },

    async append(message) {
      const json = message.message as unknown as Prisma.InputJsonValue;
      // Passed over when the key is there: never caught, as a failed insertion would spoil a transaction around it.
      await prisma.localMessage.createMany({ data: [{ ...message, message: json }], skipDuplicates: true });
      const stored = await byKey(message.key);
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
