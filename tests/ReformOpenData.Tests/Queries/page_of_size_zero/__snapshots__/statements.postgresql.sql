SELECT h.total, p.n, p.c0
FROM (
SELECT category_count AS total
FROM release
WHERE number = @p0
) AS h
LEFT JOIN (
SELECT 1 AS n, t0.name AS c0, t0.key AS c1
FROM category AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p1
ORDER BY t0.key
LIMIT 1
) AS p ON 1 = 1
ORDER BY p.c1;
-- @p0 = 1
-- @p1 = 1
