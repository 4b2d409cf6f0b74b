SELECT h.total, p.n, p.c0
FROM (
SELECT count(*) AS total
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.grade = @p1
) AS h
LEFT JOIN (
SELECT 1 AS n, t2.key AS c0
FROM rating AS t2
  JOIN release_edition AS t3 ON t3.edition_id = t2.edition_id
WHERE t3.release_number = @p0
  AND t2.grade = @p1
ORDER BY t2.key
LIMIT 101
) AS p ON 1 = 1
ORDER BY p.c0;
-- @p0 = 1
-- @p1 = 4
