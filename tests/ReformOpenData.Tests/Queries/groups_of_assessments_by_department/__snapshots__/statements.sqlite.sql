SELECT g.d0, g.n, g.total, t5.full_name
FROM (
WITH s AS MATERIALIZED (
SELECT count(*) AS total
FROM assessment AS t3
  JOIN release_edition AS t4 ON t4.edition_id = t3.edition_id
WHERE t4.release_number = @p0
)
SELECT b.*, COALESCE(s.total, 0) AS total
FROM (
SELECT t2.department_id AS d0, count(*) AS n
FROM assessment AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN (SELECT DISTINCT assessment_id, department_id FROM responsibility) AS t2 ON t2.assessment_id = t0.id
WHERE t1.release_number = @p0
GROUP BY d0
) AS b
LEFT JOIN s ON 1 = 1
) AS g
  CROSS JOIN department AS t5 ON t5.id = g.d0
  JOIN municipality AS t6 ON t6.id = t5.municipality_id
ORDER BY g.n DESC, t6.key, t5.position, t5.key
LIMIT 5;
-- @p0 = 1
