-- What a text tells of a year: until now, what was done.
ALTER TABLE narrative ADD COLUMN kind integer NOT NULL DEFAULT 0;
