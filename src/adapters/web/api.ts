import express, { type Request, type Response, type Router } from 'express';
import { ApiRefusal, notThere } from './api-error.ts';
import {
  Act,
  Advance,
  type Advanced,
  type Board,
  type ChatPage,
  ChatQuery,
  ChoosePersona,
  DropFile,
  Say,
  type Session,
  type TaskDetail,
  type TaskList,
} from './api-schema.ts';
import type { DeskServices, Viewer } from './desk-services.ts';
import { eventStream } from './event-stream.ts';
import { actingPersona, rememberPersona } from './persona.ts';
import type { Visitors } from './visitors.ts';

const JSON_LIMIT = '1mb';
const FILE_LIMIT = '20mb';
const CHAT_PAGE = 200;

/** The desk's API. Each request is checked by its schema, acts as the cookie's persona and answers JSON. */
export function apiRouter(services: DeskServices, visitors: Visitors, options: { isDemo: boolean }): Router {
  const router = express.Router();
  let advancing = false;

  const viewerOf = async (request: Request): Promise<Viewer> => ({
    personId: actingPersona(request, visitors.chosen(request, await visitors.all(request))).id,
    // A file that is fetched by its address says the language there.
    language: (request.get('duban-language') ?? request.query.language) === 'en' ? 'en' : 'zh',
  });

  const sessionOf = async (
    request: Request,
    personaIn: (personas: Session['personas']) => Session['persona'],
  ): Promise<Session> => {
    const personas = [...(await visitors.all(request))];
    const now = services.now();
    return {
      mode: options.isDemo ? 'demo' : 'live',
      officeName: services.officeName,
      now: now.toISOString(),
      isWorkday: services.isWorkday(now),
      advancing,
      persona: personaIn(personas),
      personas,
      received: Object.fromEntries(
        Object.entries(await services.received()).filter(([id]) => personas.some((persona) => persona.id === id)),
      ),
    };
  };

  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });

  router.get('/session', async (request, response) => {
    response.json(await sessionOf(request, (personas) => visitors.chosen(request, personas)));
  });

  router.get('/chat', async (request, response) => {
    const { since } = ChatQuery.parse(request.query);
    const messages = [...(await services.chat(await viewerOf(request), since, CHAT_PAGE))];
    response.json({ messages, more: messages.length === CHAT_PAGE } satisfies ChatPage);
  });

  router.get('/board', async (request, response) => {
    response.json((await services.board(await viewerOf(request))) satisfies Board);
  });

  router.get('/tasks', async (request, response) => {
    response.json({ tasks: [...(await services.tasks(await viewerOf(request)))] } satisfies TaskList);
  });

  router.get('/tasks/:code', async (request, response) => {
    const task = await services.task(await viewerOf(request), request.params.code);
    if (!task) throw new ApiRefusal('not-there');
    response.json(task satisfies TaskDetail);
  });

  router.get('/tasks/:code/files/:fileId', async (request, response) => {
    const { code, fileId } = request.params;
    const file = await services.evidence(await viewerOf(request), code, fileId);
    if (!file) throw new ApiRefusal('not-there');
    sendFile(response, file);
  });

  for (const format of ['xlsx', 'csv'] as const)
    router.get(`/sheet.${format}`, async (request, response) => {
      sendFile(response, await services.sheet(await viewerOf(request), format));
    });

  router.get('/plans/:id/page', async (request, response) => {
    const page = await services.planPage(await viewerOf(request), request.params.id);
    if (page === null) throw new ApiRefusal('not-there');
    response.type('html').send(page);
  });

  router.get(
    '/events',
    async (request, _response, next) => {
      if (!options.isDemo) await visitors.all(request);
      next();
    },
    eventStream((listener) => services.subscribe(listener)),
  );

  // Bytes before JSON: a dropped .json file is a file too.
  router.post('/files', express.raw({ type: () => true, limit: FILE_LIMIT }), async (request, response) => {
    const { name, key, threadCode } = DropFile.parse(request.query);
    const bytes: unknown = request.body;
    if (!(bytes instanceof Uint8Array) || bytes.length === 0) throw new ApiRefusal('empty-file');
    await services.dropFile(await viewerOf(request), { name, bytes, key, threadCode: threadCode ?? null });
    response.status(204).end();
  });

  router.use(express.json({ limit: JSON_LIMIT }));

  if (options.isDemo)
    router.post('/persona', async (request, response) => {
      const { personId } = ChoosePersona.parse(request.body);
      const session = await sessionOf(
        request,
        (personas) => personas.find((persona) => persona.id === personId) ?? null,
      );
      if (!session.persona) throw new ApiRefusal('not-there');
      rememberPersona(response, personId);
      response.json(session);
    });

  router.post('/say', async (request, response) => {
    const { text, threadCode, key } = Say.parse(request.body);
    await services.say(await viewerOf(request), { text, threadCode: threadCode ?? null, key });
    response.status(204).end();
  });

  router.post('/act', async (request, response) => {
    await services.act(await viewerOf(request), Act.parse(request.body));
    response.status(204).end();
  });

  if (options.isDemo)
    router.post('/clock/advance', async (request, response) => {
      const { to } = Advance.parse(request.body);
      await viewerOf(request);
      if (advancing) throw new ApiRefusal('clock-busy');
      advancing = true;
      try {
        response.json((await services.advance(to)) satisfies Advanced);
      } finally {
        advancing = false;
      }
    });

  router.use(notThere);
  return router;
}

/** Hands a file over as it is, and never as a page of this server. */
function sendFile(response: Response, { name, bytes }: { name: string; bytes: Uint8Array }): void {
  response.set({
    'Content-Type': 'application/octet-stream',
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  });
  response.send(Buffer.from(bytes));
}
