import type { PlanItem } from '../../plan.ts';
import { fieldOf, type PlanQuestion } from '../../plan-questions.ts';
import type { Unit } from '../../unit.ts';
import type { Field } from '../message.ts';
import { quoted } from './words.ts';

/** 第 3 项 or （三）. */
export const itemTag = (item: PlanItem): string =>
  item.label === null ? `第 ${item.position} 项` : `（${item.label}）`;

/** A field for each question; every field already holds what stands if nothing is touched. */
export function questionFields(questions: readonly PlanQuestion[], units: readonly Unit[]): readonly Field[] {
  return questions.map((question): Field => ({ name: fieldOf(question), ...wordedField(question, units) }));
}

function wordedField(question: PlanQuestion, units: readonly Unit[]): Omit<Field, 'name'> {
  const options = units.map((unit) => ({ value: unit.id as string, label: unit.shortName }));
  switch (question.kind) {
    case 'lead':
      return {
        label: '有多家责任单位而未标明牵头的',
        kind: 'select',
        value: 'false',
        options: [
          { value: 'false', label: '列第一位的为牵头单位' },
          { value: 'true', label: '各单位分别报送' },
        ],
      };
    case 'name':
      return {
        label: `“${question.name}”是哪家单位`,
        kind: 'select',
        options,
        hint: '选定后记作该单位的别名；不选的，暂由本办负责',
      };
    case 'event':
      return {
        label: `“${question.event}”是哪一天`,
        kind: 'day',
        ...(question.remembered ? { value: question.remembered } : {}),
        hint: '据此起算时限；尚未发生的留空，发生后再登记',
      };
    case 'discreet':
      return {
        label: `${itemTag(question.item)}仅提示，不传内容`,
        kind: 'select',
        value: 'true',
        options: [
          { value: 'true', label: '是' },
          { value: 'false', label: '否' },
        ],
      };
    case 'units':
      return {
        label: `${itemTag(question.item)}责任单位`,
        kind: 'select',
        value: 'proposed',
        options: [{ value: 'proposed', label: `按拟定：${namesOf(question.item, units)}` }, ...options],
      };
    case 'day':
      return {
        label: `${itemTag(question.item)}时限`,
        kind: 'day',
        hint: question.item.discreet ? '留空的，启用后核定' : `${quoted(question.item.text, 20)}　留空的，启用后核定`,
      };
    case 'days':
      return {
        label: `未写明时限的 ${question.items.length} 项统一时限`,
        kind: 'day',
        hint: '留空的，启用后逐项核定',
      };
    default:
      return question satisfies never;
  }
}

function namesOf(item: PlanItem, units: readonly Unit[]): string {
  const names = item.accountableUnitIds.map((id) => units.find((unit) => unit.id === id)?.shortName ?? '');
  return names.filter(Boolean).join('、') || '本办';
}
