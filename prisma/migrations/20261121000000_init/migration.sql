-- CreateTable
CREATE TABLE "offices" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "policy" JSONB NOT NULL,
    "day_additions" JSONB NOT NULL,
    "event_days" JSONB NOT NULL,
    "sweep_held_until" TIMESTAMPTZ(3),
    "swept_until" TIMESTAMPTZ(3),

    CONSTRAINT "offices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office_times" (
    "office_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "office_times_pkey" PRIMARY KEY ("office_id","kind")
);

-- CreateTable
CREATE TABLE "units" (
    "id" UUID NOT NULL,
    "office_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "aliases" TEXT[],
    "relation" TEXT NOT NULL,
    "groups" TEXT[],
    "own_review" BOOLEAN NOT NULL,
    "former_names" JSONB NOT NULL,

    CONSTRAINT "units_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "persons" (
    "id" UUID NOT NULL,
    "office_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "email" TEXT,

    CONSTRAINT "persons_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "office_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "platform" TEXT NOT NULL,
    "address" TEXT NOT NULL,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("person_id","platform")
);

-- CreateTable
CREATE TABLE "roles" (
    "office_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "rank" TEXT NOT NULL,
    "from_day" VARCHAR(10) NOT NULL,
    "to_day" VARCHAR(10),

    CONSTRAINT "roles_pkey" PRIMARY KEY ("office_id","position")
);

-- CreateTable
CREATE TABLE "absences" (
    "office_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "person_id" UUID NOT NULL,
    "from_day" VARCHAR(10) NOT NULL,
    "to_day" VARCHAR(10) NOT NULL,

    CONSTRAINT "absences_pkey" PRIMARY KEY ("office_id","position")
);

