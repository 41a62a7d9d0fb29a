import type { HistoryEntry } from '../../adapters/web/api-schema.ts';
import { useDesk } from '../desk-state.tsx';
import { dayOfInstant, dayText, timeText } from '../format.ts';
import { useSpeech } from '../language.tsx';

/** What happened to the task, oldest first, as the ledger has it. */
export function TaskHistory({ entries }: { entries: readonly HistoryEntry[] }) {
  const { texts, language } = useSpeech();
  const { session } = useDesk();
  const today = dayOfInstant(session.now);
  if (entries.length === 0) return <p className="empty">{texts.thread.noHistory}</p>;
  return (
    <ol className="history">
      {entries.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the ledger only grows at its end.
        <li key={index} data-tone={entry.tone}>
          <time dateTime={entry.at}>
            {dayText(dayOfInstant(entry.at), texts, language, today)} {timeText(entry.at)}
          </time>
          <p>
            {entry.text} <span className="muted">{entry.who}</span>
          </p>
        </li>
      ))}
    </ol>
  );
}
