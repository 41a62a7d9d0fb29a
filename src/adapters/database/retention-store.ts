import type { SqlRunner } from '../../ports.ts';
import type { Erased, RetentionStore } from '../../ports-upkeep.ts';
import { applyChange } from './apply-change.ts';
import type { StoreContext } from './context.ts';
import { RolledBack, transaction } from './sql.ts';

/**
 * Tasks that were over before $1, nothing having been entered since, whose words still stand. Another process's are passed over.
 */
const PAST_TASKS = `SELECT t.id FROM tasks AS t
  WHERE t.status IN ('closed', 'cancelled')
    AND NOT EXISTS (SELECT 1 FROM ledger_entries AS e WHERE e.task_id = t.id AND e.at >= $1)
    AND (EXISTS (SELECT 1 FROM reports AS r WHERE r.task_id = t.id AND (r.text <> '' OR r.evidence <> '[]' OR r.returned_for IS NOT NULL))
      OR EXISTS (SELECT 1 FROM petitions AS p WHERE p.task_id = t.id AND (p.reason <> '' OR p.note IS NOT NULL))
      OR EXISTS (SELECT 1 FROM notices AS n WHERE n.task_id = t.id AND n.status <> 'due' AND n.message IS NOT NULL))
  ORDER BY t.id LIMIT $2 FOR UPDATE SKIP LOCKED`;

const FILES = `SELECT e->>'fileId' AS id FROM reports, jsonb_array_elements(evidence) AS e WHERE task_id = ANY($1)`;

const REPORTS = `UPDATE reports SET text = '', values = '[]', evidence = '[]', returned_for = NULL
  WHERE task_id = ANY($1) AND (text <> '' OR evidence <> '[]' OR returned_for IS NOT NULL) RETURNING 1`;
const PETITIONS = `UPDATE petitions SET reason = '', note = NULL
  WHERE task_id = ANY($1) AND (reason <> '' OR note IS NOT NULL) RETURNING 1`;
const DRAFTS = `UPDATE supervision_notices SET withdrawn_reason = NULL
  WHERE task_id = ANY($1) AND withdrawn_reason IS NOT NULL`;
// What a task itself carries of people's words: the summary, the note, the reason for which it was dropped.
const TASKS = `UPDATE tasks SET version = version + 1, judged_hard = NULL,
    progress = CASE WHEN progress IS NULL THEN NULL ELSE jsonb_set(progress, '{summary}', '""') END,
    state = CASE WHEN state ? 'reason' THEN jsonb_set(state, '{reason}', '""') ELSE state END
  WHERE id = ANY($1)`;
const TASK_NOTICES = `UPDATE notices SET message = NULL
  WHERE task_id = ANY($1) AND status <> 'due' AND message IS NOT NULL RETURNING 1`;

// A form that is kept for a button holds the words it proposes.
const FORMS = `DELETE FROM settings
  WHERE key LIKE 'slack:form:%' AND value->'submit'->'command'->>'id' = ANY($1::uuid[]::text[])`;

const OTHER_NOTICES = `UPDATE notices SET message = NULL WHERE id IN (SELECT id FROM notices
  WHERE task_id IS NULL AND status <> 'due' AND message IS NOT NULL AND created_at < $1 LIMIT $2) RETURNING 1`;
const DELIVERIES = `UPDATE deliveries SET sent = NULL, address = NULL WHERE id IN (SELECT id FROM deliveries
  WHERE state IN ('sent', 'failed', 'superseded') AND due_at < $1 AND (sent IS NOT NULL OR address IS NOT NULL) LIMIT $2)
  RETURNING 1`;
const CHAT = `UPDATE local_messages SET message = '{"lines":[]}' WHERE seq IN (SELECT seq FROM local_messages
  WHERE at < $1 AND message <> '{"lines":[]}' LIMIT $2) RETURNING 1`;
const INPUTS = `UPDATE inbound_events SET body = '' WHERE (platform, key) IN (SELECT platform, key FROM inbound_events
  WHERE handled_at IS NOT NULL AND received_at < $1 AND body <> '' LIMIT $2) RETURNING 1`;

// Files that were dropped in Slack, and for which nobody chose a task. One that was chosen is a report's by now.
const unchosen = (which: string): string => `DELETE FROM settings AS s WHERE key LIKE 'slack:held:%' AND ${which}
  RETURNING ARRAY(SELECT e->>'fileId' FROM jsonb_array_elements(s.value->'evidence') AS e WHERE NOT EXISTS
    (SELECT 1 FROM reports AS r WHERE r.evidence @> jsonb_build_array(jsonb_build_object('fileId', e->>'fileId')))) AS files`;
