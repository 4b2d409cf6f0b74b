SELECT g.d0, g.n, t2.name
FROM (
SELECT t0.municipality_id AS d0, count(*) AS n
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
GROUP BY d0
) AS g
  JOIN municipality AS t2 ON t2.id = g.d0
ORDER BY t2.key
LIMIT @p1;
-- @p0 = 2
-- @p1 = 10001

SELECT g.k0, g.d0, g.n, g.total
FROM (
SELECT b.*, COALESCE(s.total, 0) AS total
FROM (
SELECT t0.municipality_id AS k0, t0.grade AS d0, count(*) AS n
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
GROUP BY k0, d0
) AS b
LEFT JOIN (
SELECT t2.municipality_id AS k0, count(*) AS total
FROM rating AS t2
  JOIN release_edition AS t3 ON t3.edition_id = t2.edition_id
WHERE t3.release_number = @p0
GROUP BY t2.municipality_id
) AS s ON s.k0 = b.k0
) AS g
ORDER BY g.d0
LIMIT @p1;
-- @p0 = 2
-- @p1 = 10001
