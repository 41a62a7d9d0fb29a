/** Bytes of a file that are taken; larger ones are refused. */
const MOST_BYTES = 20 * 1024 * 1024;
const TIMEOUT_MS = 30_000;

export type Downloaded =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: 'too-large' | 'not-a-file' | 'unavailable' };

/** Where Slack keeps files. The token goes nowhere else, whatever an event says. */
const HOSTS = /(?:^|\.)(?:slack\.com|slack-gov\.com|slack-files\.com)$/;

/**
 * A file that someone sent, by its private address. Without a right to it Slack answers 200 with its sign-in page, so a page that
 * was not announced as one is no file. https://docs.slack.dev/messaging/working-with-files
 */
export async function download(
  file: { readonly url: string; readonly mimetype: string | null; readonly size: number | null },
  options: { readonly token: string; readonly apiUrl: string; readonly fetch?: typeof fetch },
): Promise<Downloaded> {
  if ((file.size ?? 0) > MOST_BYTES) return { ok: false, reason: 'too-large' };
  if (!isSlacks(file.url, options.apiUrl)) return { ok: false, reason: 'not-a-file' };
  try {
    const response = await (options.fetch ?? fetch)(file.url, {
      headers: { authorization: `Bearer ${options.token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) return { ok: false, reason: 'unavailable' };
    const isPage = (response.headers.get('content-type') ?? '').startsWith('text/html');
    if (isPage && file.mimetype !== 'text/html') return { ok: false, reason: 'not-a-file' };
    return await limited(response);
  } catch {
    return { ok: false, reason: 'unavailable' };
  }
}

function isSlacks(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return (url.protocol === 'https:' && HOSTS.test(url.hostname)) || url.host === new URL(apiUrl).host;
}

/** Reads no more than is taken: the announced size may lie. */
async function limited(response: Response): Promise<Downloaded> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) return { ok: false, reason: 'too-large' };
    chunks.push(chunk);
  }
  return size === 0 ? { ok: false, reason: 'not-a-file' } : { ok: true, bytes: new Uint8Array(Buffer.concat(chunks)) };
}
