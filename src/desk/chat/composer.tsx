import { Button, Input } from 'antd';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useDesk } from '../desk-state.tsx';
import { useSpeech } from '../language.tsx';

/** Where a person writes, in the chat or in a task's thread. What could not be sent stays in the field. */
export function Composer({ threadCode, examples }: { threadCode: string | null; examples: readonly string[] }) {
  const { texts } = useSpeech();
  const { say, dropFile } = useDesk();
  const [text, setText] = useState('');
  const last = useRef(Promise.resolve());
  const picker = useRef<HTMLInputElement>(null);
  const label = threadCode === null ? texts.composer.label : texts.composer.threadLabel(threadCode);

  // One after the other, in the order written; the field is free at once, so that nothing typed meanwhile is lost.
  const send = () => {
    if (text.trim() === '') return;
    const words = text;
    setText('');
    last.current = last.current.then(async () => {
      if (!(await say(words, threadCode))) setText((since) => (since === '' ? words : `${words}\n${since}`));
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method is composing, Enter chooses a word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
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
        <Button type="primary" disabled={text.trim() === ''} onClick={send}>
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
