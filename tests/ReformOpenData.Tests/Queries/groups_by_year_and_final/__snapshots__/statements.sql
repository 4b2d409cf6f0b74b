SELECT g.d0, g.d1, g.n
FROM (
SELECT t0.fiscal_year AS d0, t0.is_final AS d1, count(*) AS n
FROM rating AS t0
WHERE t0.edition_id = COALESCE((SELECT t1.edition_id FROM municipality AS t1 JOIN release_edition AS t2 ON t2.edition_id = t1.edition_id WHERE t1.key = @p1 AND t2.release_number = @p0), 0)
  AND t0.evaluator IS NULL
GROUP BY d0, d1
) AS g
ORDER BY g.d0, g.d1
LIMIT 10001;
-- @p0 = 2
-- @p1 = "990014"
