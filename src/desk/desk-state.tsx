import { App } from 'antd';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { ApiAction, Board, ChatMessage, Session } from '../adapters/web/api-schema.ts';
import { api, RequestError } from './api.ts';
import { useEvents } from './events.ts';
import { useSpeech } from './language.tsx';
import { markRead } from './unread.ts';

/** All that the page shows, and what can be done on it. `revision` rises with each change, so that open details fetch again. */
interface Desk {
  readonly session: Session;
  readonly messages: readonly ChatMessage[];
  readonly chatLoaded: boolean;
  readonly board: Board | null;
  readonly connected: boolean;
  readonly revision: number;
  /** While the clock moves: messages sent so far. */
  readonly advancing: { readonly sent: number } | null;
  /** Messages whose form was taken. */
  readonly submitted: ReadonlySet<number>;
  markSubmitted(seq: number): void;
  choosePersona(personId: string): Promise<void>;
  say(text: string, threadCode: string | null): Promise<boolean>;
  act(command: ApiAction['command'], fields?: Record<string, string>): Promise<boolean>;
  dropFile(file: File, threadCode: string | null): Promise<boolean>;
  advance(to: string): Promise<void>;
  /** Runs a request and shows its refusal in words; null when refused. */
  ask<Answer>(
    request: (asker: { personId: string | null; language: 'zh' | 'en' }) => Promise<Answer>,
  ): Promise<Answer | null>;
}

const DeskContext = createContext<Desk | null>(null);

/** The desk's state. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk outside DeskProvider');
  return desk;
}

/** Loads the session, keeps chat and board fresh by the event stream, and shows refusals. */
export function DeskProvider({
  children,
  loading,
  signedOut,
}: {
  children: ReactNode;
  loading: ReactNode;
  /** What stands here for somebody who must sign in first. */
  signedOut: ReactNode;
}) {
  const { language, texts } = useSpeech();
  const { message } = App.useApp();
  const [session, setSession] = useState<Session | null>(null);
  const [isOut, setOut] = useState(false);
  const [messages, setMessages] = useState<readonly ChatMessage[]>([]);
  const [chatLoaded, setChatLoaded] = useState(false);
  const [board, setBoard] = useState<Board | null>(null);
  const [revision, setRevision] = useState(0);
  const [submitted, setSubmitted] = useState<ReadonlySet<number>>(new Set());
  const [advancing, setAdvancing] = useState<{ sent: number } | null>(null);

  const personId = session?.persona?.id ?? null;
  const asker = useMemo(() => ({ personId, language }), [personId, language]);
  // What is on the screen now: an answer that arrives for an earlier persona is thrown away.
  const shown = useRef(asker);
  shown.current = asker;
  const newest = useRef(0);
  // Raised when the persona was chosen anew: a session that was asked for earlier may still hold the old one.
  const chosen = useRef(0);
  const adopt = useCallback((fresh: Session) => {
    chosen.current += 1;
    setSession(fresh);
  }, []);

  const ask = useCallback(
    async <Answer,>(request: (by: typeof asker) => Promise<Answer>): Promise<Answer | null> => {
      try {
        return await request(shown.current);
      } catch (error) {
        if (!(error instanceof RequestError)) throw error;
        if (error.code === 'signed-out') setOut(true);
        message.error(texts.error[error.code] ?? error.message);
        if (error.code === 'persona-changed' || error.code === 'no-persona') adopt(await api.session(shown.current));
        return null;
      }
    },
    [adopt, message, texts],
  );

  const refresh = useCallback(async (from = Number.POSITIVE_INFINITY): Promise<void> => {
    const by = shown.current;
    const choice = chosen.current;
    const still = () => shown.current === by && chosen.current === choice;
    // A choice made meanwhile makes these answers stale; if it left the page with the same persona, nobody else asks again.
    const dropped = () => (shown.current === by ? refresh(from) : undefined);
    try {
      const fresh = await api.session(by);
      if (!still()) return dropped();
      setSession(fresh);
      if (by.personId === null || fresh.persona?.id !== by.personId) return;

      let since = Math.min(newest.current, Math.max(0, from - 1));
      for (let more = true; more; ) {
        const page = await api.chat(by, since);
        if (!still()) return dropped();
        since = page.messages.at(-1)?.seq ?? since;
        newest.current = Math.max(newest.current, since);
        if (page.messages.length > 0) setMessages((before) => withFresh(before, page.messages));
        more = page.more;
      }
      setChatLoaded(true);
      markRead(by.personId, fresh.received[by.personId] ?? 0);

      const freshBoard = await api.board(by);
      if (!still()) return dropped();
      setBoard(freshBoard);
      setRevision((before) => before + 1);
    } catch (error) {
      // The next event or reconnection fetches again; the banner says that the connection is lost.
      if (!(error instanceof RequestError)) throw error;
      if (error.code === 'signed-out') setOut(true);
    }
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another persona or language is another chat and board.
  useEffect(() => {
    newest.current = 0;
    setMessages([]);
    setChatLoaded(false);
    setBoard(null);
    void refresh();
  }, [asker, refresh]);

  const connected = useEvents({
    onChange: refresh,
    onAdvancing: (now, sent) => {
      setAdvancing({ sent });
      setSession((before) => before && { ...before, now });
    },
    onAdvanced: () => setAdvancing(null),
  });

  // A visitor who has not chosen is the office's clerk, so that the page is never empty.
  useEffect(() => {
    if (session === null || session.persona !== null) return;
    const first = session.personas.find((each) => each.roles.includes('office-staff')) ?? session.personas[0];
    if (first) void ask((by) => api.choose(by, first.id)).then((fresh) => fresh && adopt(fresh));
  }, [session, ask, adopt]);

  const done = useCallback(
    async (request: (by: typeof asker) => Promise<void>): Promise<boolean> => {
      const answer = await ask(async (by) => {
        await request(by);
        return true;
      });
      if (answer) await refresh();
      return answer ?? false;
    },
    [ask, refresh],
  );

  const acts = useMemo(
    () => ({
      ask,
      markSubmitted: (seq: number) => setSubmitted((before) => new Set([...before, seq])),
      choosePersona: async (id: string) => {
        const fresh = await ask((by) => api.choose(by, id));
        if (fresh) adopt(fresh);
      },
      say: (text: string, threadCode: string | null) => done((by) => api.say(by, text, threadCode)),
      act: (command: ApiAction['command'], fields: Record<string, string> = {}) =>
        done((by) => api.act(by, command, fields)),
      dropFile: (file: File, threadCode: string | null) => done((by) => api.dropFile(by, file, threadCode)),
      advance: async (to: string) => {
        setAdvancing({ sent: 0 });
        const advanced = await ask((by) => api.advance(by, to));
        setAdvancing(null);
        if (advanced) message.info(texts.clock.advanced(advanced.sent));
        await refresh();
      },
    }),
    [adopt, ask, done, message, refresh, texts],
  );

  const desk = useMemo(
    () => session && { session, messages, chatLoaded, board, connected, revision, advancing, submitted, ...acts },
    [session, messages, chatLoaded, board, connected, revision, advancing, submitted, acts],
  );
  if (isOut) return signedOut;
  return desk ? <DeskContext value={desk}>{children}</DeskContext> : loading;
}

/** Messages in order; one that was written anew stands in its old place. */
function withFresh(before: readonly ChatMessage[], fresh: readonly ChatMessage[]): readonly ChatMessage[] {
  const known = new Set(fresh.map(({ seq }) => seq));
  return [...before.filter(({ seq }) => !known.has(seq)), ...fresh].sort((a, b) => a.seq - b.seq);
}
