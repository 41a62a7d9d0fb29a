const works = ['教育', '卫生健康', '交通运输', '水务', '农业农村', '文化旅游', '生态环境', '商务', '民政', '财政'];
const UNITS = 60;

/** An invented work plan with so many items, each of one unit and with one limit between April and December. */
export function inventedPlan(items: number): string {
  const lines = Array.from({ length: items }, (_, index) => {
    const unit = index % UNITS;
    const limit = `${4 + (index % 9)}月${1 + ((index * 7) % 28)}日前完成`;
    const lead = `市${works[unit % works.length]}第${1 + Math.floor(unit / works.length)}局`;
    return `${index + 1}.推进第${index + 1}项重点工程建设。${limit}。（牵头单位：${lead}）`;
  });
  return ['示例市2026年重点工作要点', '', '一、重点工程', ...lines, ''].join('\n');
}
