// node test/adapters/releases/record.ts DATABASE_URL: keeps the rows of a server, which this release wrote, under the name of its last
// migration, with what it says of them. Made from an invented office only. Every later release is tested on them.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { readMigrations } from '../../../src/adapters/database/migrate.ts';
import { openDatabase } from '../../../src/adapters/database/open.ts';
import { toldDuties } from '../../support/told-duties.ts';

const [url = ''] = process.argv.slice(2);
const name = (await readMigrations()).at(-1)?.name ?? '';
const place = new URL(name, import.meta.url);
const log = { info() {}, warn() {}, error() {} };
const database = await openDatabase({ url, directory: '', log });
const kept = await database.settings.get('clock');
const now = typeof kept === 'string' ? new Date(kept) : await database.machineNow();
writeFileSync(`${place.pathname}.json`, `${JSON.stringify(await toldDuties(database, now), null, 1)}\n`);
await database.close();
// The demo's chat is no duty, and most of the bytes.
const given = ['--schema=public', '--no-owner', '--no-privileges', '--no-comments', '--rows-per-insert=100'];
const rows = execFileSync('pg_dump', [...given, '--exclude-table-data=local_messages', url], {
  encoding: 'utf8',
  maxBuffer: 1 << 30,
});
// What is only meant for psql.
writeFileSync(`${place.pathname}.sql.br`, brotliCompressSync(rows.replaceAll(/^\\(?:un)?restrict .*\n/gm, '')));
process.stdout.write(`${name}\n`);
