SELECT g.d0, g.n, t2.name
FROM (
SELECT t0.municipality_id AS d0, count(*) AS n
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.evaluator IS NULL
GROUP BY d0
) AS g
  CROSS JOIN municipality AS t2 ON t2.id = g.d0
ORDER BY t2.key
LIMIT 10001;
-- @p0 = 2

SELECT g.k0, g.d0, g.n, g.total
FROM (
SELECT t0.municipality_id AS k0, t0.grade AS d0, count(*) AS n, CAST(sum(count(*)) OVER (PARTITION BY t0.municipality_id) AS bigint) AS total
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.evaluator IS NULL
  AND t0.municipality_id IN (SELECT value FROM json_each(@p1))
GROUP BY k0, d0
) AS g
ORDER BY g.d0
LIMIT 10001;
-- @p0 = 2
-- @p1 = [1319, 2636]
