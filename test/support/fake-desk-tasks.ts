import type { Persona, TaskRow } from '../../src/adapters/web/api-schema.ts';
import type { Action } from '../../src/core/message/message.ts';

const unit = (unitId: string, unitName: string) => ({ unitId, unitName });
const OFFICE = unit('office', '领导小组办公室');
const EDUCATION = unit('education', '市教育局');
const POLICE = unit('police', '市公安局');
const COURT = unit('court', '市法院');
const EAST = unit('east', '东城区');

const persona = (
  id: string,
  name: string,
  role: Persona['roles'][number],
  of: { unitId: string; unitName: string },
  deputy = false,
): Persona => ({
  id,
  name,
  roles: role === 'office-director' ? [role, 'signer'] : [role],
  deputy,
  group: of === OFFICE ? (role === 'leader-in-charge' ? 'leader' : 'office') : 'unit',
  ...of,
});

/** Whom the visitor of the fake desk can be. */
export const fakePersonas = [
  persona('clerk', '李文静', 'office-staff', OFFICE),
  persona('director', '赵建国', 'office-director', OFFICE),
  persona('leader', '周明', 'leader-in-charge', OFFICE),
  persona('education-a', '陈晓', 'liaison', EDUCATION),
  persona('education-b', '孙悦', 'liaison', EDUCATION, true),
  persona('police-head', '王刚', 'unit-head', POLICE),
  persona('police-a', '刘洋', 'liaison', POLICE),
  persona('court-a', '吴桐', 'liaison', COURT),
  persona('east-a', '郑宁', 'liaison', EAST),
] as const;

const row = (
  code: string,
  label: string,
  title: string,
  of: { unitId: string; unitName: string },
  dueOn: string,
  light: TaskRow['light'],
  stateText: string,
  status: TaskRow['status'] = 'open',
): TaskRow => ({ code, label, title, ...of, dueOn, light, stateText, status, discreet: false });

/** A button. */
export const action = (
  label: string,
  name: Action['command']['name'],
  id: string,
  style?: Action['style'],
): Action => ({
  label,
  command: { name, id },
  ...(style ? { style } : {}),
});

/** The tasks at the start. */
export const freshTasks = (): TaskRow[] => [
  row('26-8-1', '八', '专项排查', EDUCATION, '2026-06-28', 'red', '已超时限 1 个工作日'),
  row('26-12-1', '十二', '举报线索核查', EDUCATION, '2026-07-31', 'green', '正常推进'),
  row('26-17-1', '十七', '宣传月启动仪式', EDUCATION, '2026-06-30', 'amber', '还有 1 个工作日'),
  row('26-4-1', '四', '长效措施', POLICE, '2026-06-30', 'amber', '已报送完成，待审核', 'reported-done'),
  row('26-9-1', '九', '举报奖励资金', POLICE, '2026-06-18', 'red', '已超时限 7 个工作日'),
  row('26-11-1', '十一', '存量案件下降50%', COURT, '2026-12-31', 'green', '正常推进'),
  row('26-3-1', '三', '成员单位会议', EAST, '2026-05-31', 'green', '6月2日办结', 'closed'),
  row('26-19-1', '十九', '社区宣讲', EAST, '2026-09-30', 'green', '正常推进'),
];
