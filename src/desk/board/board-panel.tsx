import { Spin } from 'antd';
import type { ReactNode } from 'react';
import { useDesk } from '../desk-state.tsx';
import { useSpeech } from '../language.tsx';
import { BulletinList } from './bulletin-list.tsx';
import { NextList } from './next-list.tsx';
import { UnitLightsChart } from './unit-lights-chart.tsx';
import { WorkList } from './work-list.tsx';

/** What stands and what comes: lights, the next events, the office's own lists, bulletins. */
export function BoardPanel({ openTask, showChat }: { openTask: (code: string) => void; showChat: () => void }) {
  const { texts } = useSpeech();
  const { board } = useDesk();
  const words = texts.board;
  if (!board) {
    return (
      <section className="board panel" aria-label={words.label}>
        <Spin />
      </section>
    );
  }

  const work = { openTask, showChat };
  const office = board.scope === 'office';
  return (
    <section className="board panel" aria-label={words.label}>
      <Section title={words.lights} id="lights">
        <UnitLightsChart lights={board.lights} openTask={openTask} />
      </Section>
      {(office || board.review.length > 0) && (
        <Section title={words.review} id="review" count={board.review.length}>
          <WorkList items={board.review} empty={words.reviewEmpty} {...work} />
        </Section>
      )}
      {(office || board.petitions.length > 0) && (
        <Section title={words.petitions} id="petitions" count={board.petitions.length}>
          <WorkList items={board.petitions} empty={words.petitionsEmpty} {...work} />
        </Section>
      )}
      {(office || board.sign.length > 0) && (
        <Section title={words.sign} id="sign" count={board.sign.length}>
          <WorkList items={board.sign} empty={words.signEmpty} {...work} />
        </Section>
      )}
      {(office || board.phone.length > 0) && (
        <Section title={words.phone} id="phone" count={board.phone.length}>
          <WorkList items={board.phone} empty={words.phoneEmpty} {...work} />
        </Section>
      )}
      <Section title={words.overdue} id="overdue" count={board.overdue.length}>
        <WorkList items={board.overdue} empty={words.overdueEmpty} {...work} />
      </Section>
      <Section title={words.next} id="next">
        <NextList events={board.next} openTask={openTask} />
      </Section>
      <Section title={words.bulletins} id="bulletins">
        <BulletinList bulletins={board.bulletins} showChat={showChat} />
      </Section>
    </section>
  );
}

function Section({ title, id, count, children }: { title: string; id: string; count?: number; children: ReactNode }) {
  const { texts } = useSpeech();
  return (
    <section className="section" aria-labelledby={`section-${id}`} data-testid={`section-${id}`}>
      <h2 id={`section-${id}`}>
        {title}
        {count !== undefined && count > 0 && <span className="count">{texts.board.items(count)}</span>}
      </h2>
      {children}
    </section>
  );
}
