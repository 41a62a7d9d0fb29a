import type { BoardPlan } from '../../adapters/web/api-schema.ts';
import { useDesk } from '../desk-state.tsx';
import { dayOfInstant, dayText } from '../format.ts';
import { useSpeech } from '../language.tsx';

/** The office's plans, each with its source as it was read: opened beside the desk. */
export function PlanList({ plans }: { plans: readonly BoardPlan[] }) {
  const { texts, language } = useSpeech();
  const { session } = useDesk();
  const today = dayOfInstant(session.now);
  return (
    <ul className="work">
      {plans.map((plan) => (
        <li key={plan.id} data-testid="plan">
          <div className="work-head">
            <span className="work-title">{plan.title}</span>
            <span className="work-unit">{texts.board.items(plan.items)}</span>
          </div>
          <p className="muted">
            {plan.adoptedOn === null
              ? texts.board.planWaits
              : texts.board.planAdopted(dayText(plan.adoptedOn, texts, language, today))}
          </p>
          <div className="work-actions">
            <a className="link" href={`/api/plans/${plan.id}/page`} target="_blank" rel="noreferrer">
              {texts.board.planPage}
            </a>
          </div>
        </li>
      ))}
    </ul>
  );
}
