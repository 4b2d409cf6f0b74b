SELECT g.d0, g.d1, g.n, t6.number
FROM (
SELECT d0, d1, CAST(sum(n) AS bigint) AS n
FROM (
SELECT d0, d1, n
FROM (
SELECT t0.category_id AS d0, t0.grade AS d1, count(*) AS n
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.evaluator IS NULL
GROUP BY d0, d1
) AS f
UNION ALL
SELECT d0, d1, 0
FROM (
WITH v0 AS MATERIALIZED (
SELECT t2.id AS d, t2.plan_id, t2.municipality_id
FROM category AS t2
  JOIN release_edition AS t3 ON t3.edition_id = t2.edition_id
WHERE t3.release_number = @p0
), v1 AS MATERIALIZED (
SELECT DISTINCT t4.grade AS d
FROM rating AS t4
  JOIN release_edition AS t5 ON t5.edition_id = t4.edition_id
WHERE t5.release_number = @p0
)
SELECT v0.d AS d0, v1.d AS d1
FROM v0, v1
) AS e
) AS u
GROUP BY d0, d1
) AS g
  CROSS JOIN category AS t6 ON t6.id = g.d0
ORDER BY t6.key, g.d1
LIMIT 10001;
-- @p0 = 1
