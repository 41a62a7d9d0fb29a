// The embedded database with Prisma, its tables and an Express that answers: what any bot on this layer costs.
import { PrismaPg } from '@prisma/adapter-pg';
import express from 'express';
import { openEmbedded } from '../../src/adapters/database/embedded.ts';
import { PrismaClient } from '../../src/adapters/database/generated/client.ts';
import { migrate } from '../../src/adapters/database/migrate.ts';

const { pool, close } = await openEmbedded(process.env.DUBAN_DATA_DIR ?? '', 30_000);
const client = await pool.connect();
await migrate(client).finally(() => client.release());
const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
await prisma.task.count();
const app = express().get('/', (_, response) => void response.end());
const listener = app.listen(0, '127.0.0.1', () => {
  const address = listener.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}\n`);
});
process.once('SIGTERM', async () => {
  listener.close();
  await prisma.$disconnect();
  await close();
  process.exit(0);
});