-- CreateTable
CREATE TABLE "work_plans" (
    "id" UUID NOT NULL,
    "office_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL,
    "text_hash" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,
    "adopted_on" VARCHAR(10),

    CONSTRAINT "work_plans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_items" (
    "id" UUID NOT NULL,
    "office_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "label" TEXT,
    "section" TEXT,
    "text" TEXT NOT NULL,
    "deadline_text" TEXT,
    "due_days" TEXT[],
    "rrule" TEXT,
    "ongoing" BOOLEAN NOT NULL,
    "relative" JSONB,
    "printed_units" JSONB NOT NULL,
    "targets" JSONB NOT NULL,
    "place" JSONB,
    "doubts" JSONB NOT NULL,
    "discreet" BOOLEAN NOT NULL,
    "accountable_unit_ids" UUID[],
    "supporting_unit_ids" UUID[],
    "units_proposed" BOOLEAN NOT NULL,

    CONSTRAINT "plan_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task_policies" (
    "office_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "policy" JSONB NOT NULL,

    CONSTRAINT "task_policies_pkey" PRIMARY KEY ("office_id","hash")
);

-- CreateTable
CREATE TABLE "tasks" (
    "id" UUID NOT NULL,
    "office_id" UUID NOT NULL,
    "plan_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "label" TEXT,
    "title" TEXT NOT NULL,
    "discreet" BOOLEAN NOT NULL,
    "unit_id" UUID NOT NULL,
    "supporting_unit_ids" UUID[],
    "due_on" VARCHAR(10),
    "original_due_on" VARCHAR(10),
    "extensions" INTEGER NOT NULL,
    "started_on" VARCHAR(10) NOT NULL,
    "status" TEXT NOT NULL,
    "day_in_force" VARCHAR(10),
    "state" JSONB NOT NULL,
    "petition" JSONB,
    "supervision_notice_id" UUID,
    "progress" JSONB,
    "judged_hard" TEXT,
    "policy_hash" TEXT NOT NULL,
    "attention" JSONB NOT NULL,
    "version" INTEGER NOT NULL,
    "next_action_at" TIMESTAMPTZ(3),

    CONSTRAINT "tasks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reports" (
    "id" UUID NOT NULL,
    "office_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "by_person_id" UUID,
    "recorded_by" UUID,
    "via" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "text" TEXT NOT NULL,
    "percent" DOUBLE PRECISION,
    "values" JSONB NOT NULL,
    "expected_on" VARCHAR(10),
    "claims_done" BOOLEAN NOT NULL,
    "evidence" JSONB NOT NULL,
    "confirmed_by" UUID,
    "follows" UUID,

    CONSTRAINT "reports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "petitions" (
    "id" UUID NOT NULL,
    "office_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "by_person_id" UUID,
    "recorded_by" UUID,
    "unit_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "requested_day" VARCHAR(10),
    "after_due" BOOLEAN NOT NULL,
    "status" TEXT NOT NULL,
    "decided_by" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "granted_day" VARCHAR(10),
    "note" TEXT,

    CONSTRAINT "petitions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "supervision_notices" (
    "id" UUID NOT NULL,
    "office_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "drafted_at" TIMESTAMPTZ(3) NOT NULL,
    "due_on" VARCHAR(10) NOT NULL,
    "overdue_workdays" INTEGER NOT NULL,
    "answer_by" VARCHAR(10) NOT NULL,
    "status" TEXT NOT NULL,
    "signed_by" UUID,
    "signed_at" TIMESTAMPTZ(3),
    "number_year" INTEGER,
    "number_serial" INTEGER,
    "delivered_at" TIMESTAMPTZ(3),
    "delivered_via" TEXT,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" UUID,
    "withdrawn_reason" TEXT,

    CONSTRAINT "supervision_notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notices" (
    "id" UUID NOT NULL,
    "office_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "task_id" UUID,
    "due_on" VARCHAR(10),
    "kind" TEXT NOT NULL,
    "round" TEXT NOT NULL,
    "recipient" JSONB NOT NULL,
    "manner" TEXT NOT NULL,
    "message" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "status_reason" TEXT,

    CONSTRAINT "notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL,
    "office_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" UUID,
    "unit_id" UUID,
    "channel" TEXT NOT NULL,
    "address" TEXT,
    "notice_ids" UUID[],
    "day" VARCHAR(10),
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "platform_id" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "failure" TEXT,
    "sent" JSONB,
    "released_attempt" INTEGER,

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbound_events" (
    "platform" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "office_id" UUID,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "person_id" UUID,
    "body" TEXT NOT NULL,
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbound_events_pkey" PRIMARY KEY ("platform","key")
);

-- CreateTable
CREATE TABLE "bulletins" (
    "id" UUID NOT NULL,
    "office_id" UUID NOT NULL,
    "period_name" TEXT NOT NULL,
    "period" JSONB NOT NULL,
    "figures" JSONB NOT NULL,
    "text" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "number_year" INTEGER,
    "number_serial" INTEGER,
    "signed_by" UUID,
    "drafted_at" TIMESTAMPTZ(3) NOT NULL,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulletins_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entries" (
    "office_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "person_id" UUID,
    "via" TEXT NOT NULL,
    "task_id" UUID,
    "type" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "algorithm" TEXT NOT NULL,
    "previous" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("office_id","seq")
);

-- CreateTable
CREATE TABLE "ledger_heads" (
    "office_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "ledger_heads_pkey" PRIMARY KEY ("office_id")
);

-- CreateTable
CREATE TABLE "local_messages" (
    "seq" SERIAL NOT NULL,
    "id" UUID NOT NULL,
    "office_id" UUID,
    "person_id" UUID NOT NULL,
    "direction" TEXT NOT NULL,
    "thread_code" TEXT,
    "message" JSONB NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "local_messages_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "settings" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "accounts_office_id_platform_address_key" ON "accounts"("office_id", "platform", "address");

-- CreateIndex
CREATE UNIQUE INDEX "work_plans_office_id_text_hash_key" ON "work_plans"("office_id", "text_hash");

-- CreateIndex
CREATE INDEX "plan_items_plan_id_idx" ON "plan_items"("plan_id");

-- CreateIndex
CREATE INDEX "tasks_unit_id_idx" ON "tasks"("unit_id");

-- CreateIndex
-- Partial: what will never be due costs nothing.
CREATE INDEX "tasks_due" ON "tasks"("next_action_at", "id") WHERE "next_action_at" IS NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "tasks_office_id_code_key" ON "tasks"("office_id", "code");

-- CreateIndex
CREATE INDEX "reports_task_id_idx" ON "reports"("task_id");

-- CreateIndex
CREATE INDEX "reports_made_at_idx" ON "reports"("made_at");

-- CreateIndex
CREATE INDEX "petitions_task_id_idx" ON "petitions"("task_id");

-- CreateIndex
CREATE INDEX "supervision_notices_task_id_idx" ON "supervision_notices"("task_id");

-- CreateIndex
CREATE UNIQUE INDEX "supervision_notices_office_id_kind_number_year_number_seria_key" ON "supervision_notices"("office_id", "kind", "number_year", "number_serial");

-- CreateIndex
CREATE INDEX "notices_task_id_idx" ON "notices"("task_id");

-- CreateIndex
CREATE UNIQUE INDEX "notices_office_id_key_key" ON "notices"("office_id", "key");

-- CreateIndex
CREATE INDEX "deliveries_person_id_due_at_idx" ON "deliveries"("person_id", "due_at");

-- CreateIndex
CREATE INDEX "deliveries_notice_ids_idx" ON "deliveries" USING GIN ("notice_ids");

-- CreateIndex
CREATE INDEX "deliveries_under_way" ON "deliveries"("due_at") WHERE "state" IN ('queued', 'sending', 'unknown');

-- CreateIndex
CREATE UNIQUE INDEX "deliveries_office_id_key_key" ON "deliveries"("office_id", "key");

-- CreateIndex
CREATE INDEX "inbound_events_unhandled" ON "inbound_events"("received_at") WHERE "handled_at" IS NULL;

-- CreateIndex
CREATE UNIQUE INDEX "bulletins_office_id_period_name_key" ON "bulletins"("office_id", "period_name");

-- CreateIndex
CREATE UNIQUE INDEX "bulletins_office_id_number_year_number_serial_key" ON "bulletins"("office_id", "number_year", "number_serial");

-- CreateIndex
CREATE INDEX "ledger_entries_task_id_seq_idx" ON "ledger_entries"("task_id", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "local_messages_id_key" ON "local_messages"("id");

-- CreateIndex
CREATE UNIQUE INDEX "local_messages_key_key" ON "local_messages"("key");

-- CreateIndex
CREATE INDEX "local_messages_person_id_seq_idx" ON "local_messages"("person_id", "seq");

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "persons"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_items" ADD CONSTRAINT "plan_items_plan_id_fkey" FOREIGN KEY ("plan_id") REFERENCES "work_plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "plan_items"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_office_id_policy_hash_fkey" FOREIGN KEY ("office_id", "policy_hash") REFERENCES "task_policies"("office_id", "hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reports" ADD CONSTRAINT "reports_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "petitions" ADD CONSTRAINT "petitions_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "supervision_notices" ADD CONSTRAINT "supervision_notices_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The ledger is append-only, whoever asks.
CREATE FUNCTION "refuse_ledger_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The ledger is append-only: % is refused', TG_OP;
END
$$;

CREATE TRIGGER "ledger_entries_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ledger_entries"
    FOR EACH STATEMENT EXECUTE FUNCTION "refuse_ledger_change"();
