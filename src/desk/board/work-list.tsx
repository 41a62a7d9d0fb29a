import type { ApiAction, WorkItem } from '../../adapters/web/api-schema.ts';
import { ActionButtons } from '../action-buttons.tsx';
import { CodedText, MessageLine } from '../chat/message-card.tsx';
import { CopyText } from '../copy-text.tsx';
import { useFold } from './use-fold.tsx';

const AT_FIRST = 5;

/** Things to do, with their buttons. A form that a button asks for opens where it can be seen: the task's thread, or the chat. */
export function WorkList({
  items,
  openTask,
  showChat,
}: {
  items: readonly WorkItem[];
  openTask: (code: string) => void;
  showChat: () => void;
}) {
  const { shown, toggle } = useFold(items, AT_FIRST);

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
              <span className="work-title">
                <CodedText text={item.title} code={item.code} openTask={openTask} />
              </span>
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
