import type { ApiLine, ApiMessage } from '../../adapters/web/api-schema.ts';
import { ActionButtons } from '../action-buttons.tsx';
import { CopyText } from '../copy-text.tsx';
import { timeText } from '../format.ts';
import { useSpeech } from '../language.tsx';
import { MessageForm } from './message-form.tsx';

/** A message of the bot: title, lines, facts, buttons, form. Everything is set as text. */
export function MessageCard({
  message,
  seq,
  at,
  openTask,
}: {
  message: ApiMessage;
  seq: number;
  at: string;
  openTask: (code: string) => void;
}) {
  const { texts } = useSpeech();
  return (
    <article className="card" data-testid="bot-message" aria-label={texts.chat.bot}>
      {message.title && <h3>{message.title}</h3>}
      {message.lines.length > 0 && (
        <div className="lines">
          {message.lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity, and a message is shown whole.
            <MessageLine key={index} line={line} openTask={openTask} />
          ))}
        </div>
      )}
      {message.facts && message.facts.length > 0 && (
        <dl className="facts">
          {message.facts.map((fact) => (
            <div key={fact.label}>
              <dt>{fact.label}</dt>
              <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      )}
      {message.form && <MessageForm form={message.form} seq={seq} />}
      {message.actions && <ActionButtons actions={message.actions} copyOf={message} />}
      <footer>
        <time dateTime={at}>{timeText(at)}</time>
        <CopyText message={message} />
      </footer>
    </article>
  );
}

/** One line with its tone; the task's code in it opens the thread. */
export function MessageLine({ line, openTask }: { line: ApiLine; openTask: (code: string) => void }) {
  return (
    <p className="line" data-tone={line.tone ?? 'plain'}>
      <CodedText text={line.text} code={line.code ?? null} openTask={openTask} />
    </p>
  );
}

/** A text in which the task's code is a button; where the text does not name the code, the button stands before it. */
export function CodedText({
  text,
  code,
  openTask,
}: {
  text: string;
  code: string | null;
  openTask: (code: string) => void;
}) {
  if (code === null) return text;
  const at = text.indexOf(code);
  const button = <TaskCode code={code} openTask={openTask} />;
  return at < 0 ? (
    <>
      {button} {text}
    </>
  ) : (
    <>
      {text.slice(0, at)}
      {button}
      {text.slice(at + code.length)}
    </>
  );
}

/** A task's code as a button to its thread. */
export function TaskCode({ code, openTask }: { code: string; openTask: (code: string) => void }) {
  const { texts } = useSpeech();
  return (
    <button type="button" className="code" aria-label={texts.thread.open(code)} onClick={() => openTask(code)}>
      {code}
    </button>
  );
}
