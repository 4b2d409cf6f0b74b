-- What tells plans of the same first year apart, and the plan that a document is of.
ALTER TABLE plan ADD COLUMN own_id text COLLATE "C";
ALTER TABLE source_document ADD COLUMN plan_own_id text COLLATE "C";
