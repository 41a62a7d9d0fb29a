import type { Table } from './sql.ts';

// What is written as sets of rows, column by column. Reads go through Prisma and need none of this, but for the hot path.

export const offices: Table = {
  name: 'offices',
  columns: {
    id: 'id uuid',
    name: 'name text',
    shortName: 'short_name text',
    policy: 'policy jsonb',
    dayAdditions: 'day_additions jsonb',
    eventDays: 'event_days jsonb',
    rooms: 'rooms jsonb',
    sweepHeldUntil: 'sweep_held_until timestamptz',
    sweptUntil: 'swept_until timestamptz',
  },
};

export const officeTimes: Table = {
  name: 'office_times',
  columns: { officeId: 'office_id uuid', kind: 'kind text', nextAt: 'next_at timestamptz' },
};

export const units: Table = {
  name: 'units',
  columns: {
    id: 'id uuid',
    officeId: 'office_id uuid',
    position: 'position int',
    name: 'name text',
    shortName: 'short_name text',
    aliases: 'aliases text[]',
    relation: 'relation text',
    groups: 'groups text[]',
    ownReview: 'own_review boolean',
    formerNames: 'former_names jsonb',
  },
};

export const persons: Table = {
  name: 'persons',
  columns: {
    id: 'id uuid',
    officeId: 'office_id uuid',
    position: 'position int',
    name: 'name text',
    phone: 'phone text',
    email: 'email text',
    profile: 'profile jsonb',
  },
};

export const accounts: Table = {
  name: 'accounts',
  columns: {
    officeId: 'office_id uuid',
    personId: 'person_id uuid',
    position: 'position int',
    platform: 'platform text',
    address: 'address text',
    fault: 'fault text',
  },
};

export const roles: Table = {
  name: 'roles',
  columns: {
    officeId: 'office_id uuid',
    position: 'position int',
    personId: 'person_id uuid',
    unitId: 'unit_id uuid',
    role: 'role text',
    rank: 'rank text',
    from: 'from_day text',
    to: 'to_day text',
  },
};

export const absences: Table = {
  name: 'absences',
  columns: {
    officeId: 'office_id uuid',
    position: 'position int',
    personId: 'person_id uuid',
    from: 'from_day text',
    to: 'to_day text',
    deputyId: 'deputy_id uuid',
  },
};

export const workPlans: Table = {
  name: 'work_plans',
  columns: {
    id: 'id uuid',
    officeId: 'office_id uuid',
    title: 'title text',
    year: 'year int',
    fileName: 'file_name text',
    textHash: 'text_hash text',
    text: 'text text',
    sourceFileId: 'source_file_id text',
    importedAt: 'imported_at timestamptz',
    adoptedOn: 'adopted_on text',
  },
};

export const planItems: Table = {
  name: 'plan_items',
  columns: {
    id: 'id uuid',
    officeId: 'office_id uuid',
    planId: 'plan_id uuid',
    position: 'position int',
    label: 'label text',
    section: 'section text',
    text: 'text text',
    deadlineText: 'deadline_text text',
    dueDays: 'due_days text[]',
    rrule: 'rrule text',
    ongoing: 'ongoing boolean',
    relative: 'relative jsonb',
    printedUnits: 'printed_units jsonb',
    targets: 'targets jsonb',
    place: 'place jsonb',
    doubts: 'doubts jsonb',
    discreet: 'discreet boolean',
    accountableUnitIds: 'accountable_unit_ids uuid[]',
    supportingUnitIds: 'supporting_unit_ids uuid[]',
    unitsProposed: 'units_proposed boolean',
  },
};

export const taskPolicies: Table = {
  name: 'task_policies',
  columns: { officeId: 'office_id uuid', hash: 'hash text', policy: 'policy jsonb' },
};

export const tasks: Table = {
  name: 'tasks',
  columns: {
    id: 'id uuid',
    officeId: 'office_id uuid',
    planId: 'plan_id uuid',
    itemId: 'item_id uuid',
    code: 'code text',
    label: 'label text',
    title: 'title text',
    discreet: 'discreet boolean',
    unitId: 'unit_id uuid',
    supportingUnitIds: 'supporting_unit_ids uuid[]',
    dueOn: 'due_on text',
    originalDueOn: 'original_due_on text',
    extensions: 'extensions int',
    startedOn: 'started_on text',
    status: 'status text',
    dayInForce: 'day_in_force text',
    state: 'state jsonb',
    petition: 'petition jsonb',
    supervisionNoticeId: 'supervision_notice_id uuid',
    progress: 'progress jsonb',
    judgedHard: 'judged_hard text',
    policyHash: 'policy_hash text',
    attention: 'attention jsonb',
    version: 'version int',
    nextActionAt: 'next_action_at timestamptz',
  },
};

const { id, status, dayInForce, state, supervisionNoticeId, attention, version, nextActionAt } = tasks.columns;

