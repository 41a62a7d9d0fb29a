import type { ReactNode } from 'react';
import type { TaskDetail } from '../../adapters/web/api-schema.ts';
import { useDesk } from '../desk-state.tsx';
import { dayOfInstant, dayText } from '../format.ts';
import { useSpeech } from '../language.tsx';
import { StateTag } from '../state-tag.tsx';

const sizeText = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;

/** What the task is, where it stands, and both deadlines if it was extended. */
export function TaskFacts({ task }: { task: TaskDetail }) {
  const { texts, language } = useSpeech();
  const { session } = useDesk();
  const today = dayOfInstant(session.now);
  const dayOr = (day: string | null) => (day === null ? texts.thread.undecided : dayText(day, texts, language, today));

  const rows: [string, ReactNode][] = [
    [texts.thread.due, dayOr(task.dueOn)],
    ...(task.extensions > 0
      ? [
          [texts.thread.originalDue, `${dayOr(task.originalDueOn)} · ${texts.thread.extended(task.extensions)}`] as [
            string,
            string,
          ],
        ]
      : []),
    ...(task.supplementDueOn ? [[texts.thread.supplementDue, dayOr(task.supplementDueOn)] as [string, string]] : []),
    [texts.thread.lead, task.unitName],
    ...(task.supportingUnitNames.length > 0
      ? [[texts.thread.supporting, task.supportingUnitNames.join(language === 'zh' ? '、' : ', ')] as [string, string]]
      : []),
    ...(task.progress
      ? [
          [texts.thread.progress, task.percent === null ? task.progress : `${task.percent}% · ${task.progress}`] as [
            string,
            string,
          ],
        ]
      : []),
    ...(task.evidence && task.evidence.length > 0
      ? [
          [
            texts.thread.evidence,
            task.evidence.map(({ fileId, name, bytes }) => (
              <a key={fileId} className="evidence" href={`/api/tasks/${task.code}/files/${fileId}`} download={name}>
                {`${name}（${sizeText(bytes)}）`}
              </a>
            )),
          ] as [string, ReactNode],
        ]
      : []),
  ];

  return (
    <section className="task-facts">
      <h2>
        {task.label && `（${task.label}）`}
        {task.title}
      </h2>
      <StateTag light={task.light} text={task.stateText} />
      <dl className="facts">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {task.discreet && <p className="muted">{texts.thread.discreet}</p>}
      {task.sourceText && (
        <details>
          <summary>{texts.thread.source}</summary>
          <p className="user-text">{task.sourceText}</p>
        </details>
      )}
    </section>
  );
}
