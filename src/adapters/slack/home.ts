import type { types } from '@slack/bolt';
import type { Message } from '../../core/message/message.ts';
import { viewBlocks } from './blocks.ts';
import { limits } from './limits.ts';

/** Sections of the home page under one another; each keeps a fair share of the hundred blocks. */
export function homeView(sections: readonly Message[]): types.HomeView {
  const share = Math.floor(limits.blocksInView / Math.max(1, sections.length)) - 1;
  const blocks = sections.flatMap((section, index): types.KnownBlock[] => [
    ...(index > 0 ? [{ type: 'divider' as const }] : []),
    ...viewBlocks(section).slice(0, share),
  ]);
  return { type: 'home', blocks };
}
