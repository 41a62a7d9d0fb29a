-- Counts the changes of an office's directory, whoever makes them: what was read of it is good while the count stands.
ALTER TABLE "offices" ADD COLUMN "directory_version" INTEGER NOT NULL DEFAULT 0;

CREATE FUNCTION "note_directory_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE "offices" SET "directory_version" = "directory_version" + 1;
    RETURN NULL;
END
$$;

CREATE TRIGGER "units_directory_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "units"
    FOR EACH STATEMENT EXECUTE FUNCTION "note_directory_change"();
CREATE TRIGGER "persons_directory_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "persons"
    FOR EACH STATEMENT EXECUTE FUNCTION "note_directory_change"();
CREATE TRIGGER "accounts_directory_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "accounts"
    FOR EACH STATEMENT EXECUTE FUNCTION "note_directory_change"();
CREATE TRIGGER "roles_directory_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "roles"
    FOR EACH STATEMENT EXECUTE FUNCTION "note_directory_change"();
CREATE TRIGGER "absences_directory_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "absences"
    FOR EACH STATEMENT EXECUTE FUNCTION "note_directory_change"();
