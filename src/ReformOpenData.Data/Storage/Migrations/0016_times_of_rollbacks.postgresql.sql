-- When a release was taken back by a rollback, and when one was served again.
ALTER TABLE release ADD COLUMN withdrawn_at timestamp with time zone;
ALTER TABLE release ADD COLUMN served_again_at timestamp with time zone;
