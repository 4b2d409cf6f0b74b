SELECT t0.name, t0.id
FROM department AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN municipality AS t2 ON t2.id = t0.municipality_id
WHERE t1.release_number = @p0
ORDER BY t2.key, t0.position, t0.key
LIMIT 3;
-- @p0 = 1

SELECT h.k0, h.total, p.n, p.c0, p.c1
FROM (
SELECT t1.department_id AS k0, count(*) AS total
FROM rating AS t0
  JOIN rating_department AS t1 ON t1.rating_id = t0.id
WHERE t1.department_id IN (SELECT value FROM json_each(@p0))
  AND t0.evaluator IS NULL
GROUP BY t1.department_id
) AS h
LEFT JOIN (
SELECT t3.department_id AS k0, t4.name AS c0, t2.key AS c1, row_number() OVER (PARTITION BY t3.department_id ORDER BY t2.key) AS n
FROM rating AS t2
  JOIN rating_department AS t3 ON t3.rating_id = t2.id
  JOIN initiative AS t4 ON t4.id = t2.initiative_id
WHERE t3.department_id IN (SELECT value FROM json_each(@p0))
  AND t2.evaluator IS NULL
) AS p ON p.k0 = h.k0 AND p.n <= @p1
ORDER BY p.n;
-- @p0 = [5, 7, 9]
-- @p1 = 2