/** The columns of a task that a sweep moves. Whole rows cost several times as much, and most that are written are moved by sweeps. */
export const movedTasks = {
  name: 'tasks',
  columns: { id, status, dayInForce, state, supervisionNoticeId, attention, version, nextActionAt },
} as Table;

export const reports: Table = {
  name: 'reports',
  columns: {
    id: 'id uuid',
    officeId: 'office_id uuid',
    taskId: 'task_id uuid',
    unitId: 'unit_id uuid',
    by: 'by_person_id uuid',
    recordedBy: 'recorded_by uuid',
    via: 'via text',
    madeAt: 'made_at timestamptz',
    recordedAt: 'recorded_at timestamptz',
    text: 'text text',
    percent: 'percent float8',
    values: 'values jsonb',
    expectedOn: 'expected_on text',
    claimsDone: 'claims_done boolean',
    evidence: 'evidence jsonb',
    confirmedBy: 'confirmed_by uuid',
    follows: 'follows uuid',
    returnedFor: 'returned_for text',
  },
};

export const petitions: Table = {
  name: 'petitions',
  columns: {
    id: 'id uuid',
    officeId: 'office_id uuid',
    taskId: 'task_id uuid',
    kind: 'kind text',
    by: 'by_person_id uuid',
    recordedBy: 'recorded_by uuid',
    unitId: 'unit_id uuid',
    askedAt: 'asked_at timestamptz',
    reason: 'reason text',
    requestedDay: 'requested_day text',
    afterDue: 'after_due boolean',
    status: 'status text',
    decidedBy: 'decided_by uuid',
    decidedAt: 'decided_at timestamptz',
    grantedDay: 'granted_day text',
    note: 'note text',
  },
};

export const supervisionNotices: Table = {
  name: 'supervision_notices',
  columns: {
    id: 'id uuid',
    officeId: 'office_id uuid',
    taskId: 'task_id uuid',
    unitId: 'unit_id uuid',
    kind: 'kind text',
    draftedAt: 'drafted_at timestamptz',
    dueOn: 'due_on text',
    overdueWorkdays: 'overdue_workdays int',
    answerBy: 'answer_by text',
    status: 'status text',
    signedBy: 'signed_by uuid',
    signedAt: 'signed_at timestamptz',
    numberYear: 'number_year int',
    numberSerial: 'number_serial int',
    deliveredAt: 'delivered_at timestamptz',
    deliveredVia: 'delivered_via text',
    acknowledgedAt: 'acknowledged_at timestamptz',
    acknowledgedBy: 'acknowledged_by uuid',
    withdrawnReason: 'withdrawn_reason text',
  },
};

export const notices: Table = {
  name: 'notices',
  columns: {
    id: 'id uuid',
    officeId: 'office_id uuid',
    key: 'key text',
    taskId: 'task_id uuid',
    dueOn: 'due_on text',
    kind: 'kind text',
    round: 'round text',
    recipient: 'recipient jsonb',
    manner: 'manner text',
    message: 'message jsonb',
    createdAt: 'created_at timestamptz',
    status: 'status text',
    statusReason: 'status_reason text',
  },
};

export const deliveries: Table = {
  name: 'deliveries',
  columns: {
    id: 'id uuid',
    officeId: 'office_id uuid',
    key: 'key text',
    kind: 'kind text',
    personId: 'person_id uuid',
    unitId: 'unit_id uuid',
    channel: 'channel text',
    address: 'address text',
    noticeIds: 'notice_ids uuid[]',
    day: 'day text',
    dueAt: 'due_at timestamptz',
    state: 'state text',
    attempt: 'attempt int',
    leaseUntil: 'lease_until timestamptz',
    platformId: 'platform_id text',
    sentAt: 'sent_at timestamptz',
    failure: 'failure text',
    sent: 'sent jsonb',
    releasedAttempt: 'released_attempt int',
  },
};

export const bulletins: Table = {
  name: 'bulletins',
  columns: {
    id: 'id uuid',
    officeId: 'office_id uuid',
    periodName: 'period_name text',
    period: 'period jsonb',
    figures: 'figures jsonb',
    text: 'text text',
    status: 'status text',
    numberYear: 'number_year int',
    numberSerial: 'number_serial int',
    signedBy: 'signed_by uuid',
    draftedAt: 'drafted_at timestamptz',
    publishedAt: 'published_at timestamptz',
  },
};

export const ledgerEntries: Table = {
  name: 'ledger_entries',
  columns: {
    officeId: 'office_id uuid',
    seq: 'seq int',
    at: 'at timestamptz',
    personId: 'person_id uuid',
    via: 'via text',
    taskId: 'task_id uuid',
    type: 'type text',
    facts: 'facts jsonb',
    algorithm: 'algorithm text',
    previous: 'previous text',
    hash: 'hash text',
  },
};
