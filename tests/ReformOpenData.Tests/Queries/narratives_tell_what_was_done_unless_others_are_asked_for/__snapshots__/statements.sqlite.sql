SELECT count(*) AS total
FROM narrative AS t0
WHERE t0.edition_id = COALESCE((SELECT t1.edition_id FROM municipality AS t1 JOIN release_edition AS t2 ON t2.edition_id = t1.edition_id WHERE t1.key = @p1 AND t2.release_number = @p0), 0)
  AND t0.kind = @p2;
-- @p0 = 2
-- @p1 = "990014"
-- @p2 = 0

SELECT g.d0, g.n
FROM (
SELECT t0.kind AS d0, count(*) AS n
FROM narrative AS t0
WHERE t0.edition_id = COALESCE((SELECT t1.edition_id FROM municipality AS t1 JOIN release_edition AS t2 ON t2.edition_id = t1.edition_id WHERE t1.key = @p1 AND t2.release_number = @p0), 0)
GROUP BY d0
) AS g
ORDER BY g.d0
LIMIT 10001;
-- @p0 = 2
-- @p1 = "990014"

SELECT h.total, p.n, p.c0, p.c1, p.c2
FROM (
SELECT count(*) AS total
FROM narrative AS t0
WHERE t0.edition_id = COALESCE((SELECT t1.edition_id FROM municipality AS t1 JOIN release_edition AS t2 ON t2.edition_id = t1.edition_id WHERE t1.key = @p1 AND t2.release_number = @p0), 0)
  AND t0.kind IN (SELECT value FROM json_each(@p2))
) AS h
LEFT JOIN (
SELECT 1 AS n, t3.key AS c0, t3.kind AS c1, t3.text AS c2
FROM narrative AS t3
WHERE t3.edition_id = COALESCE((SELECT t4.edition_id FROM municipality AS t4 JOIN release_edition AS t5 ON t5.edition_id = t4.edition_id WHERE t4.key = @p1 AND t5.release_number = @p0), 0)
  AND t3.kind IN (SELECT value FROM json_each(@p2))
ORDER BY t3.key
LIMIT 1
) AS p ON 1 = 1
ORDER BY p.c0;
-- @p0 = 2
-- @p1 = "990014"
-- @p2 = [2, 3]

SELECT count(*) AS total
FROM narrative AS t0
WHERE t0.edition_id = COALESCE((SELECT t1.edition_id FROM municipality AS t1 JOIN release_edition AS t2 ON t2.edition_id = t1.edition_id WHERE t1.key = @p1 AND t2.release_number = @p0), 0)
  AND 1 = 1;
-- @p0 = 2
-- @p1 = "990014"
