import { Button, Input, Popover, Select } from 'antd';
import { type FormEvent, useState } from 'react';
import type { Persona } from '../adapters/web/api-schema.ts';
import { addDays } from '../core/calendar.ts';
import { useDesk } from './desk-state.tsx';
import { dayOfInstant, fullDayText, timeText } from './format.ts';
import { useSpeech } from './language.tsx';
import { SignOut } from './sign-in.tsx';
import { unreadOf } from './unread.ts';

/** Office, virtual clock with its buttons, persona and language. */
export function Header() {
  const { texts, language, setLanguage } = useSpeech();
  const { session } = useDesk();

  return (
    <header className="header">
      <div className="brand">
        <strong>{texts.appName}</strong>
        <span>{session.officeName}</span>
      </div>
      <ClockBar />
      <div className="who">
        {session.mode === 'demo' ? <PersonaSelect /> : <SignedIn />}
        <Button
          size="small"
          type="text"
          className="language"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {language === 'zh' ? 'English' : '中文'}
        </Button>
      </div>
    </header>
  );
}

function ClockBar() {
  const { texts, language } = useSpeech();
  const { session, advancing, advance } = useDesk();
  const moving = advancing !== null || session.advancing;
  const today = dayOfInstant(session.now);

  return (
    <section className="clock" aria-label={session.mode === 'demo' ? texts.clock.label : texts.clock.zone}>
      <div className="clock-face" data-testid="clock">
        <time dateTime={session.now}>
          {fullDayText(today, texts, language)} {timeText(session.now)}
        </time>
        <small aria-live="polite">
          {moving
            ? texts.clock.advancing(advancing?.sent ?? 0)
            : `${texts.clock.zone} · ${session.isWorkday ? texts.clock.workday : texts.clock.dayOff}`}
        </small>
      </div>
      {session.mode === 'demo' && (
        <div className="clock-buttons">
          {(['day', 'week', 'next'] as const).map((to) => (
            <Button key={to} size="small" disabled={moving} onClick={() => void advance(to)}>
              {texts.clock[to]}
            </Button>
          ))}
          <ToDay after={addDays(today, 1)} disabled={moving} go={(to) => void advance(to)} />
        </div>
      )}
      {moving && (
        <div className="progress" role="progressbar" aria-label={texts.clock.advancing(advancing?.sent ?? 0)} />
      )}
    </section>
  );
}

function ToDay({ after, disabled, go }: { after: string; disabled: boolean; go: (to: string) => void }) {
  const { texts } = useSpeech();
  const [open, setOpen] = useState(false);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const to = String(new FormData(event.currentTarget).get('to'));
    setOpen(false);
    go(to);
  };

  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      content={
        <form className="to-day" onSubmit={submit}>
          <label htmlFor="clock-to-day">{texts.clock.toDayLabel}</label>
          <Input id="clock-to-day" type="date" name="to" required min={after} defaultValue={after} />
          <Button htmlType="submit" type="primary">
            {texts.clock.go}
          </Button>
        </form>
      }
    >
      <Button size="small" disabled={disabled}>
        {texts.clock.toDay}
      </Button>
    </Popover>
  );
}

/** Who is signed in, and the way out. */
function SignedIn() {
  const { session } = useDesk();
  return (
    <span className="signed-in" data-testid="signed-in">
      {session.persona && `${session.persona.unitName} ${session.persona.name}`}
      <SignOut />
    </span>
  );
}

function PersonaSelect() {
  const { texts, language } = useSpeech();
  const { session, choosePersona } = useDesk();

  const option = (persona: Persona) => ({
    value: persona.id,
    // Searched as one text: name, role and unit.
    label: personaText(persona),
  });
  const unreadText = (id: unknown) => {
    const count = id === session.persona?.id ? 0 : unreadOf(String(id), session.received);
    return count > 0 && <small>{texts.persona.unread(count)}</small>;
  };
  const personaText = (persona: Persona) =>
    [
      persona.group === 'unit' ? `${persona.unitName} ` : '',
      `${persona.name} · ${persona.roles.map((role) => texts.role[role]).join(language === 'zh' ? '、' : ', ')}`,
      persona.deputy ? ` ${texts.persona.deputy}` : '',
    ].join('');
  const groups = (['office', 'leader', 'unit'] as const)
    .map((group) => ({
      label: texts.persona[group],
      title: group,
      options: session.personas.filter((persona) => persona.group === group).map(option),
    }))
    .filter((group) => group.options.length > 0);

  return (
    <Select
      className="persona"
      aria-label={texts.persona.label}
      data-testid="persona"
      placeholder={texts.persona.placeholder}
      value={session.persona?.id ?? null}
      onChange={(id: string) => void choosePersona(id)}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      listHeight={420}
      options={groups}
      optionRender={({ value, label }) => (
        <span className="persona-option">
          <span>{label}</span>
          {unreadText(value)}
        </span>
      )}
    />
  );
}
