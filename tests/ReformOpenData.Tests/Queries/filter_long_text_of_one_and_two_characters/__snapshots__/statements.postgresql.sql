SELECT COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '8:text' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0) AS total;
-- @p0 = "税"
-- @p1 = 1

SELECT COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '8:text' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0) AS total;
-- @p0 = "市税"
-- @p1 = 1

SELECT count(*) AS total
FROM search_text AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.grams @@ @s1_grams::tsquery AND strpos(t0.folded, @s1_text) > 0
  AND t0.kind = @p3
  AND t0.field = @p4;
-- @p0 = 1
-- @s1_grams = "'ふる' & 'るさ' & 'さと' & 'と納' & '納税'"
-- @s1_text = "ふるさと納税"
-- @p3 = 8
-- @p4 = "text"

SELECT count(*) AS total
FROM assessment AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND (t0.summary_source_text IS NOT NULL AND (t0.summary_text IS NOT NULL AND t0.id IN (SELECT t2.entity_id FROM search_text AS t2 WHERE t2.kind = 7 AND t2.field = 'text' AND t2.grams @@ @s1_grams::tsquery AND strpos(t2.folded, @s1_text) > 0)));
-- @p0 = 1
-- @s1_grams = "'民営' & '営化'"
-- @s1_text = "民営化"
