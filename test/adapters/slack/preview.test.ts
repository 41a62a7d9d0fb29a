import { describe, expect, it } from 'vitest';
import { previewPage } from '../../../src/adapters/slack/preview.ts';
import { en } from '../../../src/core/message/en.ts';
import { zh } from '../../../src/core/message/zh.ts';
import { previewHtml } from '../../../src/wire-preview.ts';

describe('the page of every message and form', () => {
  it.each([
    ['zh', zh, ['本周事项', '待审核', '督办通知单', '申请延期', '改派', '我的任务', '还没有登记']],
    ['en', en, ['This week', 'To review', 'Supervision notice', 'Ask for extension', 'My tasks', 'not registered']],
  ] as const)(
    'shows the sample office in %s, with no block that it cannot draw',
    async (_language, texts, expected) => {
      const page = await previewHtml(texts, 'Slack');

      for (const words of expected) expect(page).toContain(words);
      expect(page).not.toContain('class="unknown"');
    },
  );

  it('shows words as words', () => {
    const text = { type: 'text' as const, text: '<script>alert("x")</script>' };
    const block = { type: 'rich_text' as const, elements: [{ type: 'rich_text_section' as const, elements: [text] }] };

    const page = previewPage('t', 'b', [{ name: 'n', shown: [{ heading: '"h"', kind: 'message', blocks: [block] }] }]);

    expect(page).not.toContain('<script>');
    expect(page).toContain('&lt;script&gt;');
  });
});