const HELD = unchosen(`(s.value->>'madeAt') COLLATE "C" < $1`);
const PERSON_HELD = unchosen(`s.value->>'personId' = $1`);

// A message without its words follows nothing any more.
const LIVE_CARDS = `DELETE FROM live_cards AS l USING deliveries AS d WHERE d.id = l.delivery_id AND d.sent IS NULL`;
const SIGN_INS = 'DELETE FROM sign_ins WHERE person_id = $1::uuid';

const PERSON_NOTICES = `UPDATE notices SET message = NULL
  WHERE recipient->>'personId' = $1 AND status <> 'due' AND message IS NOT NULL RETURNING 1`;
const PERSON_DELIVERIES = `UPDATE deliveries SET sent = NULL, address = NULL
  WHERE person_id = $1::uuid AND state IN ('sent', 'failed', 'superseded') AND (sent IS NOT NULL OR address IS NOT NULL)
  RETURNING 1`;
const PERSON_CHAT = `UPDATE local_messages SET message = '{"lines":[]}'
  WHERE person_id = $1::uuid AND message <> '{"lines":[]}' RETURNING 1`;
const PERSON_INPUTS = `UPDATE inbound_events SET body = ''
  WHERE person_id = $1::uuid AND handled_at IS NOT NULL AND body <> '' RETURNING 1`;

/** Erasing in the database. The ledger's own trigger would refuse what this never tries. */
export function retentionStore(context: StoreContext): RetentionStore {
  return {
    erase(scope, { limit, dryRun, removeFiles, change }) {
      return transaction<Erased>(context.pool, async (sql) => {
        const erased =
          'personId' in scope ? await ofPerson(sql, scope.personId) : await before(sql, scope.before, limit);
        if (dryRun || isNothing(erased)) throw new RolledBack(erased);
        // Before the commit: a file that is gone and still named is tried again, one that nothing names stays for ever.
        await removeFiles(erased.files);
        await applyChange(sql, change(erased), context);
        return erased;
      });
    },
  };
}

interface Held {
  readonly files: readonly string[];
}

async function before(sql: SqlRunner, edge: Date, limit: number): Promise<Erased> {
  const tasks = ((await sql(PAST_TASKS, [edge, limit])) as readonly { id: string }[]).map(({ id }) => id);
  const count = async (statement: string, values: readonly unknown[]) => (await sql(statement, values)).length;
  const ofTasks = async (statement: string) => (tasks.length === 0 ? 0 : count(statement, [tasks]));
  const files =
    tasks.length === 0 ? [] : ((await sql(FILES, [tasks])) as readonly { id: string }[]).map(({ id }) => id);
  const held = (await sql(HELD, [edge.toISOString()])) as readonly Held[];
  await ofTasks(TASKS);
  await ofTasks(DRAFTS);
  await ofTasks(FORMS);
  const rows = 10 * limit;
  const erased = {
    tasks: tasks.length,
    reports: await ofTasks(REPORTS),
    petitions: await ofTasks(PETITIONS),
    messages:
      (await ofTasks(TASK_NOTICES)) +
      (await count(OTHER_NOTICES, [edge, rows])) +
      (await count(DELIVERIES, [edge, rows])) +
      (await count(CHAT, [edge, rows])),
    inputs: (await count(INPUTS, [edge, rows])) + held.length,
    files: [...files, ...held.flatMap((one) => one.files)],
  };
  await sql(LIVE_CARDS, []);
  return erased;
}

async function ofPerson(sql: SqlRunner, personId: string): Promise<Erased> {
  const count = async (statement: string) => (await sql(statement, [personId])).length;
  await sql(SIGN_INS, [personId]);
  const held = (await sql(PERSON_HELD, [personId])) as readonly Held[];
  const erased = {
    tasks: 0,
    reports: 0,
    petitions: 0,
    messages: (await count(PERSON_NOTICES)) + (await count(PERSON_DELIVERIES)) + (await count(PERSON_CHAT)),
    inputs: (await count(PERSON_INPUTS)) + held.length,
    files: held.flatMap((one) => one.files),
  };
  await sql(LIVE_CARDS, []);
  return erased;
}

const isNothing = ({ tasks, messages, inputs }: Erased): boolean => tasks + messages + inputs === 0;
