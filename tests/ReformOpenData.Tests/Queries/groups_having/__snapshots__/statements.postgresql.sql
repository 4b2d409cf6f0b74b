SELECT g.d0, g.n, t3.full_name
FROM (
SELECT t2.department_id AS d0, count(*) AS n
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN rating_department AS t2 ON t2.rating_id = t0.id
WHERE t1.release_number = @p0
  AND t0.evaluator IS NULL
GROUP BY d0
) AS g
  JOIN department AS t3 ON t3.id = g.d0
  JOIN municipality AS t4 ON t4.id = t3.municipality_id
WHERE g.n >= @p1
ORDER BY g.n DESC, t3.name, t4.key, t3.position, t3.key
LIMIT 10001;
-- @p0 = 1
-- @p1 = 4
