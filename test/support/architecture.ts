import { posix } from 'node:path';

/** A source file, with its path from the project's root. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

interface Import {
  readonly from: string;
  readonly to: string;
  /** `import type`: gone at run time, so it makes no cycle. */
  readonly typeOnly: boolean;
}

/** Which layers a layer may import, beside itself. An adapter is a layer of its own: `adapters/slack`. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  reading: ['core'],
  ports: ['core', 'reading'],
  errors: [],
  config: [],
  flows: ['core', 'reading', 'ports', 'errors'],
  adapters: ['core', 'reading', 'ports', 'errors', 'flows'],
  wire: ['core', 'reading', 'ports', 'errors', 'config', 'flows', 'adapters', 'commands'],
  commands: ['core', 'reading', 'ports', 'errors', 'config', 'flows', 'adapters', 'wire'],
  main: ['core', 'flows', 'errors', 'config', 'wire'],
  cli: ['commands', 'config'],
  setup: [],
  desk: ['core'],
};

/** Who may import a package. A new package needs a line here. */
const packages: Readonly<Record<string, readonly string[]>> = {
  dayjs: ['src/core/calendar.ts'],
  zod: ['src/core/policy.ts', 'src/config.ts', 'src/adapters/', 'src/commands/'],
  commander: ['src/cli.ts', 'src/commands/'],
  express: [
    'src/adapters/web/',
    'src/adapters/slack/',
    'src/adapters/wecom/',
    'src/commands/control.ts',
    'src/wire.ts',
  ],
  pino: ['src/adapters/log.ts'],
  'prom-client': ['src/adapters/metrics.ts'],
  pg: ['src/adapters/database/'],
  '@prisma/adapter-pg': ['src/adapters/database/'],
  '@prisma/client': ['src/adapters/database/'],
  '@electric-sql/pglite': ['src/adapters/database/'],
  '@electric-sql/pglite-socket': ['src/adapters/database/'],
  'pg-boss': ['src/adapters/queue/'],
  'node-cron': ['src/adapters/timetable.ts'],
  '@slack/bolt': ['src/adapters/slack/'],
  'csv-parse': ['src/adapters/documents/'],
  htmlparser2: ['src/adapters/documents/'],
  unpdf: ['src/adapters/documents/'],
  yauzl: ['src/adapters/documents/'],
  yazl: ['src/adapters/documents/write-xlsx.ts'],
  react: ['src/desk/'],
  'react-dom': ['src/desk/'],
  antd: ['src/desk/'],
  '@ant-design/icons': ['src/desk/'],
  vite: ['src/desk/vite.config.ts', 'src/setup.ts'],
  '@vitejs/plugin-react': ['src/desk/vite.config.ts'],
};

/** Node's own modules stay outside the rules; `createHash` of the ledger is the one exception. */
const nodeModules = (path: string): readonly string[] | 'any' =>
  path === 'src/core/ledger.ts' ? ['node:crypto'] : isPure(path) || layerOf(path) === 'flows' ? [] : 'any';

