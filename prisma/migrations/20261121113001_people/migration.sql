-- What a person set for themselves, why an account cannot be written to, who stands in during an absence.
ALTER TABLE "persons" ADD COLUMN "profile" JSONB;
ALTER TABLE "accounts" ADD COLUMN "fault" TEXT;
ALTER TABLE "absences" ADD COLUMN "deputy_id" UUID;
