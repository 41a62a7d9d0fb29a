import { Spin } from 'antd';
import type { ReactNode } from 'react';
import type { WorkItem } from '../../adapters/web/api-schema.ts';
import { useDesk } from '../desk-state.tsx';
import { useSpeech } from '../language.tsx';
import { BulletinList } from './bulletin-list.tsx';
import { NextList } from './next-list.tsx';
import { PlanList } from './plan-list.tsx';
import { UnitLightsChart } from './unit-lights-chart.tsx';
import { WorkList } from './work-list.tsx';

/** What stands and what comes: lights, the office's own lists, the next events, bulletins. */
export function BoardPanel({ openTask, showChat }: { openTask: (code: string) => void; showChat: () => void }) {
  const { texts, language } = useSpeech();
  const { board } = useDesk();
  const words = texts.board;
  if (!board) {
    return (
      <section className="board panel" aria-label={words.label}>
        <Spin />
      </section>
    );
  }

  const work = (id: 'review' | 'petitions' | 'sign' | 'phone' | 'overdue', items: readonly WorkItem[], empty: string) =>
    // The office sees that a list of its own is empty; nobody else is told of lists they do not have.
    (board.scope === 'office' || id === 'overdue' || items.length > 0) && (
      <Section title={words[id]} id={id} count={items.length} empty={empty}>
        <WorkList items={items} openTask={openTask} showChat={showChat} />
      </Section>
    );
  return (
    <section className="board panel" aria-label={words.label}>
      <Section
        title={words.lights}
        id="lights"
        count={board.lights.length}
        empty={words.lightsEmpty}
        counted={false}
        aside={
          <a className="link" href={`/api/sheet.xlsx?language=${language}`} download>
            {words.sheet}
          </a>
        }
      >
        <UnitLightsChart lights={board.lights} openTask={openTask} />
      </Section>
      {work('review', board.review, words.reviewEmpty)}
      {work('petitions', board.petitions, words.petitionsEmpty)}
      {work('sign', board.sign, words.signEmpty)}
      <Section title={words.next} id="next" count={board.next.length} empty={words.nextEmpty} counted={false}>
        <NextList events={board.next} openTask={openTask} />
      </Section>
      {work('phone', board.phone, words.phoneEmpty)}
      {work('overdue', board.overdue, words.overdueEmpty)}
      <Section
        title={words.bulletins}
        id="bulletins"
        count={board.bulletins.length}
        empty={words.bulletinsEmpty}
        counted={false}
      >
        <BulletinList bulletins={board.bulletins} showChat={showChat} />
      </Section>
      {board.scope === 'office' && (
        <Section title={words.plans} id="plans" count={board.plans.length} empty={words.plansEmpty} counted={false}>
          <PlanList plans={board.plans} />
        </Section>
      )}
    </section>
  );
}

/** A list with its heading; an empty one takes a single line that says so. */
function Section({
  title,
  id,
  count,
  empty,
  counted = true,
  aside,
  children,
}: {
  title: string;
  id: string;
  count: number;
  empty: string;
  counted?: boolean;
  /** Beside the heading, where there is something to show. */
  aside?: ReactNode;
  children: ReactNode;
}) {
  const { texts } = useSpeech();
  return (
    <section
      className="section"
      aria-labelledby={`section-${id}`}
      data-testid={`section-${id}`}
      data-empty={count === 0}
    >
      <h2 id={`section-${id}`}>
        {title}
        {counted && count > 0 && <span className="count">{texts.board.items(count)}</span>}
        {count > 0 && aside && <span className="aside">{aside}</span>}
      </h2>
      {count === 0 ? <p className="empty">{empty}</p> : children}
    </section>
  );
}
