-- How many of the ratings the municipality gave itself: the number of a list that does not ask for those of others.
ALTER TABLE edition ADD COLUMN own_rating_count integer NOT NULL DEFAULT 0;
ALTER TABLE release ADD COLUMN own_rating_count integer NOT NULL DEFAULT 0;
UPDATE edition SET own_rating_count =
    (SELECT count(*) FROM rating AS r WHERE r.edition_id = edition.id AND r.evaluator IS NULL);
UPDATE release SET own_rating_count = COALESCE((
    SELECT sum(e.own_rating_count)
    FROM release_edition AS link JOIN edition AS e ON e.id = link.edition_id
    WHERE link.release_number = release.number), 0);
