WITH hits AS MATERIALIZED (
SELECT t0.kind, t0.field, t0.key, t0.entity_id
FROM search_text AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.grams @@ @s1_grams::tsquery
)
SELECT h.total, p.n, p.c0, p.c1, p.c2, p.c3, p.c4, p.c5, p.c6, p.c7, p.c8, p.c9, p.c10, p.c11, p.c12, p.c13
FROM (
SELECT count(*) AS total
FROM hits AS t2
) AS h
LEFT JOIN (
SELECT 1 AS n, (t4.kind || ':' || t4.field) AS c0, (CASE t4.kind || ':' || t4.field WHEN '1:name' THEN (SELECT x.name FROM municipality AS x WHERE x.id = t4.entity_id) WHEN '1:romanName' THEN (SELECT x.roman_name FROM municipality AS x WHERE x.id = t4.entity_id) WHEN '2:fullName' THEN (SELECT x.full_name FROM department AS x WHERE x.id = t4.entity_id) WHEN '3:title' THEN (SELECT x.title FROM plan AS x WHERE x.id = t4.entity_id) WHEN '4:name' THEN (SELECT x.name FROM category AS x WHERE x.id = t4.entity_id) WHEN '5:name' THEN (SELECT x.name FROM item AS x WHERE x.id = t4.entity_id) WHEN '6:name' THEN (SELECT x.name FROM initiative AS x WHERE x.id = t4.entity_id) WHEN '6:description' THEN (SELECT x.description FROM initiative AS x WHERE x.id = t4.entity_id) WHEN '7:text' THEN (SELECT x.summary_text FROM assessment AS x WHERE x.id = t4.entity_id) WHEN '8:text' THEN (SELECT x.text FROM narrative AS x WHERE x.id = t4.entity_id) END) AS c1, t4.kind AS c2, t5.key AS c3, t6.key AS c4, t7.key AS c5, t8.key AS c6, t9.key AS c7, t10.key AS c8, t10.name AS c9, t11.key AS c10, t12.key AS c11, t4.key AS c12, t4.field AS c13
FROM (
SELECT *
FROM hits AS t3
ORDER BY t3.key, t3.field
LIMIT 4
) AS t4
  LEFT JOIN municipality AS t5 ON t5.id = t4.entity_id AND t4.kind = 1
  LEFT JOIN department AS t6 ON t6.id = t4.entity_id AND t4.kind = 2
  LEFT JOIN plan AS t7 ON t7.id = t4.entity_id AND t4.kind = 3
  LEFT JOIN category AS t8 ON t8.id = t4.entity_id AND t4.kind = 4
  LEFT JOIN item AS t9 ON t9.id = t4.entity_id AND t4.kind = 5
  LEFT JOIN initiative AS t10 ON t10.id = t4.entity_id AND t4.kind = 6
  LEFT JOIN assessment AS t11 ON t11.id = t4.entity_id AND t4.kind = 7
  LEFT JOIN narrative AS t12 ON t12.id = t4.entity_id AND t4.kind = 8
ORDER BY t4.key, t4.field
LIMIT 4
) AS p ON 1 = 1
ORDER BY p.c12, p.c13;
-- @p0 = 1
-- @s1_grams = "'納税'"
