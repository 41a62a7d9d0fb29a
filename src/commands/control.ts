import { timingSafeEqual } from 'node:crypto';
import { Command } from 'commander';
import express, { type Router } from 'express';
import { z } from 'zod';
import type { Bot } from '../wire.ts';
import { actingCommands } from './acting.ts';
import { explain, type Output } from './output.ts';

const Asked = z.object({ argv: z.array(z.string().max(20_000)).max(60), cwd: z.string().max(4_096) });

/** What a command that ran in the server has to say. */
export const Answered = z.object({ code: z.number().int(), out: z.string(), error: z.string() });
export type Answered = z.infer<typeof Answered>;

/** Commands that reach a running server: it holds the database, so it acts for them. Loopback, with the token of control.json. */
export function controlRouter(bot: Bot, token: string, afterwards: () => void): Router {
  const router = express.Router();
  router.use(express.json({ limit: '2mb' }));
  router.post('/', async (request, response) => {
    if (!isLoopback(request.socket.remoteAddress) || !isSame(request.get('authorization') ?? '', `Bearer ${token}`)) {
      response.status(403).end();
      return;
    }
    const asked = Asked.safeParse(request.body);
    if (!asked.success) {
      response.status(400).end();
      return;
    }
    response.json(await runIn(bot, asked.data.argv, asked.data.cwd));
    afterwards();
  });
  return router;
}

/** Runs a command line on an open bot and gives back what it said. */
export async function runIn(bot: Bot, argv: readonly string[], cwd: string): Promise<Answered> {
  const said = { out: '', error: '' };
  const out: Output = {
    line: (text) => {
      said.out += `${text}\n`;
    },
    error: (text) => {
      said.error += `${text}\n`;
    },
  };
  const program = new Command('duban')
    .exitOverride()
    .configureOutput({ writeOut: (text) => out.line(text.trimEnd()), writeErr: (text) => out.error(text.trimEnd()) });
  actingCommands(program, program.command('plan'), { out, cwd, open: async () => bot });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return { code: 0, ...said };
  } catch (error) {
    return { code: explain(error, out), ...said };
  }
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const isLoopback = (address: string | undefined): boolean =>
  address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1';
