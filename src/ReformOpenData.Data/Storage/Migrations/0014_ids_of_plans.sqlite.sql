-- What tells plans of the same first year apart, and the plan that a document is of.
ALTER TABLE plan ADD COLUMN own_id TEXT;
ALTER TABLE source_document ADD COLUMN plan_own_id TEXT;
