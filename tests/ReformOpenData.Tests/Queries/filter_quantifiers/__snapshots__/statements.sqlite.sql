SELECT count(*) AS total
FROM initiative AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND NOT EXISTS (SELECT 1 FROM rating AS t2
WHERE t2.initiative_id = t0.id
  AND NOT (t2.grade = @p1));
-- @p0 = 1
-- @p1 = 1

SELECT count(*) AS total
FROM initiative AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND NOT EXISTS (SELECT 1 FROM rating AS t2
WHERE t2.initiative_id = t0.id
  AND t2.grade = @p1);
-- @p0 = 1
-- @p1 = 1

SELECT count(*) AS total
FROM initiative AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND EXISTS (SELECT 1 FROM rating AS t2
WHERE t2.initiative_id = t0.id
  AND t2.grade = @p1);
-- @p0 = 1
-- @p1 = 1

SELECT count(*) AS total
FROM initiative AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND NOT EXISTS (SELECT 1 FROM assessment AS t2
WHERE t2.initiative_id = t0.id);
-- @p0 = 1
