import type { ApiAction, WorkItem } from '../../adapters/web/api-schema.ts';
import { ActionButtons } from '../action-buttons.tsx';
import { MessageLine, TaskCode } from '../chat/message-card.tsx';
import { CopyText } from '../copy-text.tsx';
import { useFold } from './use-fold.tsx';

const AT_FIRST = 5;

/** Things to do, with their buttons. A form that a button asks for opens where it can be seen: the task's thread, or the chat. */
export function WorkList({
  items,
  empty,
  openTask,
  showChat,
}: {
  items: readonly WorkItem[];
  empty: string;
  openTask: (code: string) => void;
  showChat: () => void;
}) {
  const { shown, toggle } = useFold(items, AT_FIRST);
  if (items.length === 0) return <p className="empty">{empty}</p>;

  const showAnswer = (item: WorkItem) => (command: ApiAction['command']) => {
    if (!command.name.startsWith('open-')) return;
    if (item.code === null) showChat();
    else openTask(item.code);
  };

  return (
    <>
      <ul className="work">
        {shown.map((item) => (
          <li key={item.id} data-testid="work-item">
            <div className="work-head">
              {item.code && <TaskCode code={item.code} openTask={openTask} />}
              <span className="work-title">{item.title}</span>
              <span className="work-unit">{item.unitName}</span>
            </div>
            <MessageLine line={item.line} openTask={openTask} />
            <div className="work-actions">
              <ActionButtons actions={item.actions} copyOf={item.message} afterAct={showAnswer(item)} />
              {item.message && <CopyText message={item.message} />}
            </div>
          </li>
        ))}
      </ul>
      {toggle}
    </>
  );
}
