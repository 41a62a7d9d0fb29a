import type { Command } from 'commander';
import { type LedgerEntry, verifyChain } from '../core/ledger.ts';
import { checkPublished, checkPublishedHash, type PublishedCheck, readHeadLines } from '../core/published-head.ts';
import { wholeLedger } from '../flows/check-invariants.ts';
import type { Deps } from '../flows/scene.ts';
import type { CommandKit } from './kit.ts';
import { BadInput, type Output } from './output.ts';

/** What `ledger verify` holds the chain against beside itself. */
export interface VerifyOptions {
  readonly json: boolean;
  /** A hash that was published. */
  readonly head?: string | undefined;
  /** The text of a file of published heads. */
  readonly heads?: string | undefined;
}

/** `duban ledger verify | export`. */
export function ledgerCommands(program: Command, kit: CommandKit): void {
  const { out, open, file } = kit;
  const ledger = program.command('ledger').description('台账');
  ledger
    .command('verify')
    .option('--json', '输出一个 JSON 对象')
    .option('--head <hash>', '对照已公布的校验值（通报、办公室频道或文件中的）')
    .option('--file <path>', '对照每日留存的校验值文件（DUBAN_LEDGER_HEAD_FILE）')
    .description('逐条核对台账的校验链，指出第一处不符；对照公布值可发现截断和旧备份替换')
    .addHelpText('after', '\n例：duban ledger verify --head 5f2c…（通报所印校验值，至少前 16 位）')
    .action(async (options) => {
      const heads = options.file ? new TextDecoder().decode(await file(options.file)) : undefined;
      await verifyLedger((await open()).deps, out, { json: options.json === true, head: options.head, heads });
    });
  ledger
    .command('export')
    .description('导出全部台账，每行一个 JSON 对象，末行为校验值')
    .addHelpText('after', '\n例：duban ledger export > 台账-2026-06-30.jsonl')
    .action(async () => exportLedger((await open()).deps, out));
}

/** Walks the chain and names the first bad entry; then holds it against what was published. */
export async function verifyLedger(deps: Deps, out: Output, options: VerifyOptions): Promise<void> {
  const entries = await wholeLedger(deps);
  const checked = verifyChain(entries);
  const head = await deps.stores.ledgerHead();
  const whole = checked.ok && (entries.length === 0 || entries.at(-1)?.hash === head?.hash);
  const published = whole ? publishedCheck(entries, options) : null;
  if (options.json)
    out.line(
      JSON.stringify({
        ok: whole && published?.ok !== false,
        entries: entries.length,
        head: head?.hash ?? null,
        ...(checked.ok ? {} : { seq: checked.seq, why: checked.why }),
        ...(published ? { published } : {}),
      }),
    );
  if (!checked.ok) throw new BadInput(`台账第 ${checked.seq} 条不符（${checked.why}），请停止使用并与备份核对。`);
  if (!whole) throw new BadInput(`台账末条与登记的校验值不一致（共 ${entries.length} 条），可能被截断，请与备份核对。`);
  if (published?.ok === false) throw new BadInput(textOfMismatch(published, entries.length));
  if (options.json) return;
  out.line(`台账完整：${entries.length} 条，校验值 ${head?.hash ?? '无'}`);
  if (published) out.line(`与公布的校验值一致：${published.checked} 个。`);
}

function publishedCheck(entries: readonly LedgerEntry[], { head, heads }: VerifyOptions): PublishedCheck | null {
  if (head === undefined && heads === undefined) return null;
  if (head !== undefined) {
    const hash = head.trim().toLowerCase();
    if (!/^[0-9a-f]{16,64}$/.test(hash)) throw new BadInput('校验值应为 16 至 64 位十六进制数字，请核对。');
    const ofHash = checkPublishedHash(entries, hash);
    if (!ofHash.ok || heads === undefined) return ofHash;
  }
  const read = readHeadLines(heads ?? '');
  if (!read.ok) throw new BadInput(`校验值文件第 ${read.line} 行看不明白，应为“时间 序号 校验值 办公室编号”。`);
  const own = read.heads.filter(({ officeId }) => entries.length === 0 || officeId === entries[0]?.officeId);
  if (own.length === 0) throw new BadInput('校验值文件中没有本办公室的校验值，请核对文件。');
  return checkPublished(entries, own);
}

function textOfMismatch(check: Extract<PublishedCheck, { ok: false }>, entries: number): string {
  const mend = '请停止使用，保留现有数据，并与备份和公布值核对。';
  if (check.seq === null) return `台账中没有该校验值（现有 ${entries} 条）：台账可能被截断，或被旧备份替换。${mend}`;
  return check.why === 'missing'
    ? `公布时台账已有 ${check.seq} 条，现仅 ${entries} 条：台账被截断，或被旧备份替换。${mend}`
    : `台账第 ${check.seq} 条与公布的校验值不符：台账被改写或替换。${mend}`;
}

async function exportLedger(deps: Deps, out: Output): Promise<void> {
  const entries = await wholeLedger(deps);
  for (const entry of entries) out.line(JSON.stringify(entry));
  const last = entries.at(-1);
  out.line(JSON.stringify({ head: last?.hash ?? null, entries: entries.length, officeId: last?.officeId ?? null }));
}
