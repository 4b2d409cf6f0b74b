SELECT count(*) OVER () AS total, (t0.kind || ':' || t0.field), t0.kind, (CASE t0.kind || ':' || t0.field WHEN '1:name' THEN (SELECT x.name FROM municipality AS x WHERE x.id = t0.entity_id) WHEN '1:romanName' THEN (SELECT x.roman_name FROM municipality AS x WHERE x.id = t0.entity_id) WHEN '2:fullName' THEN (SELECT x.full_name FROM department AS x WHERE x.id = t0.entity_id) WHEN '3:title' THEN (SELECT x.title FROM plan AS x WHERE x.id = t0.entity_id) WHEN '4:name' THEN (SELECT x.name FROM category AS x WHERE x.id = t0.entity_id) WHEN '5:name' THEN (SELECT x.name FROM item AS x WHERE x.id = t0.entity_id) WHEN '6:name' THEN (SELECT x.name FROM initiative AS x WHERE x.id = t0.entity_id) WHEN '6:description' THEN (SELECT x.description FROM initiative AS x WHERE x.id = t0.entity_id) WHEN '7:text' THEN (SELECT x.summary_text FROM assessment AS x WHERE x.id = t0.entity_id) WHEN '8:text' THEN (SELECT x.text FROM narrative AS x WHERE x.id = t0.entity_id) END), t0.entity_id, t0.key, t0.field
FROM search_text AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.grams @@ @s1_grams::tsquery
ORDER BY t0.key, t0.field
LIMIT 4;
-- @p0 = 1
-- @s1_grams = "'納税'"

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
