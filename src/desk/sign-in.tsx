import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { ApiErrorCode } from '../adapters/web/api-schema.ts';
import { api, RequestError } from './api.ts';
import { useSpeech } from './language.tsx';

const LINK = /^#link=([\w-]{20,100})$/;

/**
 * Opens the link in the address, if there is one, and takes it out of the address and the history. Gives the reason when it opens
 * nothing.
 */
export async function openLinkInAddress(): Promise<RequestError['code'] | null> {
  const link = LINK.exec(location.hash)?.[1];
  if (!link) return null;
  history.replaceState(null, '', location.pathname);
  try {
    await api.openLink({ personId: null, language: 'zh' }, link);
    return null;
  } catch (error) {
    if (error instanceof RequestError) return error.code;
    throw error;
  }
}

/** What stands here for somebody who is not signed in: why, and how to come in. */
export function SignedOut({ why }: { why: RequestError['code'] }): ReactNode {
  const { texts } = useSpeech();
  return (
    <main className="signed-out" data-testid="signed-out">
      <h1>{texts.appName}</h1>
      <p>{texts.signIn.why[why as 'signed-out' | 'link-spent'] ?? texts.error[why as ApiErrorCode]}</p>
      <p>{texts.signIn.how}</p>
      <p className="muted">{texts.signIn.lasts}</p>
    </main>
  );
}

/** Leaves the page on this browser. */
export function SignOut(): ReactNode {
  const { texts, language } = useSpeech();
  return (
    <Button
      size="small"
      type="text"
      onClick={() => void api.signOut({ personId: null, language }).then(() => location.reload())}
    >
      {texts.signIn.out}
    </Button>
  );
}