/** What asks the clock, chance or the machine. `new Date(value)` is fine. */
const impure: readonly (readonly [string, RegExp])[] = [
  ['new Date()', /\bnew Date\(\s*\)/],
  ['Date.now', /\bDate\.now\b/],
  ['Math.random', /\bMath\.random\b/],
  ['performance.now', /\bperformance\.now\b/],
  ['timers', /\b(?:setTimeout|setInterval|setImmediate)\b/],
  ['crypto', /(?<![.\w])crypto\.|\brandomUUID\b/],
  ['fetch', /(?<![.\w])fetch\(/],
  ['process', /\bprocess\./],
];

/** Files with Chinese of their own outside core and reading, each with its reason. */
const chineseAllowed: readonly (readonly [string, string])[] = [
  ['src/adapters/documents/', 'refusals of files stand with their codes; tables of characters'],
  [
    'src/adapters/database/problems.ts',
    'why the database does not open, each with its code: no catalogue is wired by then',
  ],
  ['src/adapters/database/bulletin-figures.ts', "core/bulletin's classes, by the names that are their identifiers"],
  ['src/adapters/web/api-error.ts', 'why the API refuses, each with its code'],
  ['src/flows/simulation/', 'what simulated people and units are called and say'],
  ['src/flows/import-plan.ts', 'the two choices of the one question about leads'],
  ['src/flows/handle-command.ts', 'the words that a button or a form stands for in a report'],
];

const configFiles = /(?:vite|vitest|prisma)\.config\.ts$/;
const linesAtMost = 400;

/** Every breach of the dependency rules (DESIGN §3), one line each: `rule: path: what`. Empty when all is well. */
export function violations(files: readonly SourceFile[]): readonly string[] {
  const sources = files.filter(({ path }) => !path.includes('/generated/') && !path.includes('/dist/'));
  const imports = sources.flatMap(importsOf);
  return [
    ...imports.flatMap(layerBreach),
    ...imports.flatMap(packageBreach),
    ...sources.flatMap(textBreaches),
    ...cycles(imports.filter((one) => !one.typeOnly)).map((cycle) => `cycle: ${cycle.join(' → ')}`),
  ];
}

/** The layer of a file: `core`, `flows`, `adapters/slack`, `wire` … */
export function layerOf(path: string): string {
  const [, first = '', second = ''] = path.split('/');
  if (first === 'adapters') return `adapters/${second.replace(/\.ts$/, '')}`;
  const [, split] = /^(wire|ports)(?:-[a-z-]+)?\.ts$/.exec(first) ?? [];
  if (split !== undefined) return split;
  return first.replace(/\.tsx?$/, '');
}

const isPure = (path: string): boolean => ['core', 'reading'].includes(layerOf(path));

function importsOf({ path, text }: SourceFile): readonly Import[] {
  const { code } = withoutComments(text);
  const found = [
    ...code.matchAll(/^\s*(import|export)\s+(type\s)?[^;'"]*?from\s*'([^']+)'/gm),
    ...code.matchAll(/^\s*(import)\s+()'([^']+)'/gm),
    ...code.matchAll(/\b(import)\(()\s*'([^']+)'/g),
  ];
  return found.map(([, , type, to = '']) => ({
    from: path,
    to: to.startsWith('.') ? posix.join(posix.dirname(path), to) : to,
    typeOnly: type !== undefined && type !== '',
  }));
}

function layerBreach({ from, to }: Import): readonly string[] {
  if (!to.startsWith('src/')) return [];
  const [own, other] = [layerOf(from), layerOf(to)];
  if (own === other) return [];
  if (own === 'desk' && to === 'src/adapters/web/api-schema.ts') return [];
  const family = own.split('/')[0] ?? own;
  const wanted = other.split('/')[0] ?? other;
  const isOtherAdapter = family === 'adapters' && wanted === 'adapters';
  const allowed = mayImport[family];
  if (!allowed) return [`layer: ${from}: no layer is called ${own}`];
  return isOtherAdapter || !allowed.includes(wanted) ? [`layer: ${from}: ${own} may not import ${to}`] : [];
}

function packageBreach({ from, to }: Import): readonly string[] {
  if (to.startsWith('src/') || to.startsWith('prisma/') || to.endsWith('.css')) return [];
  if (to.startsWith('node:')) {
    const allowed = nodeModules(from);
    return allowed === 'any' || allowed.includes(to) ? [] : [`package: ${from}: may not import ${to}`];
  }
  if (to.startsWith('..')) return [`layer: ${from}: leaves src for ${to}`];
  const name = to
    .split('/')
    .slice(0, to.startsWith('@') ? 2 : 1)
    .join('/');
  const allowed = packages[name];
  if (!allowed) return [`package: ${from}: ${name} stands on no list`];
  return allowed.some((place) => from.startsWith(place)) ? [] : [`package: ${from}: may not import ${name}`];
}

function textBreaches({ path, text }: SourceFile): readonly string[] {
  const { code, strings } = withoutComments(text);
  const bare = strings.reduce((rest, literal) => rest.replace(literal, "''"), code);
  const layer = layerOf(path);
  const found: string[] = [];
  const breach = (rule: string, what: string) => found.push(`${rule}: ${path}: ${what}`);

  // What a seed plays: rules, flows and the rows in memory.
  if (isPure(path) || layer === 'flows' || layer === 'adapters/memory') {
    for (const [name, pattern] of impure) if (pattern.test(bare)) breach('pure', name);
  }
  if (isPure(path) && /\basync\b|\bawait\b/.test(bare)) breach('pure', 'async');
  if (path !== 'src/adapters/system-clock.ts' && /\bnew Date\(\s*\)/.test(bare) && !isPure(path) && layer !== 'flows')
    breach('clock', 'new Date()');
  if (!['src/main.ts', 'src/cli.ts'].includes(path) && /\bprocess\.env\b/.test(bare))
    breach('environment', 'process.env');
  if (/^\s*export\s+(?:\*|\{[^}]*\})\s*from\b/m.test(code) && isOnlyExports(code))
    breach('barrel', 'only passes exports on');
  if (/^\s*export\s+\*\s+from\b/m.test(code)) breach('barrel', 'export *');
  if (!configFiles.test(path) && /^\s*export\s+default\b/m.test(bare)) breach('default', 'export default');
  const lines = text.split('\n').length - 1;
  if (/\.tsx?$/.test(path) && lines > linesAtMost) breach('length', `${lines} lines`);
  if (
    (layer === 'flows' || layer.startsWith('adapters/')) &&
    !chineseAllowed.some(([place]) => path.startsWith(place))
  ) {
    for (const literal of strings) if (/\p{Script=Han}/u.test(literal)) breach('wording', literal.slice(0, 40));
  }
  return found;
}

/** True for a file in which nothing but exports of other files stands. */
function isOnlyExports(code: string): boolean {
  return (
    code.replace(/^\s*export\s+(?:type\s+)?(?:\*(?:\s+as\s+\w+)?|\{[^}]*\})\s*from\s*'[^']+';?/gm, '').trim() === ''
  );
}

/** Each cycle once, from the file that is first by name. */
function cycles(imports: readonly Import[]): readonly (readonly string[])[] {
  const next = Map.groupBy(
    imports.filter(({ to }) => to.startsWith('src/')),
    ({ from }) => from,
  );
  const done = new Set<string>();
  const found: string[][] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) {
      found.push([...trail.slice(at), path]);
      return;
    }
    if (done.has(path)) return;
    for (const { to } of next.get(path) ?? []) walk(to, [...trail, path]);
    done.add(path);
  };
  for (const path of [...next.keys()].sort()) walk(path, []);
  return found;
}

