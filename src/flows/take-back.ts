import type { PersonId } from '../core/ids.ts';
import { noticeKey } from '../core/notice.ts';
import type { Via } from '../core/report.ts';
import { withAnswer } from './act-on-task.ts';
import { type Deps, loadScene } from './scene.ts';

/**
 * When a person deletes what they wrote in the chat: what was recorded of it stays, and they are told so, with the buttons to correct
 * it. Where nothing was recorded nothing is said.
 */
export async function takeBack(
  deps: Deps,
  input: {
    readonly by: PersonId;
    readonly via: Via;
    readonly key: { readonly platform: string; readonly key: string };
    /** The keys under which the deleted words came. */
    readonly of: readonly string[];
  },
): Promise<void> {
  const { platform } = input.key;
  const answers = input.of.map((key) =>
    noticeKey({
      taskId: null,
      dueOn: null,
      kind: 'answer',
      round: `${platform}:${key}`,
      recipient: { personId: input.by },
    }),
  );
  const corrections = (await deps.stores.noticesByKey(answers))
    .flatMap(({ message }) => message?.actions ?? [])
    .filter(({ command }) => command.name === 'correct-report');
  const answer = corrections.length > 0 ? deps.texts.answer.takenBack(corrections) : null;
  await deps.stores.commit(withAnswer(deps, await loadScene(deps), {}, input, answer));
}
