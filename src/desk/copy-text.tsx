import { App, Button, Input } from 'antd';
import type { ApiMessage } from '../adapters/web/api-schema.ts';
import { plainText } from '../core/message/message.ts';
import { useSpeech } from './language.tsx';

/** Copies a message as plain text; where the browser refuses, shows the text to copy by hand. */
export function useCopy(): (message: ApiMessage) => Promise<void> {
  const { texts } = useSpeech();
  const { message: toast, modal } = App.useApp();

  return async (message) => {
    const text = plainText(message);
    try {
      await navigator.clipboard.writeText(text);
      toast.success(texts.copy.done);
    } catch {
      modal.info({
        title: texts.copy.byHand,
        okText: texts.copy.close,
        content: <Input.TextArea readOnly autoSize value={text} onFocus={({ target }) => target.select()} />,
      });
    }
  };
}

/** The button that copies. */
export function CopyText({ message }: { message: ApiMessage }) {
  const { texts } = useSpeech();
  const copy = useCopy();
  return (
    <Button size="small" type="text" className="copy" onClick={() => void copy(message)}>
      {texts.copy.button}
    </Button>
  );
}
