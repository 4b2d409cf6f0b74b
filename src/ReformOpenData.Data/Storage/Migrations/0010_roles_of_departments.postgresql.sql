-- Whether a department of a row leads or supports: until now, all that a row names lead.
ALTER TABLE responsibility ADD COLUMN role integer NOT NULL DEFAULT 0;
