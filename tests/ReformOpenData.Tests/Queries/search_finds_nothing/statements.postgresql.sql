SELECT h.total, p.n, p.c0
FROM (
SELECT count(*) AS total
FROM search_text AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.grams @@ @s1_grams::tsquery AND strpos(t0.folded, @s1_text) > 0
) AS h
LEFT JOIN (
SELECT 1 AS n, (CASE t2.kind || ':' || t2.field WHEN '1:name' THEN (SELECT x.name FROM municipality AS x WHERE x.id = t2.entity_id) WHEN '1:romanName' THEN (SELECT x.roman_name FROM municipality AS x WHERE x.id = t2.entity_id) WHEN '2:fullName' THEN (SELECT x.full_name FROM department AS x WHERE x.id = t2.entity_id) WHEN '3:title' THEN (SELECT x.title FROM plan AS x WHERE x.id = t2.entity_id) WHEN '4:name' THEN (SELECT x.name FROM category AS x WHERE x.id = t2.entity_id) WHEN '5:name' THEN (SELECT x.name FROM item AS x WHERE x.id = t2.entity_id) WHEN '6:name' THEN (SELECT x.name FROM initiative AS x WHERE x.id = t2.entity_id) WHEN '6:description' THEN (SELECT x.description FROM initiative AS x WHERE x.id = t2.entity_id) WHEN '7:text' THEN (SELECT x.summary_text FROM assessment AS x WHERE x.id = t2.entity_id) WHEN '8:text' THEN (SELECT x.text FROM narrative AS x WHERE x.id = t2.entity_id) END) AS c0, (CASE t2.kind WHEN 1 THEN (SELECT x.key FROM municipality AS x WHERE x.id = t2.entity_id) WHEN 2 THEN (SELECT x.key FROM department AS x WHERE x.id = t2.entity_id) WHEN 3 THEN (SELECT x.key FROM plan AS x WHERE x.id = t2.entity_id) WHEN 4 THEN (SELECT x.key FROM category AS x WHERE x.id = t2.entity_id) WHEN 5 THEN (SELECT x.key FROM item AS x WHERE x.id = t2.entity_id) WHEN 6 THEN (SELECT x.key FROM initiative AS x WHERE x.id = t2.entity_id) WHEN 7 THEN (SELECT x.key FROM assessment AS x WHERE x.id = t2.entity_id) WHEN 8 THEN (SELECT x.key FROM narrative AS x WHERE x.id = t2.entity_id) END) AS c1, (t2.kind || ':' || t2.field) AS c2
FROM search_text AS t2
  JOIN release_edition AS t3 ON t3.edition_id = t2.edition_id
WHERE t3.release_number = @p0
  AND t2.grams @@ @s3_grams::tsquery AND strpos(t2.folded, @s3_text) > 0
ORDER BY (CASE t2.kind WHEN 1 THEN (SELECT x.key FROM municipality AS x WHERE x.id = t2.entity_id) WHEN 2 THEN (SELECT x.key FROM department AS x WHERE x.id = t2.entity_id) WHEN 3 THEN (SELECT x.key FROM plan AS x WHERE x.id = t2.entity_id) WHEN 4 THEN (SELECT x.key FROM category AS x WHERE x.id = t2.entity_id) WHEN 5 THEN (SELECT x.key FROM item AS x WHERE x.id = t2.entity_id) WHEN 6 THEN (SELECT x.key FROM initiative AS x WHERE x.id = t2.entity_id) WHEN 7 THEN (SELECT x.key FROM assessment AS x WHERE x.id = t2.entity_id) WHEN 8 THEN (SELECT x.key FROM narrative AS x WHERE x.id = t2.entity_id) END), (t2.kind || ':' || t2.field)
LIMIT @p5
) AS p ON 1 = 1
ORDER BY p.c1, p.c2;
-- @p0 = 1
-- @s1_grams = "'存在' & '在し' & 'しな' & 'ない' & 'い語' & '語句'"
-- @s1_text = "存在しない語句"
-- @s3_grams = "'存在' & '在し' & 'しな' & 'ない' & 'い語' & '語句'"
-- @s3_text = "存在しない語句"
-- @p5 = 100
