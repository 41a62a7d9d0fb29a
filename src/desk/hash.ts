import { useCallback, useSyncExternalStore } from 'react';

/** On a phone one of the two is shown; on a wide screen both are. */
export type Pane = 'chat' | 'board';

interface View {
  readonly pane: Pane;
  /** The task whose thread is open, by its code. */
  readonly code: string | null;
}

/** What is noted with an entry of the history: how many entries in a row belong to open threads. */
interface Entry {
  readonly threads?: number;
}

const BOARD = 'board';
const CHANGED = 'duban-view';

const subscribe = (listener: () => void) => {
  // Also heard when the address is edited by hand.
  addEventListener('popstate', listener);
  addEventListener(CHANGED, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(CHANGED, listener);
  };
};

/** #board/26-12-2: the pane, and the task whose thread is open. */
function viewIn(hash: string): View {
  const parts = hash.replace(/^#/u, '').split('/');
  const pane = parts[0] === BOARD ? 'board' : 'chat';
  return { pane, code: (pane === 'board' ? parts[1] : parts[0]) || null };
}

const hashOf = ({ pane, code }: View): string =>
  [...(pane === 'board' ? [BOARD] : []), ...(code === null ? [] : [code])].join('/');

const threadsNow = (): number => (history.state as Entry | null)?.threads ?? 0;

function show(view: View, write: 'push' | 'replace', threads: number): void {
  const hash = hashOf(view);
  const url = `${location.pathname}${location.search}${hash === '' ? '' : `#${hash}`}`;
  const entry: Entry = { threads };
  if (write === 'push') history.pushState(entry, '', url);
  else history.replaceState(entry, '', url);
  dispatchEvent(new Event(CHANGED));
}

/**
 * What the page shows, kept in its address: a link or a reload leads to it again, the back button to what was shown before. Closing a
 * thread goes back to where the first one was opened from.
 */
export function useView(): View & { showPane(pane: Pane): void; openTask(code: string): void; closeTask(): void } {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  const { pane, code } = viewIn(hash);
  const showPane = useCallback((next: Pane) => {
    if (viewIn(location.hash).pane !== next) show({ pane: next, code: null }, 'push', 0);
  }, []);
  const openTask = useCallback((next: string) => {
    const now = viewIn(location.hash);
    if (now.code !== next) show({ ...now, code: next }, 'push', threadsNow() + 1);
  }, []);
  const closeTask = useCallback(() => {
    const threads = threadsNow();
    if (threads > 0) history.go(-threads);
    // Come in by a link: there is nothing to go back to.
    else show({ ...viewIn(location.hash), code: null }, 'replace', 0);
  }, []);
  return { pane, code, showPane, openTask, closeTask };
}
