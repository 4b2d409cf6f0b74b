SELECT g.d0, g.d1, g.n, g.total, t9.name
FROM (
WITH s AS MATERIALIZED (
SELECT count(*) AS total
FROM rating AS t7
  JOIN release_edition AS t8 ON t8.edition_id = t7.edition_id
WHERE t8.release_number = @p0
  AND t7.evaluator IS NULL
)
SELECT b.*, COALESCE(s.total, 0) AS total
FROM (
SELECT d0, d1, CAST(sum(n) AS bigint) AS n
FROM (
SELECT d0, d1, n
FROM (
SELECT t2.department_id AS d0, t0.grade AS d1, count(*) AS n
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN rating_department AS t2 ON t2.rating_id = t0.id
WHERE t1.release_number = @p0
  AND t0.evaluator IS NULL
GROUP BY d0, d1
) AS f
UNION ALL
SELECT d0, d1, 0
FROM (
WITH v0 AS MATERIALIZED (
SELECT t3.id AS d, t3.municipality_id
FROM department AS t3
  JOIN release_edition AS t4 ON t4.edition_id = t3.edition_id
WHERE t4.release_number = @p0
), v1 AS MATERIALIZED (
SELECT DISTINCT t5.grade AS d
FROM rating AS t5
  JOIN release_edition AS t6 ON t6.edition_id = t5.edition_id
WHERE t6.release_number = @p0
)
SELECT v0.d AS d0, v1.d AS d1
FROM v0, v1
) AS e
) AS u
GROUP BY d0, d1
) AS b
LEFT JOIN s ON 1 = 1
) AS g
  CROSS JOIN department AS t9 ON t9.id = g.d0
  JOIN municipality AS t10 ON t10.id = t9.municipality_id
ORDER BY g.n DESC, t10.key, t9.position, t9.key, g.d1
LIMIT 10;
-- @p0 = 1
