SELECT g.d0, g.d1, g.n, t6.number
FROM (
SELECT e.d0, e.d1, COALESCE(f.n, 0) AS n
FROM (
SELECT v0.d AS d0, v1.d AS d1
FROM (
SELECT t2.id AS d, t2.plan_id, t2.municipality_id
FROM category AS t2
  JOIN release_edition AS t3 ON t3.edition_id = t2.edition_id
WHERE t3.release_number = @p0
) AS v0, (
SELECT DISTINCT t4.grade AS d
FROM rating AS t4
  JOIN release_edition AS t5 ON t5.edition_id = t4.edition_id
WHERE t5.release_number = @p0
) AS v1
) AS e
LEFT JOIN (
SELECT t0.category_id AS d0, t0.grade AS d1, count(*) AS n
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
GROUP BY d0, d1
) AS f ON f.d0 = e.d0 AND f.d1 = e.d1
) AS g
  JOIN category AS t6 ON t6.id = g.d0
ORDER BY t6.key, g.d1
LIMIT 10001;
-- @p0 = 1
