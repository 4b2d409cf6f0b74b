-- The documents of a plan are found without reading those of all.
CREATE INDEX ix_source_document_plan_id ON source_document (plan_id);
