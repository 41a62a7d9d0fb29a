-- Channels that the office writes to instead of its people's direct messages, and where its bulletins are posted.
ALTER TABLE "offices" ADD COLUMN "rooms" JSONB NOT NULL DEFAULT '{"office": null, "bulletin": null}';
-- What was missing when a report was returned (待补充).
ALTER TABLE "reports" ADD COLUMN "returned_for" TEXT;
-- Sent messages whose words and buttons follow what they are about; a row goes when nothing is left to do on it.
CREATE TABLE "live_cards" (
    "delivery_id" UUID NOT NULL,
    "shown" TEXT,
    CONSTRAINT "live_cards_pkey" PRIMARY KEY ("delivery_id")
);
