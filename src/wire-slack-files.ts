import { writeSheets } from './adapters/documents/write-sheets.ts';
import type { Client } from './adapters/slack/clients.ts';
import { download } from './adapters/slack/download.ts';
import { handOut } from './adapters/slack/hand-out.ts';
import type { SlackInput } from './adapters/slack/input.ts';
import type { NamedFile } from './adapters/slack/named-file.ts';
import type { Threads } from './adapters/slack/threads.ts';
import type { PersonId, TaskId } from './core/ids.ts';
import type { Command, Message } from './core/message/message.ts';
import { may } from './core/permission.ts';
import type { Evidence } from './core/report.ts';
import type { Task } from './core/task.ts';
import { mayAct } from './flows/act-on-task.ts';
import { evidenceOf } from './flows/evidence-of.ts';
import { exportSheets } from './flows/export-sheets.ts';
import { type HandedFile, handInFiles } from './flows/hand-in-files.ts';
import type { Held } from './flows/handle-command.ts';
import { handleReply, say } from './flows/handle-reply.ts';
import { importPlan } from './flows/import-plan.ts';
import { pasteConversation, talkInFile } from './flows/paste-conversation.ts';
import { actingAs, type Deps, loadScene } from './flows/scene.ts';
import type { DocumentReader, EvidenceStore, Settings } from './ports.ts';

/** What files in Slack stand on. */
export interface FilesParts {
  readonly deps: Deps & { readonly reader: DocumentReader; readonly files: EvidenceStore };
  readonly settings: Settings;
  readonly slack: { readonly botToken: string; readonly apiUrl: string };
  readonly client: Client;
  readonly threads: Threads;
}

/** Who sent an input, and the key under which it is answered. */
interface Sent {
  readonly by: PersonId;
  readonly key: { readonly platform: string; readonly key: string };
  readonly madeAt: Date;
}

export type SlackFiles = ReturnType<typeof slackFiles>;

const via = 'slack';

