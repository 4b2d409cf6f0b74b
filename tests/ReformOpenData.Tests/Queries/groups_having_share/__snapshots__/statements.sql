SELECT g.d0, g.n, g.total
FROM (
SELECT t0.grade AS d0, count(*) AS n, CAST(sum(count(*)) OVER () AS bigint) AS total
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.number >= @p1
  AND t0.evaluator IS NULL
GROUP BY d0
) AS g
WHERE ((CASE WHEN g.total = 0 THEN 0.0 ELSE CAST(g.n AS double precision) / g.total END) > @p2 OR NOT (g.n > @p3))
ORDER BY g.d0
LIMIT 10001;
-- @p0 = 1
-- @p1 = 1
-- @p2 = 0.2
-- @p3 = 1
