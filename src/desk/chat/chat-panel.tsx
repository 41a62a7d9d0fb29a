import { Button } from 'antd';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { api } from '../api.ts';
import { useDesk } from '../desk-state.tsx';
import { exampleReplies } from '../example-replies.ts';
import { dayOfInstant } from '../format.ts';
import { useSpeech } from '../language.tsx';
import { Composer } from './composer.tsx';
import { DropZone } from './drop-zone.tsx';
import { MessageList } from './message-list.tsx';

const SHOWN_AT_FIRST = 60;
/** Whoever has scrolled up this far is reading, and is not pulled down by a new message. */
const NEAR_END_PX = 120;

/** The persona's chat: messages, newest below, and the composer. */
export function ChatPanel({ openTask }: { openTask: (code: string) => void }) {
  const { texts } = useSpeech();
  const { session, messages, chatLoaded } = useDesk();
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [unseen, setUnseen] = useState(false);
  const newest = messages.at(-1);
  const examples = useExamples();

  const toEnd = () => {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
    atEnd.current = true;
    setUnseen(false);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: another persona's chat begins at its end.
  useLayoutEffect(() => {
    setShown(SHOWN_AT_FIRST);
    toEnd();
  }, [session.persona?.id]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new message moves the chat.
  useLayoutEffect(() => {
    if (!newest) return;
    if (atEnd.current || newest.from === 'person') toEnd();
    else setUnseen(true);
  }, [newest?.seq]);

  return (
    <section className="chat panel" aria-label={texts.chat.label}>
      <DropZone threadCode={null}>
        <div
          className="chat-scroll"
          ref={scroller}
          onScroll={({ currentTarget: box }) => {
            atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
            if (atEnd.current) setUnseen(false);
          }}
        >
          {messages.length > shown && (
            <div className="earlier">
              <Button size="small" onClick={() => setShown((count) => count + SHOWN_AT_FIRST)}>
                {texts.chat.earlier}
              </Button>
            </div>
          )}
          {chatLoaded && messages.length === 0 && (
            <p className="empty">{session.persona?.group === 'unit' ? texts.chat.emptyUnit : texts.chat.emptyOffice}</p>
          )}
          {/* A fresh list for each persona: only what arrives later is read aloud. */}
          <MessageList
            key={session.persona?.id}
            messages={messages.slice(-shown)}
            openTask={openTask}
            live={chatLoaded}
          />
        </div>
        {unseen && (
          <Button className="unseen" size="small" type="primary" onClick={toEnd}>
            {texts.chat.newest}
          </Button>
        )}
        <Composer threadCode={null} examples={examples} />
      </DropZone>
    </section>
  );
}

/** Sentences that would be understood if sent now: about the persona's own open items, with days to come. */
function useExamples(): readonly string[] {
  const { session, board, ask } = useDesk();
  const [labels, setLabels] = useState<readonly string[]>([]);
  const isUnit = session.persona?.group === 'unit';
  const unitId = session.persona?.unitId;
  // The board is loaded anew for each persona; which items are open then is close enough for examples.
  const loadedFor = board === null ? undefined : session.persona?.id;

  useEffect(() => {
    if (!isUnit || loadedFor === undefined) return;
    let current = true;
    void ask((by) => api.tasks(by)).then((list) => {
      if (!current || !list) return;
      const open = list.tasks.filter((task) => task.unitId === unitId && task.status === 'open' && !task.discreet);
      setLabels([...new Set(open.map((task) => (task.label === null ? `${task.code} ` : `（${task.label}）`)))]);
    });
    return () => {
      current = false;
    };
  }, [isUnit, unitId, loadedFor, ask]);

  return isUnit && labels.length > 0 ? exampleReplies(labels, dayOfInstant(session.now)) : ['全部任务', '使用说明'];
}
