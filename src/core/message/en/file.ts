import type { Catalogue } from '../catalogue.ts';
import { about, line, quoted, taskName } from './words.ts';

export const file: Catalogue['file'] = {
  kept: (task, name) => about(task, { lines: [line(`${taskName(task)}: ${quoted(name, 60)} has been received.`)] }),
  refused: (name, why) => ({
    lines: [
      line(
        why === 'too-large'
          ? `${quoted(name, 60)} is larger than 20 MB and was not taken; please compress or split it.`
          : `${quoted(name, 60)} is neither a document nor a picture and was not taken; please send PDF, Word, Excel, a picture or text.`,
      ),
    ],
  }),
};