/** Files both ways: plans, talks and evidence that come in, and evidence that the office asks for. */
export function slackFiles({ deps, settings, slack, client, threads }: FilesParts) {
  const heldRow = (key: string): string => `slack:held:${key}`;

  /** The bytes, or why not, in words. */
  async function fetched(file: NamedFile): Promise<HandedFile | Message> {
    const name = file.name ?? file.id;
    const got = await download(
      { url: file.url_private ?? '', mimetype: file.mimetype ?? null, size: file.size ?? null },
      { token: slack.botToken, apiUrl: slack.apiUrl },
    );
    return got.ok ? { name, bytes: got.bytes } : deps.texts.chat.fileFailed(name, got.reason);
  }

  /** A file of the office outside of a task's thread is a work plan, or the talk of a group. */
  async function takeOfficeFile(file: NamedFile, sent: Sent): Promise<void> {
    const { by, key, madeAt } = sent;
    const got = await fetched(file);
    if (!('bytes' in got)) {
      await say(deps, await loadScene(deps), { by, via, key }, got);
      return;
    }
    const talk = await talkInFile(deps, { by, bytes: got.bytes, fileName: got.name });
    if (talk === null) {
      await importPlan(deps, { by, via, bytes: got.bytes, fileName: got.name, key });
      return;
    }
    // Its words wait for their confirmation as an input of their own, kept and erased like any other.
    const own = { ...key, key: `${key.key}#talk` };
    const said: SlackInput = { kind: 'say', text: talk, channel: null, thread: null, files: [], at: madeAt.getTime() };
    await deps.stores.receive({
      platform: own.platform,
      key: own.key,
      receivedAt: deps.clock.now(),
      personId: by,
      body: JSON.stringify(said),
    });
    await pasteConversation(deps, { by, via, text: talk, key: own, pastedAt: madeAt });
    await deps.stores.commit({ handled: key });
  }

  return {
    /** Takes the files of a message, and the words beside them. */
    async take(input: Extract<SlackInput, { kind: 'say' }>, task: Task | null, sent: Sent): Promise<void> {
      const { by, key, madeAt } = sent;
      const scene = await loadScene(deps);
      if (task === null && may(actingAs(scene, by), 'import-plan', { officeUnitId: scene.officeUnit.id })) {
        for (const [index, file] of input.files.entries()) {
          // The first file answers the input itself.
          const own = index === 0 ? key : { ...key, key: `${key.key}#${index + 1}` };
          await takeOfficeFile(file, { ...sent, key: own });
        }
        return;
      }
      const got = await Promise.all(input.files.map(fetched));
      const files = got.flatMap((one) => ('bytes' in one ? [one] : []));
      const failed = got.flatMap((one) => ('bytes' in one ? [] : [one]));
      const reply = { by, via, text: input.text, key, taskId: task?.id ?? null, madeAt } as const;
      const hasMore = files.length > 0 || input.text.trim() !== '';
      for (const [index, why] of failed.entries()) {
        const isAnswer = !hasMore && index === failed.length - 1;
        const own = isAnswer ? key : { ...key, key: `${key.key}#failed-${index + 1}` };
        await say(deps, scene, { by, via, key: own }, why);
      }
      if (files.length > 0) await handInFiles(deps, { ...reply, files, hold: (evidence) => hold(sent, evidence) });
      else if (hasMore) await handleReply(deps, reply);
    },

    /** Keeps the files that came with a form about a task, if the person may hand them in there; what is not kept is said. */
    async ofForm(files: readonly NamedFile[], command: Command, sent: Sent): Promise<readonly Evidence[]> {
      const { by, key } = sent;
      if (files.length === 0) return [];
      const scene = await loadScene(deps);
      const task = await deps.stores.task((command.id ?? '') as TaskId);
      if (!task || task.discreet || !mayAct(scene, by, 'contribute', task)) return [];
      const kept: Evidence[] = [];
      for (const [index, file] of files.entries()) {
        const got = await fetched(file);
        const done = 'bytes' in got ? await deps.files.keep(got.bytes, got.name) : null;
        if (done?.ok) kept.push(done.evidence);
        else {
          const why =
            'bytes' in got && done ? deps.texts.file.refused(got.name, done.why, scene.setting) : (got as Message);
          await say(deps, scene, { by, via, key: { ...key, key: `${key.key}#file-${index + 1}` } }, why);
        }
      }
      return kept;
    },

    /** What a command goes on with, if a file brought it and it is the person's own. */
    async held(key: string, by: PersonId): Promise<Held | null> {
      const row = (await settings.get(heldRow(key))) as StoredHeld | null;
      if (row?.personId !== by) return null;
      return { text: '', madeAt: new Date(row.madeAt), evidence: row.evidence };
    },

    /** Hands a task's files to the person who asked for them; what is answered. */
    async handOut(command: Command, address: string, sent: Pick<Sent, 'by' | 'key'>): Promise<Message> {
      const scene = await loadScene(deps);
      const { file, answer } = deps.texts;
      const found = await evidenceOf(deps, sent.by, (command.id ?? '') as TaskId);
      if (found === null) return answer.refused('not-there', null, scene.setting);
      const { task, evidence } = found;
      const names = evidence.map((one) => one.name);
      if (names.length === 0) return file.none(scene.setting);
      const row = `slack:handed:${sent.key.key}`;
      // An upload cannot be asked for: after a crash in its midst the person decides.
      if ((await settings.get(row)) !== null) return file.notSent(task, names, scene.setting);
      await settings.set(row, true);
      try {
        const bytes = await Promise.all(evidence.map((one) => deps.files.open(one.fileId)));
        const there = evidence.flatMap((one, index) => {
          const content = bytes[index];
          return content ? [{ name: one.name, bytes: content }] : [];
        });
        if (there.length > 0) await handOut(client, threads, { address, code: task.code }, there);
        const missing = names.filter((_, index) => !bytes[index]);
        return missing.length > 0 ? file.notSent(task, missing, scene.setting) : file.sent(task, names, scene.setting);
      } catch (error) {
        deps.log.warn({ err: error, task: task.code }, 'Evidence could not be handed out in Slack');
        return file.notSent(task, names, scene.setting);
      }
    },

    /** Puts the sheet of tasks into the direct messages of who asks for it; what is answered. */
    async sheet(by: PersonId): Promise<Message> {
      const { persons } = await deps.stores.directory();
      const accounts = persons.find((person) => person.id === by)?.accounts ?? [];
      const address = accounts.find(({ platform }) => platform === 'slack')?.address;
      const { sent, notSent } = deps.texts.sheet;
      if (address === undefined) return notSent;
      try {
        const { name, sheets } = await exportSheets(deps, by);
        const bytes = await writeSheets('xlsx', sheets, deps.clock.now());
        await handOut(client, threads, { address, code: null }, [{ name: `${name}.xlsx`, bytes }]);
        return sent;
      } catch (error) {
        deps.log.warn({ err: error }, 'The sheet of tasks could not be handed out in Slack');
        return notSent;
      }
    },
  };

  async function hold({ by, key, madeAt }: Sent, evidence: readonly Evidence[]): Promise<void> {
    await settings.set(heldRow(key.key), { personId: by, evidence, madeAt: madeAt.toISOString() });
  }
}

interface StoredHeld {
  readonly personId: PersonId;
  readonly madeAt: string;
  readonly evidence: readonly Evidence[];
}
