SELECT count(*) AS total
FROM rating AS t0
WHERE t0.edition_id = COALESCE((SELECT t1.edition_id FROM municipality AS t1 JOIN release_edition AS t2 ON t2.edition_id = t1.edition_id WHERE t1.key = @p1 AND t2.release_number = @p0), 0)
  AND t0.evaluator IS NULL;
-- @p0 = 2
-- @p1 = "990014"

SELECT g.d0, g.n
FROM (
SELECT t0.level AS d0, count(*) AS n
FROM rating AS t0
WHERE t0.edition_id = COALESCE((SELECT t1.edition_id FROM municipality AS t1 JOIN release_edition AS t2 ON t2.edition_id = t1.edition_id WHERE t1.key = @p1 AND t2.release_number = @p0), 0)
  AND t0.evaluator IS NULL
GROUP BY d0
) AS g
ORDER BY g.d0
LIMIT 10001;
-- @p0 = 2
-- @p1 = "990014"

SELECT g.d0, g.n
FROM (
SELECT t0.evaluator AS d0, count(*) AS n
FROM rating AS t0
WHERE t0.edition_id = COALESCE((SELECT t1.edition_id FROM municipality AS t1 JOIN release_edition AS t2 ON t2.edition_id = t1.edition_id WHERE t1.key = @p1 AND t2.release_number = @p0), 0)
GROUP BY d0
) AS g
ORDER BY g.d0
LIMIT 10001;
-- @p0 = 2
-- @p1 = "990014"

SELECT t0.level AS k0, count(*) AS total
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.edition_id = COALESCE((SELECT t2.edition_id FROM municipality AS t2 JOIN release_edition AS t3 ON t3.edition_id = t2.edition_id WHERE t2.key = @p1 AND t3.release_number = @p0), 0)
  AND t0.evaluator IS NULL
  AND (t0.level IS NULL OR t0.level IN (SELECT value FROM json_each(@p2)))
GROUP BY t0.level;
-- @p0 = 2
-- @p1 = "990014"
-- @p2 = [1, 2, 3, 5]

SELECT h.k0, h.total, p.n, p.c0
FROM (
SELECT t0.evaluator AS k0, count(*) AS total
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.edition_id = COALESCE((SELECT t2.edition_id FROM municipality AS t2 JOIN release_edition AS t3 ON t3.edition_id = t2.edition_id WHERE t2.key = @p1 AND t3.release_number = @p0), 0)
  AND (t0.evaluator IS NULL OR t0.evaluator = @p2)
GROUP BY t0.evaluator
) AS h
LEFT JOIN (
SELECT t4.evaluator AS k0, t4.evaluator AS c0, row_number() OVER (PARTITION BY t4.evaluator ORDER BY t4.key) AS n
FROM rating AS t4
  JOIN release_edition AS t5 ON t5.edition_id = t4.edition_id
WHERE t5.release_number = @p0
  AND t4.edition_id = COALESCE((SELECT t6.edition_id FROM municipality AS t6 JOIN release_edition AS t7 ON t7.edition_id = t6.edition_id WHERE t6.key = @p1 AND t7.release_number = @p0), 0)
  AND (t4.evaluator IS NULL OR t4.evaluator = @p2)
) AS p ON p.k0 IS h.k0 AND p.n <= @p3
ORDER BY p.n;
-- @p0 = 2
-- @p1 = "990014"
-- @p2 = "外部評価委員会"
-- @p3 = 1

SELECT count(*) AS total
FROM rating AS t0
WHERE t0.edition_id = COALESCE((SELECT t1.edition_id FROM municipality AS t1 JOIN release_edition AS t2 ON t2.edition_id = t1.edition_id WHERE t1.key = @p1 AND t2.release_number = @p0), 0)
  AND 1 = 1;
-- @p0 = 2
-- @p1 = "990014"

SELECT count(*) AS total
FROM rating AS t0
WHERE t0.edition_id = COALESCE((SELECT t1.edition_id FROM municipality AS t1 JOIN release_edition AS t2 ON t2.edition_id = t1.edition_id WHERE t1.key = @p1 AND t2.release_number = @p0), 0)
  AND NOT (t0.evaluator IS NULL);
-- @p0 = 2
-- @p1 = "990014"

SELECT g.d0, g.n
FROM (
SELECT t0.level AS d0, count(*) AS n
FROM rating AS t0
WHERE t0.edition_id = COALESCE((SELECT t1.edition_id FROM municipality AS t1 JOIN release_edition AS t2 ON t2.edition_id = t1.edition_id WHERE t1.key = @p1 AND t2.release_number = @p0), 0)
  AND NOT (t0.evaluator IS NULL)
GROUP BY d0
) AS g
ORDER BY g.d0
LIMIT 10001;
-- @p0 = 2
-- @p1 = "990014"
