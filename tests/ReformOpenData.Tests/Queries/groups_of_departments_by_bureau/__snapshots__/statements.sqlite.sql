SELECT g.d0, g.d1, g.n, t2.name
FROM (
SELECT t0.bureau AS d0, t0.municipality_id AS d1, count(*) AS n
FROM department AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
GROUP BY d0, d1
) AS g
  CROSS JOIN municipality AS t2 ON t2.id = g.d1
ORDER BY g.d0, t2.key
LIMIT 10001;
-- @p0 = 2
