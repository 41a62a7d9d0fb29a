import type { Settings } from '../../ports.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';

/** Settings in the database. */
export function settings(prisma: PrismaClient): Settings {
  return {
    async get(key) {
      const row = await prisma.setting.findUnique({ where: { key } });
      return row?.value ?? null;
    },
    async set(key, value) {
      const json = value === null ? Prisma.JsonNull : (value as Prisma.InputJsonValue);
      await prisma.setting.upsert({ where: { key }, create: { key, value: json }, update: { value: json } });
    },
  };
}
