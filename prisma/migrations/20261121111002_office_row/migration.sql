-- The policy is some thousands of characters long and hardly ever changes: out of the row, so that what is noted every minute costs some
-- hundred bytes, and its old versions are cleared within the page.
ALTER TABLE "offices" SET (toast_tuple_target = 128, fillfactor = 50);
