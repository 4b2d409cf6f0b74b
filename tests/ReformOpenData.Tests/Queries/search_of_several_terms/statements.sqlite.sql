SELECT (t0.kind || ':' || t0.field), (CASE t0.kind || ':' || t0.field WHEN '1:name' THEN (SELECT x.name FROM municipality AS x WHERE x.id = t0.entity_id) WHEN '1:romanName' THEN (SELECT x.roman_name FROM municipality AS x WHERE x.id = t0.entity_id) WHEN '2:fullName' THEN (SELECT x.full_name FROM department AS x WHERE x.id = t0.entity_id) WHEN '3:title' THEN (SELECT x.title FROM plan AS x WHERE x.id = t0.entity_id) WHEN '4:name' THEN (SELECT x.name FROM category AS x WHERE x.id = t0.entity_id) WHEN '5:name' THEN (SELECT x.name FROM item AS x WHERE x.id = t0.entity_id) WHEN '6:name' THEN (SELECT x.name FROM initiative AS x WHERE x.id = t0.entity_id) WHEN '6:description' THEN (SELECT x.description FROM initiative AS x WHERE x.id = t0.entity_id) WHEN '7:text' THEN (SELECT x.summary_text FROM assessment AS x WHERE x.id = t0.entity_id) WHEN '8:text' THEN (SELECT x.text FROM narrative AS x WHERE x.id = t0.entity_id) END), t0.kind, t0.entity_id
FROM search_text AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.id IN (SELECT rowid FROM search_grams WHERE search_grams MATCH @s1_grams) AND instr(t0.folded, @s1_text) > 0
  AND t0.id IN (SELECT rowid FROM search_grams WHERE search_grams MATCH @s3_grams)
  AND ((t0.kind = @p4 AND t0.field = @p5) OR (t0.kind = @p6 AND t0.field = @p7))
ORDER BY t0.key, t0.field
LIMIT 100;
-- @p0 = 1
-- @s1_grams = "0gkj0ip3 AND 0ip30jlb AND 0jlb0kcf"
-- @s1_text = "口座振替"
-- @s3_grams = "0jj50hlz"
-- @p4 = 7
-- @p5 = "text"
-- @p6 = 8
-- @p7 = "text"

SELECT t0.id, t1.name
FROM assessment AS t0
  JOIN initiative AS t1 ON t1.id = t0.initiative_id
WHERE t0.id = @p0;
-- @p0 = 286

SELECT t0.id, t0.fiscal_year, t2.name
FROM narrative AS t0
  JOIN assessment AS t1 ON t1.id = t0.assessment_id
  JOIN initiative AS t2 ON t2.id = t1.initiative_id
WHERE t0.id = @p0;
-- @p0 = 290
