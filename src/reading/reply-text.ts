import { toSimplified } from './traditional.ts';

/** A stretch of text, from its first character to the one after its last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * The sender's own words: without quotes of earlier messages, mentions, placeholders of pictures and files,
 * control characters and halves of characters. Blanks are single.
 */
export function ownWords(text: string): string {
  const clean = text
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/&gt;/g, '>')
    .replace(/(?:(?!\n)[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufffd\ue000-\uf8ff])+/gu, ' ');
  return (
    withoutQuotes(clean)
      .replace(
        /\[(?:图片|文件|视频|语音|链接|位置|名片|动画表情|聊天记录|小程序|image|file|photo|video)[^[\]\n]{0,80}\]/gi,
        ' ',
      )
      .replace(
        /[^\s,，、。;；:：!！?？()（）]{1,60}\.(?:docx?|xlsx?|pptx?|pdf|zip|rar|jpe?g|png|wps|ofd|txt)(?![a-z])/gi,
        ' ',
      )
      .replace(/<(?:image|file|attachment)[^<>\n]{0,80}>/gi, ' ')
      .replace(/<?[@＠][^\s@＠,，:：。>]{1,20}>?[:：]?(?=[\s,，]|$)/g, ' ')
      .replace(/~~[^~\n]{1,200}~~|(?<![^\s])~[^~\s][^~\n]{0,200}~(?!\S)/g, ' ')
      // What the limit was is no part of what is said about the task.
      .replace(/[（(]原(?:定|计划|时限)[^（）()\n]{0,16}[）)]/g, ' ')
      .replace(/https?:\/\/[\w\-./?%&=#:~+]+/g, ' ')
      .replace(/[^\S\n]+/g, ' ')
      .replace(/ ?\n[\s]*/g, '\n')
      .trim()
  );
}

/** Removes what a chat quotes of earlier messages: "> …" lines, 「张三：…」 above a rule, mail heads and what follows them. */
function withoutQuotes(text: string): string {
  const lines: string[] = [];
  for (const line of withoutOpeningQuote(text).split('\n')) {
    if (
      /^\s*(?:-{3,}\s*(?:Original Message|原始邮件|原邮件|转发的?(?:消息|邮件))|On .{4,80} wrote:|(?:发件人|发送人|From)[:：])/i.test(
        line,
      )
    ) {
      break;
    }
    if (/^\s*(?:[>＞|｜]|[[【(（]?引用[\]】)）]?[:：]?|[[【(（]?原消息[\]】)）]?[:：]?)/.test(line)) continue;
    if (/^\s*(?:[-—–_=*]\s*){4,}$/.test(line)) continue;
    lines.push(
      line.replace(/^\s*[[【(（]?(?:回复|答复|reply to)[\]】)）]?\s*[^\s:：。，,]{0,12}[:：]/i, (head) =>
        head.length < 4 ? head : ' ',
      ),
    );
  }
  return lines.join('\n');
}

const OPENING: Readonly<Record<string, string>> = { '「': '」', '『': '』', '“': '”', '"': '"' };

/** WeChat puts 「name: text」 and a rule above the answer; the quote goes, nested brackets with it. */
function withoutOpeningQuote(text: string): string {
  const start = text.search(/\S/);
  const open = text.charAt(start);
  const close = OPENING[open];
  if (start < 0 || !close) return text;

  const end = closingOf(text, start, open, close);
  if (end < 0) return text;
  const rest = text.slice(end + 1);
  const rule = /^\s{0,9}(?:[-—–_=]\s?){3,200}\n?/.exec(rest);
  if (rule) return rest.slice(rule[0].length);
  return open === '「' || open === '『' || /^\s*(?:回复|答复|答|回|re)?\s*[:：]/i.test(rest) ? rest : text;
}

function closingOf(text: string, start: number, open: string, close: string): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === close && (open !== close || at > start)) {
      depth -= 1;
      if (depth === 0 || open === close) return at;
    } else if (char === open) {
      depth += 1;
    }
  }
  return -1;
}

