SELECT t0.key
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.grade = @p1
  AND t0.evaluator IS NULL
ORDER BY t0.key
LIMIT 101;
-- @p0 = 1
-- @p1 = 4
