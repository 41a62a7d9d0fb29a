-- The file a plan was read from is kept, so that its reading can be shown beside it.
ALTER TABLE "work_plans" ADD COLUMN "source_file_id" TEXT;
