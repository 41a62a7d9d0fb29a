import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as the fake keeps it. */
export interface Posted {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | null;
  readonly text: string;
  readonly blocks: readonly Record<string, unknown>[];
  readonly metadata: unknown;
  /** Files that it shares, with their text. */
  readonly files?: readonly { readonly name: string; readonly title: string; readonly text: string }[];
}

/** What goes wrong with the next call of a method. */
export type Fault =
  | { readonly kind: 'error'; readonly code: string }
  | { readonly kind: 'status'; readonly status: number; readonly accepted: boolean }
  | { readonly kind: 'rate'; readonly seconds: number }
  | { readonly kind: 'html' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset'; readonly accepted: boolean };

export type FakeSlack = Awaited<ReturnType<typeof fakeSlack>>;

/** A Slack of our own over real HTTP: direct messages with metadata, threads, views, and faults on demand. Nothing else. */
export async function fakeSlack() {
  const posted: Posted[] = [];
  const calls: { method: string; args: Record<string, string> }[] = [];
  const faults = new Map<string, Fault[]>();
  const deleted = new Set<string>();
  const granted: string[] = [];
  const refusing = new Map<string, string>();
  const emails = new Map<string, string>();
  const profiles = new Map<string, { tz: string; locale: string }>();
  const bodies: string[] = [];
  const uploads: { name: string; length: number; text: string }[] = [];
  const files = new Map<string, { body: string; type: string }>();
  let clock = 1_780_000_000;
  let views = 0;

  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    if (path.startsWith('/upload/')) return takeFile(request, response, path.slice('/upload/'.length));
    if (path.startsWith('/files/')) return sendFile(request, response, path.slice('/files/'.length));
    const method = path.replace(/^\/api\//, '');
    const body = await bodyOf(request);
    if (method === 'response') bodies.push(body);
    const args = Object.fromEntries(new URLSearchParams(method === 'response' ? '' : body));
    calls.push({ method, args });
    const fault = faults.get(method)?.shift();
    if (fault) return fail(fault, method, args, request, response);
    answer(response, 200, resultOf(method, args), granted.length > 0 ? { 'x-oauth-scopes': granted.join(',') } : {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  function fail(
    fault: Fault,
    method: string,
    args: Record<string, string>,
    request: IncomingMessage,
    response: ServerResponse,
  ) {
    switch (fault.kind) {
      case 'error':
        return answer(response, 200, { ok: false, error: fault.code });
      case 'status':
        if (fault.accepted) resultOf(method, args);
        return answer(response, fault.status, { ok: false });
      case 'rate':
        return answer(response, 429, { ok: false, error: 'ratelimited' }, { 'retry-after': String(fault.seconds) });
      case 'html':
        response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html><p>sign in');
        return;
      case 'hang':
        return;
      case 'reset':
        if (fault.accepted) resultOf(method, args);
        request.socket.destroy();
        return;
      default:
        return fault satisfies never;
    }
  }

  function resultOf(method: string, args: Record<string, string>): object {
    switch (method) {
      case 'auth.test':
        return { ok: true, team: '市督查室', user: 'duban' };
      case 'users.info':
        return { ok: true, user: userOf(args.user ?? '') };
      case 'users.lookupByEmail': {
        const [id] = [...emails].find(([, email]) => email === args.email) ?? [];
        return id ? { ok: true, user: userOf(id) } : { ok: false, error: 'users_not_found' };
      }
      case 'conversations.open':
        return { ok: true, channel: { id: `D${args.users}` } };
      case 'chat.postMessage': {
        clock += 1;
        const channel = args.channel?.startsWith('U') ? `D${args.channel}` : (args.channel ?? '');
        const refusal = refusing.get(channel);
        if (refusal) return { ok: false, error: refusal };
        const ts = `${clock}.000100`;
        posted.push({
          channel,
          ts,
          threadTs: args.thread_ts ?? null,
          text: args.text ?? '',
          blocks: JSON.parse(args.blocks ?? '[]'),
          metadata: JSON.parse(args.metadata ?? 'null'),
        });
        return { ok: true, channel, ts };
      }
      case 'chat.update': {
        const at = posted.findIndex((one) => one.channel === args.channel && one.ts === args.ts);
        const found = posted[at];
        if (!found) return { ok: false, error: 'message_not_found' };
        posted[at] = { ...found, text: args.text ?? '', blocks: JSON.parse(args.blocks ?? '[]') };
        return { ok: true, ts: args.ts };
      }
      case 'files.getUploadURLExternal': {
        uploads.push({ name: args.filename ?? '', length: Number(args.length), text: '' });
        return {
          ok: true,
          upload_url: `http://127.0.0.1:${port}/upload/${uploads.length - 1}`,
          file_id: `F${uploads.length - 1}`,
        };
      }
      case 'files.completeUploadExternal': {
        clock += 1;
        const files = (JSON.parse(args.files ?? '[]') as { id: string; title: string }[]).map(({ id, title }) => {
          const { name = '', text = '' } = uploads[Number(id.slice(1))] ?? {};
          return { name, title, text };
        });
        posted.push({
          channel: args.channel_id ?? '',
          ts: `${clock}.000100`,
          threadTs: args.thread_ts ?? null,
          text: '',
          blocks: [],
          metadata: null,
          files,
        });
        return { ok: true };
      }
      case 'conversations.history':
        return list(args, (one) => one.threadTs === null);
      case 'conversations.replies':
        return list(args, (one) => one.threadTs === args.ts || one.ts === args.ts);
      case 'views.open':
        views += 1;
        return { ok: true, view: { id: `V${views}`, hash: `h${views}` } };
      default:
        return { ok: true };
    }
  }

  const userOf = (id: string) => ({
    id,
    deleted: deleted.has(id),
    profile: { email: emails.get(id) },
    ...profiles.get(id),
  });

  function list(args: Record<string, string>, belongs: (one: Posted) => boolean): object {
    const messages = posted
      .filter((one) => one.channel === args.channel && belongs(one))
      .map((one) => ({ ts: one.ts, user: 'U0BOT', text: one.text, metadata: one.metadata, files: one.files }));
    return { ok: true, messages };
  }

  async function takeFile(request: IncomingMessage, response: ServerResponse, index: string): Promise<void> {
    const upload = uploads[Number(index)];
    const text = await bodyOf(request);
    if (upload) upload.text = text.replace(/^\uFEFF/, '');
    response.writeHead(200).end('OK');
  }

  function sendFile(request: IncomingMessage, response: ServerResponse, name: string): void {
    const file = files.get(name);
    const allowed = request.headers.authorization?.startsWith('Bearer ');
    // As Slack does it: 200 and a page where there is no right to the file.
    if (!file || !allowed) response.writeHead(200, { 'content-type': 'text/html' }).end('<!DOCTYPE html>sign in');
    else response.writeHead(200, { 'content-type': file.type }).end(file.body);
  }

  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    fileUrl: (name: string) => `http://127.0.0.1:${port}/files/${name}`,
    posted,
    calls,
    /** What was answered to commands, as JSON. */
    bodies,
    files,
    deleted,
    /** Channels that take no post, with the error that says so. */
    refusing,
    /** The e-mail address of an account. */
    emails,
    /** Zone and language of an account. */
    profiles,
    /** The scopes that answers name; none are named while it is empty. */
    granted,
    /** The next calls of a method go wrong like this, in order. */
    next: (method: string, ...wrong: Fault[]) => faults.set(method, [...(faults.get(method) ?? []), ...wrong]),
    callsOf: (method: string) => calls.filter((call) => call.method === method),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}
