import { useSyncExternalStore } from 'react';

const subscribe = (listener: () => void) => {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
};

/** The task code in the page's address (#26-12-2), so that a thread can be linked to and the back button closes it. */
export function useOpenTask(): { code: string | null; open(code: string): void; close(): void } {
  const code = useSyncExternalStore(subscribe, () => location.hash.slice(1) || null);
  return {
    code,
    open: (next) => {
      location.hash = next;
    },
    close: () => {
      history.pushState(null, '', location.pathname);
      dispatchEvent(new HashChangeEvent('hashchange'));
    },
  };
}
