SELECT count(*) AS total
FROM category AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND 1 = 0;
-- @p0 = 1

SELECT count(*) AS total
FROM category AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND 1 = 1;
-- @p0 = 1

SELECT count(*) AS total
FROM category AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND 1 = 0;
-- @p0 = 1

SELECT count(*) AS total
FROM category AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0;
-- @p0 = 1

SELECT count(*) AS total
FROM category AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND NOT (1 = 1);
-- @p0 = 1
