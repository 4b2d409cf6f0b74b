SELECT h.total, p.n, p.c0, p.c1, p.c2, p.c3, p.c4, p.c5
FROM (
SELECT count(*) AS total
FROM search_text AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.id IN (SELECT rowid FROM search_grams WHERE search_grams MATCH @s1_grams)
) AS h
LEFT JOIN (
SELECT 1 AS n, (t2.kind || ':' || t2.field) AS c0, t2.kind AS c1, (CASE t2.kind || ':' || t2.field WHEN '1:name' THEN (SELECT x.name FROM municipality AS x WHERE x.id = t2.entity_id) WHEN '1:romanName' THEN (SELECT x.roman_name FROM municipality AS x WHERE x.id = t2.entity_id) WHEN '2:fullName' THEN (SELECT x.full_name FROM department AS x WHERE x.id = t2.entity_id) WHEN '3:title' THEN (SELECT x.title FROM plan AS x WHERE x.id = t2.entity_id) WHEN '4:name' THEN (SELECT x.name FROM category AS x WHERE x.id = t2.entity_id) WHEN '5:name' THEN (SELECT x.name FROM item AS x WHERE x.id = t2.entity_id) WHEN '6:name' THEN (SELECT x.name FROM initiative AS x WHERE x.id = t2.entity_id) WHEN '6:description' THEN (SELECT x.description FROM initiative AS x WHERE x.id = t2.entity_id) WHEN '7:text' THEN (SELECT x.summary_text FROM assessment AS x WHERE x.id = t2.entity_id) WHEN '8:text' THEN (SELECT x.text FROM narrative AS x WHERE x.id = t2.entity_id) END) AS c2, t2.entity_id AS c3, t2.key AS c4, t2.field AS c5
FROM search_text AS t2
  JOIN release_edition AS t3 ON t3.edition_id = t2.edition_id
WHERE t3.release_number = @p0
  AND t2.id IN (SELECT rowid FROM search_grams WHERE search_grams MATCH @s2_grams)
ORDER BY t2.key, t2.field
LIMIT 4
) AS p ON 1 = 1
ORDER BY p.c4, p.c5;
-- @p0 = 1
-- @s1_grams = "0op90o3y"
-- @s2_grams = "0op90o3y"

SELECT t0.id, t0.key
FROM assessment AS t0
WHERE t0.id = @p0;
-- @p0 = 286

SELECT t0.id, t0.key
FROM narrative AS t0
WHERE t0.id = @p0;
-- @p0 = 290

SELECT t0.id, t0.key, t0.name
FROM initiative AS t0
WHERE t0.id = @p0;
-- @p0 = 319
