SELECT h.total, p.n, p.c0, p.c1, p.c2, p.c3, p.c4, p.c5, p.c6, p.c7
FROM (
SELECT count(*) AS total
FROM release AS t0
WHERE t0.published_at IS NOT NULL
) AS h
LEFT JOIN (
SELECT 1 AS n, t1.number AS c0, (SELECT CASE WHEN t1.number = s.current_release THEN 1 WHEN t1.status >= 3 THEN t1.status ELSE 2 END FROM store_state AS s) AS c1, t1.created_at AS c2, t1.published_at AS c3, t1.note AS c4, t1.rating_count AS c5, t1.municipality_count AS c6, t1.initiative_count AS c7
FROM release AS t1
WHERE t1.published_at IS NOT NULL
ORDER BY t1.number
LIMIT 100
) AS p ON 1 = 1
ORDER BY p.c0;

SELECT h.k0, h.total, p.n, p.c0, p.c1, p.c2, p.c3, p.c4, p.c5
FROM (
SELECT t0.release_number AS k0, count(*) AS total
FROM release_change AS t0
WHERE t0.release_number = ANY(@p0)
GROUP BY t0.release_number
) AS h
LEFT JOIN (
SELECT t1.release_number AS k0, t1.kind AS c0, t1.type AS c1, t1.field AS c2, t1.before AS c3, t1.after AS c4, (t1.type || ':' || t1.key) AS c5, row_number() OVER (PARTITION BY t1.release_number ORDER BY t1.position) AS n
FROM release_change AS t1
WHERE t1.release_number = ANY(@p0)
) AS p ON p.k0 = h.k0 AND p.n <= @p1
ORDER BY p.n;
-- @p0 = [1, 2]
-- @p1 = 2

SELECT number, taken_down_reason
FROM release
WHERE taken_down_at IS NOT NULL
  AND number = @p0
ORDER BY number
LIMIT 1;
-- @p0 = 1
