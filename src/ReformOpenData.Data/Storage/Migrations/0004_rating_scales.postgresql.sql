-- What a label of a rating scale means, when, and on which level it is comparable; who gave a rating, and of what. A rating repeats what
-- its step says, so that any grouping is one column away.

ALTER TABLE rating_scale
    ADD COLUMN symbol text COLLATE "C",
    ADD COLUMN symbol_folded text COLLATE "C",
    ADD COLUMN meaning text COLLATE "C",
    ADD COLUMN meaning_folded text COLLATE "C",
    ADD COLUMN level integer,
    ADD COLUMN is_rated boolean,
    ADD COLUMN first_fiscal_year integer,
    ADD COLUMN last_fiscal_year integer;

ALTER TABLE rating
    ADD COLUMN label text COLLATE "C",
    ADD COLUMN label_folded text COLLATE "C",
    ADD COLUMN meaning text COLLATE "C",
    ADD COLUMN meaning_folded text COLLATE "C",
    ADD COLUMN level integer,
    ADD COLUMN is_rated boolean,
    ADD COLUMN evaluator text COLLATE "C",
    ADD COLUMN evaluator_folded text COLLATE "C",
    ADD COLUMN aspect text COLLATE "C",
    ADD COLUMN aspect_folded text COLLATE "C";

-- Until now a scale had one label for a grade.
UPDATE rating SET
    label = COALESCE((SELECT s.label FROM rating_scale AS s WHERE s.plan_id = rating.plan_id AND s.grade = rating.grade LIMIT 1), printed),
    label_folded = CASE
        WHEN EXISTS (SELECT 1 FROM rating_scale AS s WHERE s.plan_id = rating.plan_id AND s.grade = rating.grade)
        THEN (SELECT s.label_folded FROM rating_scale AS s WHERE s.plan_id = rating.plan_id AND s.grade = rating.grade LIMIT 1)
        ELSE printed_folded
    END;
