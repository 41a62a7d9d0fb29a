import { Button, Input } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useDesk } from '../desk-state.tsx';
import { useSpeech } from '../language.tsx';

/** Where a person writes, in the chat or in a task's thread. What could not be sent stays in the field. */
export function Composer({ threadCode, examples }: { threadCode: string | null; examples: readonly string[] }) {
  const { texts } = useSpeech();
  const { say, dropFile } = useDesk();
  const [text, setText] = useState('');
  const [sending, setSending] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const label = threadCode === null ? texts.composer.label : texts.composer.threadLabel(threadCode);

  const send = async () => {
    if (text.trim() === '' || sending) return;
    setSending(true);
    const sent = await say(text, threadCode);
    setSending(false);
    if (sent) setText('');
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method is composing, Enter chooses a word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };

  return (
    <div className="composer">
      <div className="examples">
        <span>{texts.composer.examples}</span>
        {examples.map((example) => (
          <button key={example} type="button" onClick={() => setText(example)}>
            {example}
          </button>
        ))}
      </div>
      <div className="compose-row">
        <Input.TextArea
          aria-label={label}
          placeholder={threadCode === null ? texts.composer.placeholder : texts.composer.threadPlaceholder}
          autoSize={{ minRows: 1, maxRows: 6 }}
          value={text}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={onKeyDown}
        />
        <Button onClick={() => picker.current?.click()}>{texts.composer.attach}</Button>
        <Button type="primary" loading={sending} disabled={text.trim() === ''} onClick={() => void send()}>
          {texts.composer.send}
        </Button>
        <input
          ref={picker}
          type="file"
          hidden
          aria-label={texts.composer.attach}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) void dropFile(file, threadCode);
            target.value = '';
          }}
        />
      </div>
    </div>
  );
}
