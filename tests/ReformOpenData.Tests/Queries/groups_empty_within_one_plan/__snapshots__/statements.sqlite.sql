SELECT count(*) AS total
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN plan AS t2 ON t2.id = t0.plan_id
WHERE t1.release_number = @p0
  AND (t0.grade IN (SELECT value FROM json_each(@p1)) AND t2.first_fiscal_year = @p2)
  AND t0.evaluator IS NULL;
-- @p0 = 2
-- @p1 = [1, 2]
-- @p2 = 2018

SELECT g.d0, g.d1, g.n, t9.number, t9.name
FROM (
SELECT d0, d1, CAST(sum(n) AS bigint) AS n
FROM (
SELECT d0, d1, n
FROM (
SELECT t0.category_id AS d0, t0.grade AS d1, count(*) AS n
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN plan AS t2 ON t2.id = t0.plan_id
WHERE t1.release_number = @p0
  AND (t0.grade IN (SELECT value FROM json_each(@p1)) AND t2.first_fiscal_year = @p2)
  AND t0.evaluator IS NULL
GROUP BY d0, d1
) AS f
UNION ALL
SELECT d0, d1, 0
FROM (
WITH v0 AS MATERIALIZED (
SELECT t3.id AS d, t3.plan_id, t3.municipality_id
FROM category AS t3
  JOIN release_edition AS t4 ON t4.edition_id = t3.edition_id
  JOIN plan AS t5 ON t5.id = t3.plan_id
WHERE t4.release_number = @p0
  AND t5.first_fiscal_year = @p2
), v1 AS MATERIALIZED (
SELECT DISTINCT t6.grade AS d
FROM rating AS t6
  JOIN release_edition AS t7 ON t7.edition_id = t6.edition_id
  JOIN plan AS t8 ON t8.id = t6.plan_id
WHERE t7.release_number = @p0
  AND t6.grade IN (SELECT value FROM json_each(@p1))
  AND t8.first_fiscal_year = @p2
)
SELECT v0.d AS d0, v1.d AS d1
FROM v0, v1
) AS e
) AS u
GROUP BY d0, d1
) AS g
  CROSS JOIN category AS t9 ON t9.id = g.d0
ORDER BY t9.key, g.d1
LIMIT 10001;
-- @p0 = 2
-- @p1 = [1, 2]
-- @p2 = 2018
