import { Spin } from 'antd';
import { useEffect, useState } from 'react';
import type { TaskRow } from '../../adapters/web/api-schema.ts';
import { api } from '../api.ts';
import { TaskCode } from '../chat/message-card.tsx';
import { useDesk } from '../desk-state.tsx';
import { dayOfInstant, dayText } from '../format.ts';
import { useSpeech } from '../language.tsx';
import { StateTag } from '../state-tag.tsx';

/** A unit's tasks, each with its state in words and a way into its thread. */
export function UnitTasks({ unitId, openTask }: { unitId: string; openTask: (code: string) => void }) {
  const { texts, language } = useSpeech();
  const { session, revision, ask } = useDesk();
  const [rows, setRows] = useState<readonly TaskRow[] | null>(null);
  const today = dayOfInstant(session.now);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision is the reason to fetch again.
  useEffect(() => {
    let current = true;
    void ask((by) => api.tasks(by)).then((list) => {
      if (current && list) setRows(list.tasks.filter((row) => row.unitId === unitId));
    });
    return () => {
      current = false;
    };
  }, [unitId, revision, ask]);

  if (!rows) return <Spin size="small" />;
  return (
    <ul className="unit-tasks">
      {rows.map((row) => (
        <li key={row.code}>
          <TaskCode code={row.code} openTask={openTask} />
          <span className="unit-task-title">
            {row.label && `（${row.label}）`}
            {row.title}
          </span>
          <span className="muted">
            {row.dueOn === null ? texts.thread.undecided : dayText(row.dueOn, texts, language, today)}
          </span>
          <StateTag light={row.light} text={row.stateText} />
        </li>
      ))}
    </ul>
  );
}
