import { Button, Checkbox, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import type { ApiMessage } from '../../adapters/web/api-schema.ts';
import { useDesk } from '../desk-state.tsx';
import { useSpeech } from '../language.tsx';

type MessageFormShape = NonNullable<ApiMessage['form']>;
type FormField = MessageFormShape['fields'][number];

/** A form inside a message. Once taken it is closed, in the chat and in the thread alike: its answer is the next message. */
export function MessageForm({ form, seq }: { form: MessageFormShape; seq: number }) {
  const { texts } = useSpeech();
  const { act, submitted, markSubmitted } = useDesk();
  const [sending, setSending] = useState(false);
  const closed = submitted.has(seq);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const answers = new FormData(event.currentTarget);
    setSending(true);
    // What was left empty is not sent: the flow knows its own defaults.
    const filled = form.fields
      .map((field) => [field.name, String(answers.get(field.name) ?? '')] as const)
      .filter(([, value]) => value !== '');
    const taken = await act(form.submit.command, Object.fromEntries(filled));
    setSending(false);
    if (taken) markSubmitted(seq);
  };

  return (
    <form className="form" aria-label={form.title} onSubmit={(event) => void submit(event)}>
      <h4>{form.title}</h4>
      <fieldset disabled={closed || sending}>
        {form.fields.filter(isAsked).map((field) => (
          <FieldRow key={field.name} field={field} disabled={closed || sending} />
        ))}
      </fieldset>
      {closed ? (
        <p className="muted" role="status">
          {texts.form.submitted}
        </p>
      ) : (
        <Button htmlType="submit" type="primary" danger={form.submit.style === 'danger'} loading={sending} size="small">
          {form.submit.label}
        </Button>
      )}
    </form>
  );
}

/** The page has no channels to choose from. */
const isAsked = (field: FormField): boolean => field.kind !== 'channel';

function FieldRow({ field, disabled }: { field: FormField; disabled: boolean }) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div className="field" data-kind={field.kind}>
      <label htmlFor={id}>
        {field.label}
        {field.required && <span aria-hidden> *</span>}
      </label>
      <FieldInput field={field} id={id} hintId={field.hint ? hintId : undefined} disabled={disabled} />
      {field.hint && (
        <small id={hintId} className="muted">
          {field.hint}
        </small>
      )}
    </div>
  );
}

function FieldInput({
  field,
  id,
  hintId,
  disabled,
}: {
  field: FormField;
  id: string;
  hintId: string | undefined;
  disabled: boolean;
}) {
  const { texts } = useSpeech();
  const common = {
    id,
    name: field.name,
    required: field.required ?? false,
    defaultValue: field.value ?? '',
    disabled,
    ...(hintId === undefined ? {} : { 'aria-describedby': hintId }),
  };
  switch (field.kind) {
    case 'text':
      return <Input {...common} />;
    case 'long-text':
      return <Input.TextArea {...common} autoSize={{ minRows: 2, maxRows: 8 }} />;
    case 'day':
      return <Input {...common} type="date" className="day-input" />;
    // The browser's own list: keyboard, phone and form value come with it.
    case 'select':
      return (
        <select {...common} className="native-select">
          <option value="">{texts.form.select}</option>
          {field.options?.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      );
    case 'check':
      return (
        <Checkbox id={id} name={field.name} value="true" defaultChecked={field.value === 'true'} disabled={disabled} />
      );
    case 'channel':
      return null;
    default:
      return field.kind satisfies never;
  }
}
