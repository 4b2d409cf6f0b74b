WITH hits AS MATERIALIZED (
SELECT t0.kind, t0.field, t0.key, t0.entity_id
FROM search_text AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.grams @@ @s1_grams::tsquery AND strpos(t0.folded, @s1_text) > 0
  AND strpos(t0.folded, @p3) > 0
  AND (t0.kind = @p4 OR t0.kind = @p5)
)
SELECT (t3.kind || ':' || t3.field), (CASE t3.kind || ':' || t3.field WHEN '1:name' THEN (SELECT x.name FROM municipality AS x WHERE x.id = t3.entity_id) WHEN '1:romanName' THEN (SELECT x.roman_name FROM municipality AS x WHERE x.id = t3.entity_id) WHEN '2:fullName' THEN (SELECT x.full_name FROM department AS x WHERE x.id = t3.entity_id) WHEN '3:title' THEN (SELECT x.title FROM plan AS x WHERE x.id = t3.entity_id) WHEN '4:name' THEN (SELECT x.name FROM category AS x WHERE x.id = t3.entity_id) WHEN '5:name' THEN (SELECT x.name FROM item AS x WHERE x.id = t3.entity_id) WHEN '6:name' THEN (SELECT x.name FROM initiative AS x WHERE x.id = t3.entity_id) WHEN '6:description' THEN (SELECT x.description FROM initiative AS x WHERE x.id = t3.entity_id) WHEN '7:text' THEN (SELECT x.summary_text FROM assessment AS x WHERE x.id = t3.entity_id) WHEN '8:text' THEN (SELECT x.text FROM narrative AS x WHERE x.id = t3.entity_id) END), t3.kind, t6.name, t7.fiscal_year, t10.name
FROM (
SELECT t2.kind, t2.field, t2.key, t2.entity_id
FROM hits AS t2
ORDER BY t2.key, t2.field
LIMIT 100
) AS t3
  LEFT JOIN LATERAL (SELECT * FROM assessment AS t5 WHERE t5.id = t3.entity_id AND t3.kind = 7 OFFSET 0) AS t4 ON TRUE
  LEFT JOIN initiative AS t6 ON t6.id = t4.initiative_id
  LEFT JOIN LATERAL (SELECT * FROM narrative AS t8 WHERE t8.id = t3.entity_id AND t3.kind = 8 OFFSET 0) AS t7 ON TRUE
  LEFT JOIN assessment AS t9 ON t9.id = t7.assessment_id
  LEFT JOIN initiative AS t10 ON t10.id = t9.initiative_id
ORDER BY t3.key, t3.field
LIMIT 100;
-- @p0 = 1
-- @s1_grams = "'口座' & '座振' & '振替'"
-- @s1_text = "口座振替"
-- @p3 = "拡大"
-- @p4 = 7
-- @p5 = 8