/** A file without its comments, and the literals of strings in it (templates whole). Regular expressions are told by what stands before. */
export function withoutComments(text: string): { readonly code: string; readonly strings: readonly string[] } {
  const strings: string[] = [];
  let code = '';
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at, at + 2);
    const character = text[at] ?? '';
    if (rest === '//') {
      at = endOf(text, '\n', at);
    } else if (rest === '/*') {
      at = endOf(text, '*/', at + 2) + 2;
    } else if (character === '/' && startsPattern(code)) {
      const to = endOfPattern(text, at + 1);
      code += '/pattern/';
      at = to;
    } else if (character === "'" || character === '"' || character === '`') {
      const to = endOfString(text, at);
      const literal = text.slice(at, to);
      strings.push(literal);
      code += literal;
      at = to;
    } else {
      code += character;
      at += 1;
    }
  }
  return { code, strings };
}

function endOf(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found;
}

const startsPattern = (before: string): boolean => /(?:^|[([{,;=:!&|?+>~]|\breturn|\bcase)\s*$/.test(before.slice(-40));

function endOfPattern(text: string, from: number): number {
  let inClass = false;
  let at = from;
  for (; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '\n' || (character === '/' && !inClass)) break;
  }
  return at + 1;
}

function endOfString(text: string, from: number): number {
  const quote = text[from];
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at + 1;
    else if (text[at] === '\n' && quote !== '`') return at;
  }
  return text.length;
}
