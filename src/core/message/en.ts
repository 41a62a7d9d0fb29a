import type { Catalogue } from './catalogue.ts';
import { zh } from './zh.ts';

/** Everything the bot says in English, its second language. */
export const en = { ...zh } satisfies Catalogue;
