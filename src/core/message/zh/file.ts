import type { Catalogue } from '../catalogue.ts';
import { about, line, quoted, taskName } from './words.ts';

export const file: Catalogue['file'] = {
  kept: (task, name) => about(task, { lines: [line(`${taskName(task)}：材料${quoted(name, 60)}已收。`)] }),
  refused: (name, why) => ({
    lines: [
      line(
        why === 'too-large'
          ? `${quoted(name, 60)}超过 20 MB，未能接收，请压缩或分开发送。`
          : `${quoted(name, 60)}不是文档或图片，未能接收，请发送 PDF、Word、Excel、图片或文本。`,
      ),
    ],
  }),
};
