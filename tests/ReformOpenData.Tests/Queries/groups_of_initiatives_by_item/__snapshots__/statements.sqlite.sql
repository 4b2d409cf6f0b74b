SELECT g.d0, g.n, t2.number, t2.name, t3.number
FROM (
SELECT t0.item_id AS d0, count(*) AS n
FROM initiative AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
GROUP BY d0
) AS g
  CROSS JOIN item AS t2 ON t2.id = g.d0
  JOIN category AS t3 ON t3.id = t2.category_id
ORDER BY t3.number DESC, t2.key
LIMIT 4;
-- @p0 = 1
