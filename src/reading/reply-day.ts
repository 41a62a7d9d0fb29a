import { type Day, daysBetween } from '../core/calendar.ts';
import type { ReplyIntent } from './reading.ts';
import { type Clause, DAY_MARK } from './reply-clauses.ts';
import type { DayMention } from './reply-days.ts';
import { tellsCount } from './reply-figures.ts';
import { isQuestion } from './reply-questions.ts';
import { supposes } from './reply-trouble.ts';

interface Entry {
  readonly day: DayMention;
  readonly clause: string;
  readonly stop: string;
  readonly before: string;
  readonly after: string;
}

/** The day a reply is about: asked for (extension), expected (progress, blocked), stated (done). */
export function dayOfReply(
  intent: ReplyIntent,
  grounds: readonly Clause[],
  clauses: readonly Clause[],
  today: Day,
): Day | null {
  const ahead = ({ day }: Entry): boolean => day.ahead >= today && !isBehind(day, today);
  switch (intent) {
    case 'extension':
      return requestedDay([...grounds, ...clauses].flatMap(entriesOf).filter(ahead));
    case 'progress':
    case 'blocked':
      return expectedDay(
        clauses
          .filter((clause, index) => !isQuestion(clause) && !supposes(clause, clauses[index + 1]))
          .flatMap(entriesOf)
          .filter((entry) => ahead(entry) && !tellsOf(entry, today)),
      );
    case 'done':
      return statedDay([...grounds, ...clauses].flatMap(entriesOf), today);
    default:
      return null;
  }
}

/** 6月10日 or 5月末 said on 15 June is some days ago, not a year away. */
const isBehind = ({ ahead, back }: DayMention, today: Day): boolean =>
  back < today && daysBetween(back, today) <= 60 && daysBetween(today, ahead) > 300;

/** The day after 至, 到 or until; the limit as it stands (原定, 时限) is not asked for. */
function requestedDay(entries: readonly Entry[]): Day | null {
  const asked = entries.filter(
    (entry) => !/原定?(?:于|时限)?$|(?<![新延后].{0,5})时限(?:是|为)?$|[从自由]$/.test(entry.before),
  );
  const target = asked.find((entry) => /(?:[至到为]| to | until | till | by) ?$/.test(entry.before)) ?? asked[0];
  return target?.day.ahead ?? null;
}

/** What is past (已于6月12日启动), the limit as it stands, or a count's end (截至) is not expected. */
function expectedDay(entries: readonly Entry[]): Day | null {
  const expected = entries.filter(
    (entry) =>
      !/已|原(?!则)|截[至止]|截至?到|时限|[从自]$/.test(entry.before) &&
      !/^.{0,3}(?:已|起|启动了)|了$/.test(entry.after) &&
      !REPORTED_MONTH.test(entry.after),
  );
  const sure = expected.find((entry) => /预计|计划|力争|争取|确保|前|完成|报|底|expect|by/.test(entry.clause));
  return (sure ?? expected[0])?.day.ahead ?? null;
}

/** 3月进展：, 10月份工作情况: the time a report is about. */
const REPORTED_MONTH =
  /^(?:份|的|当月|全月)*(?:工作|任务|主要|重点|完成|落实|推进)*(?:进展|进度|情况|小结|总结|月报|简报|数据|成效|动态|台账|累计|共|共计|新增)/;

/** 3月：, 3月完成排查120户 said in June tell of the spring that is over. */
const tellsOf = ({ day, clause, stop, after }: Entry, today: Day): boolean =>
  daysBetween(today, day.ahead) > 200 &&
  ((/[:：]/.test(stop) && /^份?$/.test(after)) || (tellsCount(clause) && !MEANT.test(clause)));
const MEANT = /预计|计划|力争|争取|确保|拟|将|目标|前|底|末|明年|要|再/;

/** Only a day that is over counts: 上周已完成 names none, 材料明天补送 another. */
function statedDay(entries: readonly Entry[], today: Day): Day | null {
  const stated = entries.find(({ day, before }) => day.exact && day.back <= today && !/时限|原定?/.test(before));
  return stated?.day.back ?? null;
}

function entriesOf(clause: Clause): readonly Entry[] {
  let at = -1;
  return clause.days.map((day) => {
    at = clause.text.indexOf(DAY_MARK, at + 1);
    return {
      day,
      clause: clause.text,
      stop: clause.stop,
      before: clause.text.slice(Math.max(0, at - 12), at),
      after: clause.text.slice(at + 1, at + 20),
    };
  });
}
