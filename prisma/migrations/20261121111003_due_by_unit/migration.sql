-- What falls due at one instant is claimed unit by unit: lines of one card are written together, and two who sweep at once write the
-- cards of different people instead of waiting for each other.
DROP INDEX IF EXISTS "tasks_due";
CREATE INDEX "tasks_due" ON "tasks"("next_action_at", "unit_id", "id") WHERE "next_action_at" IS NOT NULL;
