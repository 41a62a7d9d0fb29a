import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { QueryResult } from 'pg';
import { readMigrations } from '../../src/adapters/database/migrate.ts';

const require = createRequire(import.meta.url);
const prismaFolder = fileURLToPath(new URL('../../prisma/', import.meta.url));

interface WasmLoader {
  instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: { __wbindgen_start(): void } } }>;
}

const enginePath = require.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
// The module holds the memory of one instance: it is made once.
let instantiated: Promise<unknown> | undefined;

/** Prisma's schema engine as WebAssembly: without a download. */
async function schemaEngine() {
  const engine = await import(pathToFileURL(enginePath).href);
  instantiated ??= instantiate(engine);
  await instantiated;
  return engine.SchemaEngine;
}

async function instantiate(engine: { __wbg_set_wasm(exports: object): void }): Promise<void> {
  // Node has it; the compiler's libraries without DOM do not name it.
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WasmLoader };
  const bytes = readFileSync(enginePath.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': engine });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}

/** PostgreSQL's internal "char" and text: the adapter knows only the second. */
const [CHAR, TEXT] = [18, 25];

/** A shadow database through `pg`, without what the adapter lacks for reading a catalog. */
class ShadowPg extends PrismaPg {
  override async connectToShadowDb() {
    const connection = await super.connectToShadowDb();
    const pool = connection.underlyingDriver();
    // The adapter cuts a script at each semicolon, also inside a function's body; the server takes it whole.
    connection.executeScript = async (script) => {
      await pool.query(script);
    };
    const query = pool.query.bind(pool) as (...given: unknown[]) => Promise<QueryResult | QueryResult[]>;
    const withText = async (...given: unknown[]) => {
      const result = await query(...given);
      const fields = Array.isArray(result) ? [] : result.fields;
      for (const field of fields) if (field.dataTypeID === CHAR) field.dataTypeID = TEXT;
      return result;
    };
    Object.assign(pool, { query: withText });
    return connection;
  }
}

/** The SQL that leads from the migrations (or from nothing) to schema.prisma; empty when they agree. */
export async function schemaDiff(from: 'empty' | 'migrations', shadowServer: string): Promise<string> {
  const shadow = bindMigrationAwareSqlAdapterFactory(new ShadowPg({ connectionString: shadowServer }));
  const schema = { path: 'schema.prisma', content: readFileSync(`${prismaFolder}schema.prisma`, 'utf8') };
  const SchemaEngine = await schemaEngine();
  const engine = await SchemaEngine.new({ datamodels: [[schema.path, schema.content]] }, () => {}, shadow);
  const migrations = {
    tag: 'migrations',
    baseDir: `${prismaFolder}migrations`,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    migrationDirectories: (await readMigrations()).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
    shadowDbInitScript: '',
  };
  const { stdout } = await engine.diff({
    from: from === 'empty' ? { tag: 'empty' } : migrations,
    to: { tag: 'schemaDatamodel', files: [schema] },
    shadowDatabaseUrl: null,
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  return stdout ?? '';
}
