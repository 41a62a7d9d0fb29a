import { refuse } from '../core/event.ts';
import { reportProgress } from '../core/lifecycle.ts';
import type { Evidence } from '../core/report.ts';
import type { EvidenceStore } from '../ports.ts';
import { type ActInput, type ActOutcome, actOnTask, mayAct, type Taken, withAnswer } from './act-on-task.ts';
import { keptOf, reportOf, unitSpeaking } from './record-report.ts';
import { type Deps, loadScene } from './scene.ts';

/** A file that is evidence (佐证材料), kept already, for the task whose thread it was dropped into. */
export interface Attached extends ActInput {
  readonly evidence: Evidence;
  readonly madeAt: Date;
}

/**
 * When a unit drops a file into a task's thread: it stands with what the unit said last, and nothing is read into it. A discreet item
 * takes no file.
 */
export async function attachEvidence(deps: Deps, input: Attached): Promise<ActOutcome> {
  const told = (await deps.stores.reportsOf(input.taskId)).at(-1) ?? null;
  return actOnTask(deps, input, 'contribute', (task, scene): Taken => {
    if (task.discreet) return { decision: refuse('discreet-takes-no-text') };
    const unitId = unitSpeaking(scene, task, input.by);
    const last = told?.unitId === unitId ? told : null;
    const said = {
      text: last?.text ?? '',
      claimsDone: false,
      percent: last?.percent ?? null,
      values: last?.values ?? [],
      expectedOn: last?.expectedOn ?? null,
      madeAt: input.madeAt,
      evidence: [input.evidence],
    };
    const report = reportOf(deps, scene, task, said, { unitId, by: input.by, recordedBy: null, via: input.via });
    return {
      decision: reportProgress(task, keptOf(report)),
      reports: [{ ...report, follows: last?.id ?? null }],
      answer: (after) => deps.texts.file.kept(after, input.evidence.name, scene.setting),
    };
  });
}

export type Dropped = ActInput & { readonly bytes: Uint8Array; readonly name: string };

/**
 * When a file is dropped into a task's thread: permission first, then it is kept, then it stands with the task. Null when it may not
 * be kept, which has then been answered.
 */
export async function keepEvidence(
  deps: Deps & { readonly files: EvidenceStore },
  input: Dropped,
): Promise<Evidence | null> {
  const scene = await loadScene(deps);
  const task = await deps.stores.task(input.taskId);
  const { texts } = deps;
  const no = async (message: Parameters<typeof withAnswer>[4]): Promise<null> => {
    await deps.stores.commit(withAnswer(deps, scene, {}, input, message));
    return null;
  };
  if (!task || !mayAct(scene, input.by, 'contribute', task))
    return no(texts.answer.refused('not-there', null, scene.setting));
  if (task.discreet) return no(texts.answer.refused('discreet-takes-no-text', task, scene.setting));
  const kept = await deps.files.keep(input.bytes, input.name);
  return kept.ok ? kept.evidence : no(texts.file.refused(input.name, kept.why, scene.setting));
}
