import { useState } from 'react';
import type { ChatMessage } from '../../adapters/web/api-schema.ts';
import { useDesk } from '../desk-state.tsx';
import { dayOfInstant, dayText, timeText } from '../format.ts';
import { useSpeech } from '../language.tsx';
import { MessageCard } from './message-card.tsx';

/** Beyond this a text is folded; all of it stays one press away. */
const FOLD_FROM_CHARACTERS = 400;

/** Messages in order, with a line where a day begins. */
export function MessageList({
  messages,
  openTask,
  live = false,
}: {
  messages: readonly ChatMessage[];
  openTask: (code: string) => void;
  live?: boolean;
}) {
  const { texts, language } = useSpeech();
  const { session } = useDesk();
  const today = dayOfInstant(session.now);

  return (
    <ol className="messages" aria-live={live ? 'polite' : 'off'} aria-relevant="additions">
      {messages.map((message, index) => {
        const day = dayOfInstant(message.at);
        const before = messages[index - 1];
        return (
          <li key={message.seq} data-from={message.from}>
            {(!before || dayOfInstant(before.at) !== day) && (
              <div className="day-line">
                <span>{dayText(day, texts, language, today)}</span>
              </div>
            )}
            {message.from === 'bot' ? (
              <MessageCard message={message.message} seq={message.seq} at={message.at} openTask={openTask} />
            ) : (
              <OwnWords text={message.text} files={message.files} at={message.at} />
            )}
          </li>
        );
      })}
    </ol>
  );
}

function OwnWords({ text, files, at }: { text: string; files: readonly string[]; at: string }) {
  const { texts } = useSpeech();
  return (
    <div className="own" data-testid="own-message">
      <span className="unseen-label">{texts.chat.you}</span>
      {text !== '' && <FoldedText text={text} />}
      {files.map((file) => (
        <div key={file} className="own-file">
          {texts.chat.file} <bdi>{file}</bdi>
        </div>
      ))}
      <time dateTime={at}>{timeText(at)}</time>
    </div>
  );
}

/** A person's text as it is, folded when long. */
function FoldedText({ text }: { text: string }) {
  const { texts } = useSpeech();
  const [open, setOpen] = useState(false);
  const long = text.length > FOLD_FROM_CHARACTERS;
  return (
    <>
      <p className={long && !open ? 'user-text folded' : 'user-text'}>{text}</p>
      {long && (
        <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? texts.chat.less : texts.chat.more}
        </button>
      )}
    </>
  );
}
