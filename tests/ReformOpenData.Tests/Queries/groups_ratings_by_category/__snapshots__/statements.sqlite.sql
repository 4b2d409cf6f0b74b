SELECT g.d0, g.n, t2.number, t2.name
FROM (
SELECT t0.category_id AS d0, count(*) AS n
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.grade = @p1
  AND t0.evaluator IS NULL
GROUP BY d0
) AS g
  CROSS JOIN category AS t2 ON t2.id = g.d0
ORDER BY t2.key
LIMIT 10001;
-- @p0 = 1
-- @p1 = 2
