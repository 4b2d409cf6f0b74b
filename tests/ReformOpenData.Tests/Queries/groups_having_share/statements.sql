SELECT g.d0, g.n, g.total
FROM (
SELECT b.*, COALESCE(s.total, 0) AS total
FROM (
SELECT t0.grade AS d0, count(*) AS n
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
GROUP BY d0
) AS b
LEFT JOIN (
SELECT count(*) AS total
FROM rating AS t2
  JOIN release_edition AS t3 ON t3.edition_id = t2.edition_id
WHERE t3.release_number = @p0
) AS s ON 1 = 1
) AS g
WHERE ((CASE WHEN g.total = 0 THEN 0.0 ELSE CAST(g.n AS double precision) / g.total END) > @p1 OR NOT (g.n > @p2))
ORDER BY g.d0
LIMIT @p3;
-- @p0 = 1
-- @p1 = 0.2
-- @p2 = 1
-- @p3 = 10001
