SELECT t0.number, t0.id
FROM category AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
ORDER BY t0.key
LIMIT 100;
-- @p0 = 1

SELECT t0.category_id AS k0, count(*) AS total
FROM rating AS t0
WHERE t0.category_id IN (SELECT value FROM json_each(@p0))
  AND t0.is_final = @p1
  AND t0.evaluator IS NULL
GROUP BY t0.category_id;
-- @p0 = [129, 753, 1125]
-- @p1 = True

SELECT g.k0, g.d0, g.n, g.total
FROM (
SELECT t0.category_id AS k0, t0.grade AS d0, count(*) AS n, CAST(sum(count(*)) OVER (PARTITION BY t0.category_id) AS bigint) AS total
FROM rating AS t0
WHERE t0.category_id IN (SELECT value FROM json_each(@p0))
  AND t0.is_final = @p1
  AND t0.evaluator IS NULL
GROUP BY k0, d0
) AS g
ORDER BY g.d0
LIMIT 10001;
-- @p0 = [129, 753, 1125]
-- @p1 = True
