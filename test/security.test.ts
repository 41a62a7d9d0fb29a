import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isAgreed, lockFile, pinnedIn } from './support/licences.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = readFileSync(`${root}src/SECURITY.md`, 'utf8');
const links = [...page.matchAll(/`(test\/[\w./-]+\.ts)` “([^”]+)”/g)].map(
  ([, file = '', name = '']) => [file, name] as const,
);
const rows = page.split('\n').filter((line) => /^\| (?!item|thing|---)/.test(line));

/** Names as they stand in a file: escapes and template parts aside. */
const namesIn = (file: string): string =>
  readFileSync(`${root}${file}`, 'utf8')
    .replaceAll("\\'", "'")
    .replaceAll(/\\u0020/g, ' ');

describe('the page of security', () => {
  it.each(links)('%s has the test “%s”', (file, name) => {
    expect(existsSync(`${root}${file}`), file).toBe(true);
    expect(
      ["'", '"', '`'].some((quote) => namesIn(file).includes(quote + name)),
      name,
    ).toBe(true);
  });

  it('shows every item by a test, or states it', () => {
    const open = rows.filter(
      (row) => row.split('|').length >= 5 && !row.includes('`test/') && !row.includes('stated:'),
    );
    const inventory = page.slice(page.indexOf('## What there is'), page.indexOf('## OWASP'));

    expect(links.length).toBeGreaterThan(60);
    expect(open.filter((row) => !inventory.includes(row))).toEqual([]);
  });

  it('is linked to from the developers’ map', () => {
    expect(readFileSync(`${root}src/README.md`, 'utf8')).toContain('(SECURITY.md)');
  });
});

describe('the cryptography', () => {
  const sources = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/generated|dist/.test(name))
    .map((name) => readFileSync(`${root}src/${name}`, 'utf8'));

  it('hashes with SHA-256 and nothing else, has no cipher of its own, and draws from the system’s source', () => {
    const hashes = sources.flatMap((text) => [...text.matchAll(/\bcreate(?:Hash|Hmac)\(\s*'([^']+)'/g)]);

    expect(new Set(hashes.map(([, name]) => name))).toEqual(new Set(['sha256']));
    expect(sources.filter((text) => /\bcreate(?:Cipher|Decipher)|\bMath\.random\b/.test(text))).toEqual([]);
  });

  it('is never told to take any certificate', () => {
    expect(
      sources.filter((text) => /rejectUnauthorized|TLS_REJECT_UNAUTHORIZED|checkServerIdentity/.test(text)),
    ).toEqual([]);
  });
});

describe('the components', () => {
  const all = pinnedIn(lockFile());
  const runtime = all.filter((one) => one.runtime);

  it('every package that runs in the office has a licence that was agreed on', () => {
    expect(runtime.filter(({ licence }) => !isAgreed(licence))).toEqual([]);
  });

  it('are as many as the page says', () => {
    expect(page).toContain(`**${runtime.length} packages run in the office, ${all.length} are pinned in all**`);
  });

  it('run no script when they are installed but those on the list', () => {
    const { allowScripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
      allowScripts: Record<string, boolean>;
    };
    const scripted = all.filter(({ installScript }) => installScript).map(({ name }) => name);

    expect(scripted.filter((name) => !(name in allowScripts) && !optionalOnly.has(name))).toEqual([]);
  });

  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0)', true],
    ['(MIT AND GPL-3.0)', false],
    ['GPL-3.0', false],
    ['not stated', false],
  ])('with %s are agreed on: %s', (licence, agreed) => {
    expect(isAgreed(licence)).toBe(agreed);
  });
});

/** For other machines than a server's: npm installs them only there. */
const optionalOnly = new Set(['fsevents']);
