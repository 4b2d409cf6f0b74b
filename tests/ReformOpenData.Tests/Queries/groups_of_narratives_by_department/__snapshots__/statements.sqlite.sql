SELECT g.d0, g.n, t3.name
FROM (
SELECT t2.department_id AS d0, count(*) AS n
FROM narrative AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN (SELECT DISTINCT assessment_id, department_id FROM responsibility) AS t2 ON t2.assessment_id = t0.assessment_id
WHERE t1.release_number = @p0
  AND t0.text IS NULL
  AND t0.kind = @p1
GROUP BY d0
) AS g
  CROSS JOIN department AS t3 ON t3.id = g.d0
  JOIN municipality AS t4 ON t4.id = t3.municipality_id
ORDER BY t4.key, t3.position, t3.key
LIMIT 10001;
-- @p0 = 1
-- @p1 = 0

SELECT p.k0, p.c0
FROM (
SELECT t2.department_id AS k0, t0.source_text AS c0, row_number() OVER (PARTITION BY t2.department_id ORDER BY t0.key) AS n
FROM narrative AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN (SELECT DISTINCT assessment_id, department_id FROM responsibility) AS t2 ON t2.assessment_id = t0.assessment_id
WHERE t1.release_number = @p0
  AND t0.text IS NULL
  AND t0.kind = @p1
  AND t2.department_id IN (SELECT value FROM json_each(@p2))
) AS p
WHERE p.n <= @p3
ORDER BY p.n;
-- @p0 = 1
-- @p1 = 0
-- @p2 = [37, 41, 51]
-- @p3 = 100
