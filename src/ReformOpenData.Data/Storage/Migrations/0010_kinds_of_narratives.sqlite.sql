-- What a text tells of a year: until now, what was done. How many of the texts do, the number of a list that does not ask for others.
ALTER TABLE narrative ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE edition ADD COLUMN result_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE release ADD COLUMN result_count INTEGER NOT NULL DEFAULT 0;
UPDATE edition SET result_count = narrative_count;
UPDATE release SET result_count = narrative_count;
