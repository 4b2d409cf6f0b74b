SELECT t0.number
FROM release AS t0
WHERE t0.published_at IS NOT NULL
ORDER BY t0.number
LIMIT 100;

SELECT t1.release_number AS k0, count(*) AS total
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number IN (SELECT value FROM json_each(@p0))
  AND t0.grade = @p1
  AND t0.evaluator IS NULL
GROUP BY t1.release_number;
-- @p0 = [1, 2]
-- @p1 = 2

SELECT q.f0, q.f1, q.f2, q.c0, q.c1
FROM (
SELECT g.k0 AS f0, g.d0 AS f1, g.n AS f2, t2.number AS c0, t3.key AS c1, row_number() OVER (PARTITION BY g.k0 ORDER BY t2.key) AS place
FROM (
SELECT t1.release_number AS k0, t0.category_id AS d0, count(*) AS n
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number IN (SELECT value FROM json_each(@p0))
  AND t0.grade = @p1
  AND t0.evaluator IS NULL
GROUP BY k0, d0
) AS g
  CROSS JOIN category AS t2 ON t2.id = g.d0
  JOIN municipality AS t3 ON t3.id = t2.municipality_id
) AS q
WHERE q.place <= @p2
ORDER BY q.place
LIMIT 10001;
-- @p0 = [1, 2]
-- @p1 = 2
-- @p2 = 2

SELECT p.k0, p.c0, p.c1
FROM (
SELECT t1.release_number AS k0, t0.name AS c0, t0.id AS c1, row_number() OVER (PARTITION BY t1.release_number ORDER BY t0.key) AS n
FROM category AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number IN (SELECT value FROM json_each(@p0))
) AS p
WHERE p.n <= @p1
ORDER BY p.n;
-- @p0 = [1, 2]
-- @p1 = 2

SELECT t1.release_number, t0.name
FROM municipality AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number IN (SELECT value FROM json_each(@p0))
  AND t0.key = @p1;
-- @p0 = [1, 2]
-- @p1 = "990014"

SELECT t1.number, t0.number
FROM release AS t0
  JOIN release AS t1 ON t1.number IN (SELECT value FROM json_each(@p0))
WHERE t0.published_at IS NOT NULL
  AND t0.number = @p1;
-- @p0 = [1, 2]
-- @p1 = 1

SELECT t1.release_number, t0.key
FROM category AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number IN (SELECT value FROM json_each(@p0))
  AND t0.key = @p1;
-- @p0 = [1, 2]
-- @p1 = "072028/2017/01"

SELECT t0.number, t1.number
FROM release AS t0
  JOIN release AS t1 ON t1.number IN (SELECT value FROM json_each(@p0))
WHERE t0.published_at IS NOT NULL
  AND t0.number = @p1;
-- @p0 = [1, 2]
-- @p1 = 2

SELECT t0.key, t1.release_number, t0.name
FROM item AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number IN (SELECT value FROM json_each(@p0))
  AND t0.key = @p1;
-- @p0 = [1, 2]
-- @p1 = "072028/2017/01/02"

SELECT h.k0, h.total, p.n, p.c0, p.c1, p.c2
FROM (
SELECT t1.release_number AS k0, count(*) AS total
FROM search_text AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number IN (SELECT value FROM json_each(@p0))
  AND t0.id IN (SELECT rowid FROM search_grams WHERE search_grams MATCH @s1_grams) AND instr(t0.folded, @s1_text) > 0
GROUP BY t1.release_number
) AS h
LEFT JOIN (
SELECT t3.release_number AS k0, (t2.kind || ':' || t2.field) AS c0, t2.kind AS c1, t2.key AS c2, row_number() OVER (PARTITION BY t3.release_number ORDER BY t2.key, t2.field) AS n
FROM search_text AS t2
  JOIN release_edition AS t3 ON t3.edition_id = t2.edition_id
WHERE t3.release_number IN (SELECT value FROM json_each(@p0))
  AND t2.id IN (SELECT rowid FROM search_grams WHERE search_grams MATCH @s3_grams) AND instr(t2.folded, @s3_text) > 0
) AS p ON p.k0 = h.k0 AND p.n <= @p5
ORDER BY p.n;
-- @p0 = [1, 2]
-- @s1_grams = "09mf09mh AND 09mh09mu AND 09mu09nk"
-- @s1_text = "システム"
-- @s3_grams = "09mf09mh AND 09mh09mu AND 09mu09nk"
-- @s3_text = "システム"
-- @p5 = 1

SELECT t0.number, t0.published_at, (SELECT max(p.last_fiscal_year) FROM plan AS p JOIN release_edition AS e ON e.edition_id = p.edition_id WHERE e.release_number = t0.number)
FROM release AS t0
WHERE t0.published_at IS NOT NULL
  AND t0.number IN (SELECT value FROM json_each(@p0));
-- @p0 = [1, 2]

SELECT t1.release_number AS k0, count(*) AS total
FROM finding AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number IN (SELECT value FROM json_each(@p0))
GROUP BY t1.release_number;
-- @p0 = [1, 2]

SELECT t0.category_id, t0.number
FROM item AS t0
WHERE t0.category_id IN (SELECT value FROM json_each(@p0))
ORDER BY t0.key;
-- @p0 = [129, 1446]

SELECT t1.release_number, t0.publisher
FROM source_document AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number IN (SELECT value FROM json_each(@p0))
ORDER BY t0.key;
-- @p0 = [1, 2]

SELECT number, taken_down_reason
FROM release
WHERE taken_down_at IS NOT NULL
  AND number = @p0
ORDER BY number
LIMIT 1;
-- @p0 = 1
