SELECT count(*) AS total
FROM department AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.bureau IS NULL;
-- @p0 = 1

SELECT count(*) AS total
FROM department AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND COALESCE(NOT ((t0.bureau IS NOT NULL AND t0.bureau_folded = @p1)), FALSE);
-- @p0 = 1
-- @p1 = "上下水道局"

SELECT count(*) AS total
FROM department AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND COALESCE(NOT ((t0.bureau IS NOT NULL AND t0.bureau_folded = @p1)), FALSE);
-- @p0 = 1
-- @p1 = "上下水道局"

SELECT count(*) AS total
FROM department AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND (t0.bureau IS NULL OR (t0.bureau IS NOT NULL AND t0.bureau_folded = @p1));
-- @p0 = 1
-- @p1 = "上下水道局"

SELECT count(*) AS total
FROM department AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND COALESCE(NOT ((t0.bureau IS NOT NULL AND t0.bureau_folded = @p1)), FALSE);
-- @p0 = 1
-- @p1 = "上下水道局"
