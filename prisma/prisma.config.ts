import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

// These commands only want the engine's file to exist; without this the CLI downloads it before it does anything.
if (['generate', 'validate', 'format'].includes(process.argv[2] ?? '')) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(import.meta.url);
}

// Prisma reads the default export.
export default defineConfig({
  schema: 'schema.prisma',
  migrations: { path: 'migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