const TYPOS: readonly (readonly [RegExp, string])[] = [
  [
    /[己巳](?=经?(?:完成|办|落实|全部|按|于|启动|报|整改|开展|结案|销号|玩成|上[传报]|发[送给到至]|提交|报送|传|送|交|反馈|通过|收到|阅))/g,
    '已',
  ],
  [
    /(?<![可予加用得足所难借])以(?=经?(?:全部|均|都|按[时期]|圆满|于)?(?:完成(?!率|情况|.{0,8}为)|办[结完理]|玩成|结案|销号|落实到))/g,
    '已',
  ],
  [/(?<![自知异律克利])[己巳](?=经)/g, '已'],
  [/(?<![可予加用得足所难借])以(?=经(?![济营过验费贸纬办手历理销由]))/g, '已'],
  [/玩成|完(?:[城程乘戊诚呈]|承(?![诺担接办租包建揽]))/g, '完成'],
  [/已[竟径迳]/g, '已经'],
  // 其 and 期 are keys apart: 延其至, 已如其完成; 期他的 begins with the rest.
  [/(?<=[延展逾])其(?=$|[至到申\s,，。;；!！\d一两二三四五六七八九十半])/g, '期'],
  [/(?<=已|均|都)(?<way>[如按])其(?=完成|办结|报送|整改|落实)/g, '$<way>期'],
  [/(?<![\u4e00-\u9fff])期(?=[他它余](?:的|任务|事项|工作|[一二两三四五六七八九十几\d]项))/g, '其'],
  [/正再(?=[办推做弄抓走整进开落组实加积按有稳准协对])/g, '正在'],
  [/再(?=(?:推进|办理|整改|落实|进行|审批|对接)中)/g, '在'],
  [/申[情清](?=[延办销协调宽第将把对])/g, '申请'],
  [/审[合和](?=$|一下|[\s,，。!！])/g, '审核'],
  [/百分[只支知制](?=[\d零一二三四五六七八九十百])/g, '百分之'],
  [/(?<=[延推]期?|延后|推迟|顺延)道(?=[\d下本年月一二三四五六七八九十])/g, '到'],
  [/办[接节洁](?![约日奏束])/g, '办结'],
  [/收[道倒](?=$|[\s,，。!！])/g, '收到'],
  [/[沿廷]期(?=$|[到至申,，。一二三两\d])/g, '延期'],
  [/进[渡肚]/g, '进度'],
];

/** Words of Cantonese and of the dialects for what the rules call by its common name; each as long as the other. */
const DIALECT: readonly (readonly [RegExp, string])[] = [
  [/唔该/g, '谢谢'],
  [/[而依]家(?![庭长人具电])/g, '现在'],
  [/听日/g, '明天'],
  [/[寻琴]日/g, '昨天'],
  [/(?<=[做办弄搞查跟写])紧(?![急要密张])/g, '着'],
  [/木有|莫得/g, '没有'],
  [/[整弄搞做]掂/g, '搞定'],
  [/(?<=[整弄搞做](?:[唔得]|得唔|冇)?)掂/g, '定'],
  [/冇/g, '没'],
  [/唔|莫(?=[催办完搞弄做])/g, '不'],
  [/仲(?=[未没冇差欠剩爭争有要需得系喺在])/g, '还'],
  [/(?<=还)争(?![取议夺])/g, '差'],
  [/咗/g, '了'],
  [/(?<=[完定好妥成结][了]?)晒/g, '了'],
  [/嘅/g, '的'],
  [/哋/g, '们'],
  [/上载/g, '上传'],
  [/啲/g, '些'],
  [/喺/g, '在'],
  [/[俾畀]/g, '给'],
  [/佢/g, '他'],
  [/(?<![调修平重规工完])整(?=完|好|巴适|妥|利索)/g, '弄'],
];
const DIALECT_SIGNS = /[家日紧唔木莫掂冇仲咗晒嘅哋载啲喺俾畀佢整]/;

/**
 * The words in one way of writing: half width, simplified, small letters, common slips mended.
 * Every character keeps its place, so positions in the folded text are positions in the text.
 */
export function fold(text: string): string {
  const folded = toSimplified(text)
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[Ａ-ＺA-Z]/g, (char) => char.toLowerCase())
    .replace(/\u3000/g, ' ')
    .replace(/﹪/g, '%')
    .replace(/[〔【[]/g, '(')
    .replace(/[〕】\]]/g, ')')
    .replace(/[’`]/g, "'");
  const slips = DIALECT_SIGNS.test(folded) ? [...TYPOS, ...DIALECT] : TYPOS;
  return slips.reduce((mended, [slip, right]) => mended.replace(slip, right), folded);
}
