-- One-time links to the page and the sessions they open, each by the hash of its secret.
CREATE TABLE "sign_ins" (
    "hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_ins_pkey" PRIMARY KEY ("hash")
);
CREATE INDEX "sign_ins_person_id_idx" ON "sign_ins"("person_id");
