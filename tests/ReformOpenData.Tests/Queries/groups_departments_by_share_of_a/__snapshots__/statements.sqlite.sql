SELECT g.d0, g.n, g.m, t4.full_name
FROM (
SELECT t3.department_id AS d0, count(*) AS n, count(*) FILTER (WHERE t0.grade = @p2) AS m
FROM rating AS t0
  JOIN rating_department AS t3 ON t3.rating_id = t0.id
WHERE t0.edition_id = COALESCE((SELECT t1.edition_id FROM municipality AS t1 JOIN release_edition AS t2 ON t2.edition_id = t1.edition_id WHERE t1.key = @p1 AND t2.release_number = @p0), 0)
  AND t0.evaluator IS NULL
GROUP BY d0
) AS g
  CROSS JOIN department AS t4 ON t4.id = g.d0
  JOIN municipality AS t5 ON t5.id = t4.municipality_id
WHERE g.n >= @p3
ORDER BY (CASE WHEN g.n = 0 THEN NULL ELSE CAST(g.m AS double precision) / g.n END) DESC, g.n DESC, t5.key, t4.position, t4.key
LIMIT 5;
-- @p0 = 1
-- @p1 = "072028"
-- @p2 = 1
-- @p3 = 2
