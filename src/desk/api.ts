import type {
  Advanced,
  ApiAction,
  ApiError,
  ApiErrorCode,
  Board,
  ChatPage,
  Session,
  TaskDetail,
  TaskList,
} from '../adapters/web/api-schema.ts';
import { isPersonActive } from './active.ts';
import type { Language } from './texts.ts';

/** A request that was not taken: the server's code with its text, or `unreachable`. */
export class RequestError extends Error {
  readonly code: ApiErrorCode | 'unreachable';

  constructor(code: ApiErrorCode | 'unreachable', text: string) {
    super(text);
    this.name = 'RequestError';
    this.code = code;
  }
}

/** In whose name the page asks, and in which language. */
export interface Asker {
  readonly personId: string | null;
  readonly language: Language;
}

/** A key for one press: the same press sent twice is done once. */
export function onceKey(): string {
  // randomUUID exists on https and loopback names only.
  return (
    crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join('-')
  );
}

async function request<Answer>(asker: Asker, path: string, init: RequestInit = {}): Promise<Answer> {
  const headers = new Headers(init.headers);
  headers.set('duban-language', asker.language);
  if (asker.personId !== null) headers.set('duban-persona', encodeURIComponent(asker.personId));
  // What the page asks by itself does not keep a session open.
  if (isPersonActive()) headers.set('duban-active', 'yes');

  let response: Response;
  try {
    response = await fetch(`api${path}`, { ...init, headers });
  } catch (cause) {
    throw new RequestError('unreachable', String(cause));
  }
  if (!response.ok) throw await refusalOf(response);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

async function refusalOf(response: Response): Promise<RequestError> {
  try {
    const { error } = (await response.json()) as ApiError;
    return new RequestError(error.code, error.text);
  } catch {
    return new RequestError('unreachable', `HTTP ${response.status}`);
  }
}

const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** One function a route; each rejects with RequestError only. */
export const api = {
  openLink: (asker: Asker, link: string) => request<void>(asker, '/sign-in', json({ link })),
  signOut: (asker: Asker) => request<void>(asker, '/sign-out', json({})),
  session: (asker: Asker) => request<Session>({ ...asker, personId: null }, '/session'),
  choose: (asker: Asker, personId: string) =>
    request<Session>({ ...asker, personId: null }, '/persona', json({ personId })),
  chat: (asker: Asker, since: number) => request<ChatPage>(asker, `/chat?since=${since}`),
  board: (asker: Asker) => request<Board>(asker, '/board'),
  tasks: (asker: Asker) => request<TaskList>(asker, '/tasks'),
  task: (asker: Asker, code: string) => request<TaskDetail>(asker, `/tasks/${encodeURIComponent(code)}`),
  say: (asker: Asker, text: string, threadCode: string | null) =>
    request<void>(asker, '/say', json({ text, ...(threadCode === null ? {} : { threadCode }), key: onceKey() })),
  act: (asker: Asker, command: ApiAction['command'], fields: Record<string, string>) =>
    request<void>(asker, '/act', json({ command, fields, key: onceKey() })),
  dropFile: (asker: Asker, file: File, threadCode: string | null) => {
    const query = new URLSearchParams({
      name: file.name,
      key: onceKey(),
      ...(threadCode === null ? {} : { threadCode }),
    });
    return request<void>(asker, `/files?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    });
  },
  advance: (asker: Asker, to: string) => request<Advanced>(asker, '/clock/advance', json({ to })),
};
