SELECT h.total, p.n, p.c0
FROM (
SELECT count(*) AS total
FROM category AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
) AS h
LEFT JOIN (
SELECT 1 AS n, t2.name AS c0, t2.key AS c1
FROM category AS t2
  JOIN release_edition AS t3 ON t3.edition_id = t2.edition_id
WHERE t3.release_number = @p0
ORDER BY t2.key
LIMIT @p1
) AS p ON 1 = 1
ORDER BY p.c1;
-- @p0 = 1
-- @p1 = 1
