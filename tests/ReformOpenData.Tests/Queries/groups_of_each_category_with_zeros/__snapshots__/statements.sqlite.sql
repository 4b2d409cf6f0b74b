SELECT t0.number, t0.id
FROM category AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
ORDER BY t0.key
LIMIT 100;
-- @p0 = 1

SELECT q.f0, q.f1, q.f2, q.f3, q.c0
FROM (
SELECT g.k0 AS f0, g.d0 AS f1, g.d1 AS f2, g.n AS f3, t4.number AS c0, row_number() OVER (PARTITION BY g.k0 ORDER BY g.d0, t4.key) AS place
FROM (
SELECT k0, d0, d1, CAST(sum(n) AS bigint) AS n
FROM (
SELECT k0, d0, d1, n
FROM (
SELECT t0.category_id AS k0, t0.grade AS d0, t0.item_id AS d1, count(*) AS n
FROM rating AS t0
WHERE t0.category_id IN (SELECT value FROM json_each(@p0))
  AND t0.evaluator IS NULL
GROUP BY k0, d0, d1
) AS f
UNION ALL
SELECT k0, d0, d1, 0
FROM (
WITH v0 AS MATERIALIZED (
SELECT DISTINCT t1.grade AS d, t1.category_id AS k
FROM rating AS t1
WHERE t1.category_id IN (SELECT value FROM json_each(@p0))
), v1 AS MATERIALIZED (
SELECT t2.id AS d, t3.id AS k, t2.category_id, t2.plan_id, t2.municipality_id
FROM item AS t2
  JOIN category AS t3 ON t3.id = t2.category_id AND t3.edition_id = t2.edition_id
WHERE t3.id IN (SELECT value FROM json_each(@p0))
)
SELECT v0.k AS k0, v0.d AS d0, v1.d AS d1
FROM v0, v1
WHERE v1.k = v0.k
) AS e
) AS u
GROUP BY k0, d0, d1
) AS g
  CROSS JOIN item AS t4 ON t4.id = g.d1
) AS q
WHERE q.place <= @p1
ORDER BY q.place
LIMIT 10001;
-- @p0 = [129, 753, 1125]
-- @p1 = 4
