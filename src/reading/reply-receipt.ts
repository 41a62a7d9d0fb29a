import { type Clause, DAY_MARK, plain, TASK_MARK } from './reply-clauses.ts';
import { HARMLESS_CLAUSE, isClosing } from './reply-closings.ts';
import { GREETING, isIntention, isPassedOn, PROMISE, RECEIVED, STICKER } from './reply-courtesies.ts';
import { isWholeSubject } from './reply-done.ts';
import { ACTIVITY } from './reply-words.ts';

/** 收到 with nothing but thanks, greetings and promises beside it. A bare 尽快落实 counts, 尽快完成 is progress. */
export function findAcknowledgement(
  clauses: readonly Clause[],
  told: readonly Clause[],
  questions: readonly Clause[],
): readonly Clause[] | null {
  if (questions.length > 0) return null;
  const texts = told.map(wordsOf);
  const acknowledged =
    texts.some((text) => RECEIVED.test(text)) ||
    clauses.some((clause) => /👌|👍|🙏|🫡/u.test(clause.text) && plain(clause) === '');
  // 放心，会按时办结 promises the end of the task; 收到，会按时办结 only receives.
  if (!texts.some((text) => RECEIVED.test(text) && !EASE.test(text)) && texts.some((text) => PROMISES_END.test(text)))
    return null;
  const quiet = told.every(
    (clause) => isQuiet(wordsOf(clause)) || (acknowledged && (isChat(wordsOf(clause)) || isClosing(wordsOf(clause)))),
  );
  if (quiet && acknowledged) return told;
  const passed = texts.some((text) => isPassedOn(text) && /转|交|分派|安排[^,]{0,4}科室/.test(text));
  if (quiet && passed) return told;
  const promised = texts.some(
    (text) =>
      (PROMISE.test(text) || (isIntention(text) && !/[问看查记]|核[实对]|了解|商[量议]/.test(text))) &&
      !/完成|办结|推进|报送|\uE001|done|finish|complete/.test(text),
  );
  return quiet && promised ? told : null;
}

/** Sets the office at ease, and receives nothing. */
const EASE = /^没问题的?$|^(?:请)?(?:您|领导|组织|办公室|主任|大家)?(?:请)?放心(?:吧|哈|好了)?$/;
const PROMISES_END =
  /^(?:我们?|我局|本单位|这边)?(?:一定|肯定|必定|会|将|能|可以|保证|确保|可)*(?:按时|按期|如期|准时|按时间节点|按要求|保质保量)+(?:保质保量|高质量)?(?:地)?(?:全部)?(?:完成|办结|办完|做完|办好|办妥)(?:的|任务|工作)?$/;

/** The words without what they are about: 第6项任务收到. */
const wordsOf = (clause: Clause): string =>
  plain(clause).replace(new RegExp(`${TASK_MARK}(?:任务|工作|事项)?`, 'g'), '');

const isQuiet = (text: string): boolean =>
  text === '' ||
  RECEIVED.test(text) ||
  GREETING.test(text) ||
  isWholeSubject(text) ||
  STICKER.test(text) ||
  isPassedOn(text) ||
  isIntention(text) ||
  HARMLESS_CLAUSE.test(text) ||
  AFTERWARDS.test(text) ||
  AWARE.test(text) ||
  (PROMISE.test(text) && !text.includes(DAY_MARK));

/** Will be told once it is done: 完成后第一时间报告. */
const AFTERWARDS =
  /^(?:一旦|待|等)?(?:我们?)?(?:完成|办结|办好|做完|弄完|办完|弄好|落实)(?:之?后|了|好)(?:我们?)?(?:会|将|就|再|马上|立即|第一时间|及时|尽快|一并|按要求)*(?:向|给|跟)?(?:您|贵办|办公室|领导)?(?:报告|报送|反馈|回复|上报|汇报|报|告知|说)(?:一声|您|办公室|上来)?$/;
/** Knows the limit: 知道6月30日前要报. */
const AWARE =
  /^(?:我们?|我局|已)?(?:知道|清楚|明白|了解|记得|注意到)(?:了|是)?[^,]{0,10}(?:报送?|交|完成|提交|反馈|截止|到期)了?$/;

/** Beside 收到, whatever reports nothing: 我心里有数了, 下午开会部署, 已打印呈阅. */
const isChat = (text: string): boolean =>
  text.length <= LONGEST_CHAT &&
  (INTENDS.test(text) ||
    (!REPORTS.test(text) && (!/已|了/.test(text) || !ACTIVITY.test(text) || CIRCULATED.test(text))));
/** 我们克服困难抓紧推进: meant, not reported. */
const INTENDS =
  /^[^,已正在能\d%\uE001未没不]{0,12}(?:抓紧|尽快|加快|全力|会|将|继续|及时|认真|按时|按期|努力|坚决|积极)[^,已正在\d%\uE001未没不]{0,10}(?<![进理改实行织施]中)$/;
const LONGEST_CHAT = 24;
const REPORTS =
  /\d|%|[一二三四五六七八九]成|\uE001[^,]{0,8}(?:报|交|完成|办结|提交|反馈|给|出|到)|完成|办结|办完|做完|弄完|正在|正[^,]{1,4}着|进行|推进|开展|排查|启动|印发|进展|进度|尚|未|没|还[在有差要需]|着呢|^(?:正|还|就|现)?在(?:抓紧|办|做|弄|推|走|整|赶|等)|中$|预计|计划|力争|争取|拟|困难|问题|不|请|等|[?？吗]/;
const CIRCULATED =
  /已(?:经)?(?:召开[^,]{0,8}会议?|开会|打印|呈|传阅|签|登记|转|报[^,]{0,6}领导|告知|知会|学习|领会|安排|布置|部署|交|分|下发|在[^,]{1,8}传达|传达|通知|记|存|收|阅|提醒|汇报|报告)/;
