WITH hits AS MATERIALIZED (
SELECT t0.kind, t0.field, t0.key, t0.entity_id
FROM search_text AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p2
  AND t0.grams @@ @s3_grams::tsquery
)
SELECT h.total, p.n, p.c0, p.c1, p.c2, p.c3, p.c4, p.c5, p.c6
FROM (
SELECT COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '1:name' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0)
  + COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '1:romanName' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0)
  + COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '3:title' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0)
  + COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '4:name' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0)
  + COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '5:name' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0)
  + COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '6:name' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0)
  + COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '6:description' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0)
  + COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '7:text' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0)
  + COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '2:fullName' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0)
  + COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '8:text' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0) AS total
) AS h
LEFT JOIN (
SELECT 1 AS n, (t3.kind || ':' || t3.field) AS c0, (CASE t3.kind || ':' || t3.field WHEN '1:name' THEN (SELECT x.name FROM municipality AS x WHERE x.id = t3.entity_id) WHEN '1:romanName' THEN (SELECT x.roman_name FROM municipality AS x WHERE x.id = t3.entity_id) WHEN '2:fullName' THEN (SELECT x.full_name FROM department AS x WHERE x.id = t3.entity_id) WHEN '3:title' THEN (SELECT x.title FROM plan AS x WHERE x.id = t3.entity_id) WHEN '4:name' THEN (SELECT x.name FROM category AS x WHERE x.id = t3.entity_id) WHEN '5:name' THEN (SELECT x.name FROM item AS x WHERE x.id = t3.entity_id) WHEN '6:name' THEN (SELECT x.name FROM initiative AS x WHERE x.id = t3.entity_id) WHEN '6:description' THEN (SELECT x.description FROM initiative AS x WHERE x.id = t3.entity_id) WHEN '7:text' THEN (SELECT x.summary_text FROM assessment AS x WHERE x.id = t3.entity_id) WHEN '8:text' THEN (SELECT x.text FROM narrative AS x WHERE x.id = t3.entity_id) END) AS c1, t3.kind AS c2, t3.key AS c3, t4.key AS c4, t4.name AS c5, t3.field AS c6
FROM (
SELECT t2.kind, t2.field, t2.key, t2.entity_id
FROM hits AS t2
ORDER BY t2.key, t2.field
LIMIT 4
) AS t3
  LEFT JOIN LATERAL (SELECT * FROM initiative AS t5 WHERE t5.id = t3.entity_id AND t3.kind = 6 OFFSET 0) AS t4 ON TRUE
ORDER BY t3.key, t3.field
LIMIT 4
) AS p ON 1 = 1
ORDER BY p.c3, p.c6;
-- @p0 = "納税"
-- @p1 = 1
-- @p2 = 1
-- @s3_grams = "'納税'"
