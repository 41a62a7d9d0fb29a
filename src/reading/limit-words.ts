/** Words around a time in running text that tell a limit from a decoy. */
const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/** Words right before a time that make it a comparison, a cut-off, a past or the start of something else. */
export const notAfter = words(`
  截至 截止 截止到 截至到 截止至 比 较 同比 相比 对比 与 以 自 从 谋划 编制 制定 提出 部署 通报 总结
  考核 分析 近 过去 连续 超过 满 不足 未满 每 上 历年 截 依据 根据 按照 按 修订 印发 超期 逾期 晚于
  早于 参照 列入 纳入 第 原定 原计划 是 的
`);

/** Words right before a time that make it a limit. */
export const limitAfter = words(`
  于 在 力争 争取 确保 必须 应 须 请 到 至 截止时间 截止时间为 截止日期 截止日期为 时限 完成时限 最迟
  不迟于 计划 拟 拟于 预计 原则上 务必 限 并 各单位 前 要
`);

/** Words right behind a bare time that make it the time of figures, papers or earlier events. */
export const notBefore = words(`
  以来 至今 形成的 发生 印发的 发布的 下发的 出台的 颁布 实施的 施行 修订的 召开的 审结 建成的 通过的 立案
  注册 登记的 签订 入库 上报的 所有 的 度 份的 数据 情况 工作 报表 考核 绩效 预算 决算 形势 任务 重点
  目标 计划 规划 方案 经费 改进 版 水平 同期 相比 已 未 之前的 前的 左右的 版本 期 届 级 型 龄 起数
  总结 通报 协调会 例会 以上 生 毕业 间 累计 全市 全县 全区 全省 存量 遗留 期末 盈余 奖
  部督
`);

/** Words right behind 底前 and the like that make it the time of something earlier: 2018年底前形成的. */
export const pastBehind = words(`
  形成的 发生 审结 所有 建成的 出生 参加 注册 登记 入库 印发的 下发的 出台的 受理的 立案 签订 存在 遗留
  的 已 未 尚 仍
`);

/** Words right behind the bare name of a stretch (上半年, 6月, 年底) that say what is done in it. */
export const doneIn = words(`
  前 完成 实现 达到 基本 全部 全面 建成 启动 开展 组织 举办 召开 报送 上报 提交 制定 出台 印发 形成
  建立 集中 分 各 对 在 由 再 进行 实施 投入 投用 试 上线 开工 完工 竣工 通过 落实 公布 发布 向
  至少 不少于 力争 确保 争取 将 要 须 应 统一 抽查 检查 验收 交付 搬迁 整治 排查 摸排 清零 销号 总
  举行 汇总 推出 新 改造 控制在 控制到 压降 降至 提升 提高到 增至 不低于 不高于 全覆盖 达产 投产 见效 遴选 评选 征集 拨付 兑现 发放 完善 落地 摘牌 揭牌 举行 首发 编制 初 起草 拿出 到位 取得 正式 率先 一次
`);

/** Requests of citizens and firms: how fast they are answered is a service standard, no limit of the plan. */
export const serviceEvents = words(`
  申请 受理 投诉 举报 咨询 诉求 工单 报案 报警 接警 齐全 来电 来信 信访 案件 线索 报修 求助 接件 收件
  办件 承诺 登记 转办 上线 发现 故障 事故 就诊 入院 缴费 审批 审查 提出
`);

/** Words that make a bare 每月 a duty to do something by its end. */
export const duties = words(`
  报送 上报 报告 报 通报 调度 召开 开展 组织 发布 公布 公示 汇总 更新 分析 研判 检查 巡查 督查 督导
  会商 总结 评估 考核 抽查 排查 清查 培训 演练 比武 推送 提交 梳理 一次 1次 至少 不少于 不低于 定期
  进行 听取 研究 走访 例会 简报 编发 印发 晾晒 排名 点评 复盘 自查 回访 宣讲 轮训 学习 联合 安排 统计 曝光 会诊 回头看 清理 清洗 更换 抽检 晒
`);
