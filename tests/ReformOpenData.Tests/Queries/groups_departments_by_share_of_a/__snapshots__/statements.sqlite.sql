SELECT g.d0, g.n, g.m, t5.full_name
FROM (
SELECT t4.department_id AS d0, count(*) AS n, count(*) FILTER (WHERE t0.grade = @p2) AS m
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN rating_department AS t4 ON t4.rating_id = t0.id
WHERE t1.release_number = @p0
  AND t0.edition_id = COALESCE((SELECT t2.edition_id FROM municipality AS t2 JOIN release_edition AS t3 ON t3.edition_id = t2.edition_id WHERE t2.key = @p1 AND t3.release_number = @p0), 0)
  AND t0.evaluator IS NULL
GROUP BY d0
) AS g
  CROSS JOIN department AS t5 ON t5.id = g.d0
  JOIN municipality AS t6 ON t6.id = t5.municipality_id
WHERE g.n >= @p3
ORDER BY (CASE WHEN g.n = 0 THEN NULL ELSE CAST(g.m AS double precision) / g.n END) DESC, g.n DESC, t6.key, t5.position, t5.key
LIMIT 5;
-- @p0 = 1
-- @p1 = "072028"
-- @p2 = 1
-- @p3 = 2
