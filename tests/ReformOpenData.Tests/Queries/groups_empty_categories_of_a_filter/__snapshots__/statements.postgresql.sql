SELECT g.d0, g.n, g.total, t6.number
FROM (
WITH s AS MATERIALIZED (
SELECT count(*) AS total
FROM rating AS t4
  JOIN release_edition AS t5 ON t5.edition_id = t4.edition_id
WHERE t5.release_number = @p0
  AND t4.grade = @p1
  AND t4.evaluator IS NULL
)
SELECT b.*, COALESCE(s.total, 0) AS total
FROM (
SELECT d0, CAST(sum(n) AS bigint) AS n
FROM (
SELECT d0, n
FROM (
SELECT t0.category_id AS d0, count(*) AS n
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.grade = @p1
  AND t0.evaluator IS NULL
GROUP BY d0
) AS f
UNION ALL
SELECT d0, 0
FROM (
WITH v0 AS MATERIALIZED (
SELECT t2.id AS d, t2.plan_id, t2.municipality_id
FROM category AS t2
  JOIN release_edition AS t3 ON t3.edition_id = t2.edition_id
WHERE t3.release_number = @p0
)
SELECT v0.d AS d0
FROM v0
) AS e
) AS u
GROUP BY d0
) AS b
LEFT JOIN s ON 1 = 1
) AS g
  JOIN category AS t6 ON t6.id = g.d0
ORDER BY t6.key
LIMIT 10001;
-- @p0 = 1
-- @p1 = 5
