SELECT g.d0, g.n, t2.name
FROM (
SELECT t0.category_id AS d0, count(*) AS n
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.grade = @p1
  AND t0.evaluator IS NULL
GROUP BY d0
) AS g
  CROSS JOIN category AS t2 ON t2.id = g.d0
ORDER BY t2.key
LIMIT 10001;
-- @p0 = 1
-- @p1 = 2

SELECT h.k0, h.total, p.n, p.c0, p.c1, p.c2
FROM (
SELECT t0.category_id AS k0, count(*) AS total
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.grade = @p1
  AND t0.evaluator IS NULL
  AND t0.category_id IN (SELECT value FROM json_each(@p2))
GROUP BY t0.category_id
) AS h
LEFT JOIN (
SELECT t2.category_id AS k0, t2.printed AS c0, t4.name AS c1, t2.id AS c2, row_number() OVER (PARTITION BY t2.category_id ORDER BY t2.key) AS n
FROM rating AS t2
  JOIN release_edition AS t3 ON t3.edition_id = t2.edition_id
  JOIN initiative AS t4 ON t4.id = t2.initiative_id
WHERE t3.release_number = @p0
  AND t2.grade = @p1
  AND t2.evaluator IS NULL
  AND t2.category_id IN (SELECT value FROM json_each(@p2))
) AS p ON p.k0 = h.k0 AND p.n <= @p3
ORDER BY p.n;
-- @p0 = 1
-- @p1 = 2
-- @p2 = [129, 753, 1125]
-- @p3 = 3

SELECT t1.rating_id, t0.name
FROM department AS t0
  JOIN rating_department AS t1 ON t1.department_id = t0.id
WHERE t1.rating_id IN (SELECT value FROM json_each(@p0))
ORDER BY t1.position;
-- @p0 = [197, 835, 1157, 433, 850, 1172]
