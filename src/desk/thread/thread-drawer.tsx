import { Drawer, Spin } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { ChatMessage, TaskDetail } from '../../adapters/web/api-schema.ts';
import { ActionButtons } from '../action-buttons.tsx';
import { api } from '../api.ts';
import { Composer } from '../chat/composer.tsx';
import { DropZone } from '../chat/drop-zone.tsx';
import { MessageList } from '../chat/message-list.tsx';
import { useDesk } from '../desk-state.tsx';
import { exampleReplies } from '../example-replies.ts';
import { dayOfInstant } from '../format.ts';
import { useSpeech } from '../language.tsx';
import { TaskFacts } from './task-facts.tsx';
import { TaskHistory } from './task-history.tsx';

/** A task's thread: what it is, what may be done, what was done, what was said, and where to write. */
export function ThreadDrawer({
  code,
  openTask,
  close,
}: {
  code: string | null;
  openTask: (code: string) => void;
  close: () => void;
}) {
  const { texts } = useSpeech();
  return (
    <Drawer
      open={code !== null}
      onClose={close}
      size="min(620px, 100vw)"
      title={`${texts.thread.title} ${code ?? ''}`}
      rootClassName="thread"
      classNames={{ body: 'thread-body' }}
      destroyOnHidden
    >
      {code !== null && <Thread key={code} code={code} openTask={openTask} />}
    </Drawer>
  );
}

function Thread({ code, openTask }: { code: string; openTask: (code: string) => void }) {
  const { texts } = useSpeech();
  const { messages, session } = useDesk();
  const task = useTask(code);
  const said = messages.filter((message) => message.thread === code);

  if (task === 'loading') return <Spin />;
  if (task === null) return <p className="empty">{texts.thread.notThere}</p>;
  return (
    <DropZone threadCode={code}>
      <div className="thread-scroll">
        <TaskFacts task={task} />
        <ActionButtons actions={task.actions} copyOf={null} size="middle" />
        <section aria-label={texts.thread.history}>
          <h3>{texts.thread.history}</h3>
          <TaskHistory entries={task.history} />
        </section>
        <section aria-label={texts.thread.messages}>
          <h3>{texts.thread.messages}</h3>
          {said.length === 0 ? (
            <p className="empty">{texts.thread.noMessages}</p>
          ) : (
            <MessageList messages={said} openTask={openTask} live />
          )}
        </section>
        <NewestMark newest={said.at(-1)} />
      </div>
      <Composer threadCode={code} examples={exampleReplies(['', '', ''], dayOfInstant(session.now)).slice(0, 3)} />
    </DropZone>
  );
}

/** Scrolls to the end when something new was said; when the thread is opened, only if a form waits there. */
function NewestMark({ newest }: { newest: ChatMessage | undefined }) {
  const { submitted } = useDesk();
  const mark = useRef<HTMLDivElement>(null);
  const seen = useRef(
    newest?.from === 'bot' && newest.message.form && !submitted.has(newest.seq) ? undefined : newest?.seq,
  );
  useEffect(() => {
    if (newest?.seq === seen.current) return;
    mark.current?.scrollIntoView({ block: 'end' });
    seen.current = newest?.seq;
  }, [newest?.seq]);
  return <div ref={mark} />;
}

/** The task as the viewer may see it; fetched again whenever something changed. */
function useTask(code: string): TaskDetail | 'loading' | null {
  const { session, revision } = useDesk();
  const { language } = useSpeech();
  const [task, setTask] = useState<TaskDetail | 'loading' | null>('loading');
  const personId = session.persona?.id ?? null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision is the reason to fetch again.
  useEffect(() => {
    let current = true;
    api.task({ personId, language }, code).then(
      (fresh) => current && setTask(fresh),
      () => current && setTask(null),
    );
    return () => {
      current = false;
    };
  }, [code, personId, language, revision]);

  return task;
}
