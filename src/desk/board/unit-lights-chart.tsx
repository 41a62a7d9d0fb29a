import { useState } from 'react';
import type { UnitLights } from '../../adapters/web/api-schema.ts';
import { useSpeech } from '../language.tsx';
import { UnitTasks } from './unit-tasks.tsx';
import { useFold } from './use-fold.tsx';

const CLASSES = ['red', 'amber', 'green', 'review', 'undecided', 'closed'] as const;
type LightClass = (typeof CLASSES)[number];
const AT_FIRST = 6;

const totalOf = (lights: UnitLights) => CLASSES.reduce((sum, name) => sum + lights[name], 0);

/** How each unit's tasks stand: in words, and as a bar in proportion to its tasks. In the order given: no ranking. */
export function UnitLightsChart({
  lights,
  openTask,
}: {
  lights: readonly UnitLights[];
  openTask: (code: string) => void;
}) {
  const { texts } = useSpeech();
  const [openUnit, setOpenUnit] = useState<string | null>(null);
  const { shown, toggle } = useFold(lights, AT_FIRST);

  const most = Math.max(...lights.map(totalOf));
  const total = CLASSES.map((name) => [name, lights.reduce((sum, unit) => sum + unit[name], 0)] as const);
  return (
    <>
      <ul className="totals" aria-label={texts.board.allUnits}>
        {total.map(([name, count]) => (
          <li key={name} data-class={name}>
            <b>{count}</b> <span>{texts.light[name]}</span>
          </li>
        ))}
      </ul>
      <p className="muted hint">{texts.board.lightsHint}</p>
      <ul className="units">
        {shown.map((unit) => (
          <li key={unit.unitId} data-testid="unit-lights">
            <button
              type="button"
              aria-expanded={openUnit === unit.unitId}
              onClick={() => setOpenUnit(openUnit === unit.unitId ? null : unit.unitId)}
            >
              <span className="unit-name">{unit.name}</span>
              <Bar lights={unit} most={most} />
              <span className="unit-words">{wordsOf(unit, texts.light)}</span>
            </button>
            {openUnit === unit.unitId && <UnitTasks unitId={unit.unitId} openTask={openTask} />}
          </li>
        ))}
      </ul>
      {toggle}
    </>
  );
}

function wordsOf(unit: UnitLights, words: Readonly<Record<LightClass, string>>): string {
  return CLASSES.filter((name) => unit[name] > 0)
    .map((name) => `${words[name]} ${unit[name]}`)
    .join(' · ');
}

/** The same figures as the words beside it, so it is silent for a screen reader. */
function Bar({ lights, most }: { lights: UnitLights; most: number }) {
  const width = 100 / most;
  const parts = CLASSES.map((name, index) => ({
    name,
    from: CLASSES.slice(0, index).reduce((sum, earlier) => sum + lights[earlier], 0),
    count: lights[name],
  })).filter((part) => part.count > 0);
  return (
    <svg className="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      {parts.map(({ name, from, count }) => (
        <rect key={name} data-class={name} x={from * width} width={count * width} height="8" />
      ))}
    </svg>
  );
}
