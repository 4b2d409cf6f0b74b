SELECT h.total, p.n, p.c0
FROM (
SELECT count(*) AS total
FROM search_text AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.id IN (SELECT rowid FROM search_grams WHERE search_grams MATCH @s1_grams) AND instr(t0.folded, @s1_text) > 0
) AS h
LEFT JOIN (
SELECT 1 AS n, (CASE t2.kind || ':' || t2.field WHEN '1:name' THEN (SELECT x.name FROM municipality AS x WHERE x.id = t2.entity_id) WHEN '1:romanName' THEN (SELECT x.roman_name FROM municipality AS x WHERE x.id = t2.entity_id) WHEN '2:fullName' THEN (SELECT x.full_name FROM department AS x WHERE x.id = t2.entity_id) WHEN '3:title' THEN (SELECT x.title FROM plan AS x WHERE x.id = t2.entity_id) WHEN '4:name' THEN (SELECT x.name FROM category AS x WHERE x.id = t2.entity_id) WHEN '5:name' THEN (SELECT x.name FROM item AS x WHERE x.id = t2.entity_id) WHEN '6:name' THEN (SELECT x.name FROM initiative AS x WHERE x.id = t2.entity_id) WHEN '6:description' THEN (SELECT x.description FROM initiative AS x WHERE x.id = t2.entity_id) WHEN '7:text' THEN (SELECT x.summary_text FROM assessment AS x WHERE x.id = t2.entity_id) WHEN '8:text' THEN (SELECT x.text FROM narrative AS x WHERE x.id = t2.entity_id) END) AS c0, t2.key AS c1, t2.field AS c2
FROM search_text AS t2
  JOIN release_edition AS t3 ON t3.edition_id = t2.edition_id
WHERE t3.release_number = @p0
  AND t2.id IN (SELECT rowid FROM search_grams WHERE search_grams MATCH @s3_grams) AND instr(t2.folded, @s3_text) > 0
ORDER BY t2.key, t2.field
LIMIT 100
) AS p ON 1 = 1
ORDER BY p.c1, p.c2;
-- @p0 = 1
-- @s1_grams = "0i1k0h7s AND 0h7s09jr AND 09jr09ka AND 09ka09j8 AND 09j80rdq AND 0rdq0gkl"
-- @s1_text = "存在しない語句"
-- @s3_grams = "0i1k0h7s AND 0h7s09jr AND 09jr09ka AND 09ka09j8 AND 09j80rdq AND 0rdq0gkl"
-- @s3_text = "存在しない語句"
