import type { NextEvent } from '../../adapters/web/api-schema.ts';
import { CodedText } from '../chat/message-card.tsx';
import { useDesk } from '../desk-state.tsx';
import { dayOfInstant, dayText, timeText } from '../format.ts';
import { useSpeech } from '../language.tsx';
import { useFold } from './use-fold.tsx';

const AT_FIRST = 6;

/** What the clock will bring, by day. */
export function NextList({ events, openTask }: { events: readonly NextEvent[]; openTask: (code: string) => void }) {
  const { texts, language } = useSpeech();
  const { session } = useDesk();
  const { shown, toggle } = useFold(events, AT_FIRST);
  const today = dayOfInstant(session.now);

  return (
    <>
      <ol className="next">
        {shown.map((event, index) => {
          const day = dayOfInstant(event.at);
          const before = shown[index - 1];
          const newDay = !before || dayOfInstant(before.at) !== day;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list fetched whole; two events may say the same.
            <li key={index}>
              <time dateTime={event.at}>
                {newDay && <b>{dayText(day, texts, language, today)}</b>} {timeText(event.at)}
              </time>
              <span>
                <CodedText text={event.text} code={event.code} openTask={openTask} />
                {event.unitName && <span className="muted"> {event.unitName}</span>}
              </span>
            </li>
          );
        })}
      </ol>
      {toggle}
    </>
  );
}
