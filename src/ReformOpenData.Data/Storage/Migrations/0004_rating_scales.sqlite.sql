-- What a label of a rating scale means, when, and on which level it is comparable; who gave a rating, and of what. A rating repeats what
-- its step says, so that any grouping is one column away.

ALTER TABLE rating_scale ADD COLUMN symbol TEXT;
ALTER TABLE rating_scale ADD COLUMN symbol_folded TEXT;
ALTER TABLE rating_scale ADD COLUMN meaning TEXT;
ALTER TABLE rating_scale ADD COLUMN meaning_folded TEXT;
ALTER TABLE rating_scale ADD COLUMN level INTEGER;
ALTER TABLE rating_scale ADD COLUMN is_rated INTEGER;
ALTER TABLE rating_scale ADD COLUMN first_fiscal_year INTEGER;
ALTER TABLE rating_scale ADD COLUMN last_fiscal_year INTEGER;

ALTER TABLE rating ADD COLUMN label TEXT;
ALTER TABLE rating ADD COLUMN label_folded TEXT;
ALTER TABLE rating ADD COLUMN meaning TEXT;
ALTER TABLE rating ADD COLUMN meaning_folded TEXT;
ALTER TABLE rating ADD COLUMN level INTEGER;
ALTER TABLE rating ADD COLUMN is_rated INTEGER;
ALTER TABLE rating ADD COLUMN evaluator TEXT;
ALTER TABLE rating ADD COLUMN evaluator_folded TEXT;
ALTER TABLE rating ADD COLUMN aspect TEXT;
ALTER TABLE rating ADD COLUMN aspect_folded TEXT;

-- Until now a scale had one label for a grade.
UPDATE rating SET
    label = COALESCE((SELECT s.label FROM rating_scale AS s WHERE s.plan_id = rating.plan_id AND s.grade = rating.grade LIMIT 1), printed),
    label_folded = CASE
        WHEN EXISTS (SELECT 1 FROM rating_scale AS s WHERE s.plan_id = rating.plan_id AND s.grade = rating.grade)
        THEN (SELECT s.label_folded FROM rating_scale AS s WHERE s.plan_id = rating.plan_id AND s.grade = rating.grade LIMIT 1)
        ELSE printed_folded
    END;
