SELECT t0.number
FROM release AS t0
WHERE t0.published_at IS NOT NULL
  AND t0.number = @p0;
-- @p0 = 2

SELECT count(*) AS total
FROM release_change AS t0
WHERE t0.release_number = @p0;
-- @p0 = 2

SELECT g.d0, g.d1, g.n, g.total
FROM (
SELECT t0.kind AS d0, t0.type AS d1, count(*) AS n, CAST(sum(count(*)) OVER () AS bigint) AS total
FROM release_change AS t0
WHERE t0.release_number = @p0
GROUP BY d0, d1
) AS g
ORDER BY g.n DESC, g.d0, g.d1
LIMIT 5;
-- @p0 = 2

SELECT g.d0, g.n
FROM (
SELECT t0.field AS d0, count(*) AS n
FROM release_change AS t0
WHERE t0.release_number = @p0
GROUP BY d0
) AS g
WHERE g.n < @p1
ORDER BY g.d0 NULLS FIRST
LIMIT 10001;
-- @p0 = 2
-- @p1 = 50

SELECT p.k0, p.k1, p.c0, p.c1
FROM (
SELECT t0.kind AS k0, t0.type AS k1, t0.before AS c0, t0.after AS c1, row_number() OVER (PARTITION BY t0.kind, t0.type ORDER BY t0.position) AS n
FROM release_change AS t0
WHERE t0.release_number = @p0
  AND t0.kind = ANY(@p1)
  AND t0.type = ANY(@p2)
) AS p
WHERE p.n <= @p3
ORDER BY p.n;
-- @p0 = 2
-- @p1 = [1, 3, 4, 5]
-- @p2 = ["Municipality", "Item", "Rating", "YearlyNarrative"]
-- @p3 = 1
