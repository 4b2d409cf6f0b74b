WITH hits AS MATERIALIZED (
SELECT t0.kind, t0.field, t0.key, t0.entity_id
FROM search_text AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN edition AS t2 ON t2.id = t0.edition_id
WHERE t1.release_number = @p0
  AND t2.municipality_code = @p1
  AND t0.id IN (SELECT rowid FROM search_grams WHERE search_grams MATCH @s2_grams) AND instr(t0.folded, @s2_text) > 0
)
SELECT (CASE t4.kind || ':' || t4.field WHEN '1:name' THEN (SELECT x.name FROM municipality AS x WHERE x.id = t4.entity_id) WHEN '1:romanName' THEN (SELECT x.roman_name FROM municipality AS x WHERE x.id = t4.entity_id) WHEN '2:fullName' THEN (SELECT x.full_name FROM department AS x WHERE x.id = t4.entity_id) WHEN '3:title' THEN (SELECT x.title FROM plan AS x WHERE x.id = t4.entity_id) WHEN '4:name' THEN (SELECT x.name FROM category AS x WHERE x.id = t4.entity_id) WHEN '5:name' THEN (SELECT x.name FROM item AS x WHERE x.id = t4.entity_id) WHEN '6:name' THEN (SELECT x.name FROM initiative AS x WHERE x.id = t4.entity_id) WHEN '6:description' THEN (SELECT x.description FROM initiative AS x WHERE x.id = t4.entity_id) WHEN '7:text' THEN (SELECT x.summary_text FROM assessment AS x WHERE x.id = t4.entity_id) WHEN '8:text' THEN (SELECT x.text FROM narrative AS x WHERE x.id = t4.entity_id) END)
FROM (
SELECT t3.kind, t3.field, t3.key, t3.entity_id
FROM hits AS t3
ORDER BY t3.key, t3.field
LIMIT 2
) AS t4
ORDER BY t4.key, t4.field
LIMIT 2;
-- @p0 = 2
-- @p1 = "990014"
-- @s2_grams = "09mf09mh AND 09mh09mu AND 09mu09nk"
-- @s2_text = "システム"
