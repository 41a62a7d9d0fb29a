import type { PlanItem } from '../../plan.ts';
import { fieldOf, type PlanQuestion } from '../../plan-questions.ts';
import type { Unit } from '../../unit.ts';
import type { Field } from '../message.ts';
import { quoted } from './words.ts';

/** item 3 or (三). */
export const itemTag = (item: PlanItem): string => (item.label === null ? `item ${item.position}` : `(${item.label})`);

/** A field for each question; every field already holds what stands if nothing is touched. */
export function questionFields(questions: readonly PlanQuestion[], units: readonly Unit[]): readonly Field[] {
  return questions.map((question): Field => ({ name: fieldOf(question), ...wordedField(question, units) }));
}

function wordedField(question: PlanQuestion, units: readonly Unit[]): Omit<Field, 'name'> {
  const options = units.map((unit) => ({ value: unit.id as string, label: unit.shortName }));
  switch (question.kind) {
    case 'lead':
      return {
        label: 'Several responsible units, no lead named',
        kind: 'select',
        value: 'false',
        options: [
          { value: 'false', label: 'the first listed leads' },
          { value: 'true', label: 'each reports for itself' },
        ],
      };
    case 'name':
      return {
        label: `Which unit is “${question.name}”`,
        kind: 'select',
        options,
        hint: 'kept as an alias of the unit; otherwise the Office answers for now',
      };
    case 'event':
      return {
        label: `Day of “${question.event}”`,
        kind: 'day',
        ...(question.remembered ? { value: question.remembered } : {}),
        hint: 'limits are counted from it; leave empty if it has not come, and record it then',
      };
    case 'discreet':
      return {
        label: `${itemTag(question.item)}: number and day only`,
        kind: 'select',
        value: 'true',
        options: [
          { value: 'true', label: 'yes' },
          { value: 'false', label: 'no' },
        ],
      };
    case 'units':
      return {
        label: `${itemTag(question.item)}: responsible unit`,
        kind: 'select',
        value: 'proposed',
        options: [{ value: 'proposed', label: `as proposed: ${namesOf(question.item, units)}` }, ...options],
      };
    case 'day':
      return {
        label: `${itemTag(question.item)}: deadline`,
        kind: 'day',
        hint: question.item.discreet
          ? 'empty: set it after adoption'
          : `${quoted(question.item.text, 20)} · empty: set it after adoption`,
      };
    case 'days':
      return {
        label: `One deadline for the ${question.items.length} items without any`,
        kind: 'day',
        hint: 'empty: set them one by one after adoption',
      };
    default:
      return question satisfies never;
  }
}

function namesOf(item: PlanItem, units: readonly Unit[]): string {
  const names = item.accountableUnitIds.map((id) => units.find((unit) => unit.id === id)?.shortName ?? '');
  return names.filter(Boolean).join(', ') || 'the Office';
}
