import { useEffect, useRef, useState } from 'react';
import type { DeskEvent } from '../adapters/web/api-schema.ts';

/** Many changes in a moment are fetched once. */
const SETTLE_MS = 120;
/** While the clock moves, hundreds of messages may come: the page follows without slowing down what it waits for. */
const MOVING_SETTLE_MS = 3000;

interface Listeners {
  /** `from`: messages from that number on may read otherwise than before; Infinity when only new ones came. */
  onChange(from: number): void;
  onAdvancing(now: string, sent: number): void;
  onAdvanced(): void;
}

/** Listens to the server's events while the page is open; false while the connection is down. A reconnection counts as a change. */
export function useEvents(listeners: Listeners): boolean {
  const latest = useRef(listeners);
  latest.current = listeners;
  const [connected, setConnected] = useState(true);

  useEffect(() => {
    const source = new EventSource('api/events');
    let timer: ReturnType<typeof setTimeout> | null = null;
    let moving = false;
    let lost = false;
    let from = Number.POSITIVE_INFINITY;
    const changeAfter = (ms: number) => {
      timer ??= setTimeout(() => {
        timer = null;
        const since = from;
        from = Number.POSITIVE_INFINITY;
        latest.current.onChange(since);
      }, ms);
    };

    source.onopen = () => {
      setConnected(true);
      moving = false;
      // What was said meanwhile is unknown: everything is looked at again.
      if (lost) from = 0;
      lost = false;
      changeAfter(SETTLE_MS);
    };
    source.onerror = () => {
      lost = true;
      setConnected(false);
    };
    source.onmessage = ({ data }) => {
      const event = JSON.parse(data) as DeskEvent;
      if (event.type === 'changed') from = Math.min(from, event.from ?? from);
      if (event.type === 'advancing') latest.current.onAdvancing(event.now, event.sent);
      if (event.type === 'advanced') {
        latest.current.onAdvanced();
        if (timer !== null) clearTimeout(timer);
        timer = null;
      }
      if (event.type !== 'changed') moving = event.type === 'advancing';
      changeAfter(moving ? MOVING_SETTLE_MS : SETTLE_MS);
    };
    return () => {
      source.close();
      if (timer !== null) clearTimeout(timer);
    };
  }, []);

  return connected;
}
