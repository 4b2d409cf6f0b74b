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
  AND t0.id IN (SELECT rowid FROM search_grams WHERE search_grams MATCH @s1_grams) AND instr(t0.folded, @s1_text) > 0
  AND t0.kind = @p3
  AND t0.field = @p4;
-- @p0 = 1
-- @s1_grams = "09kl09l7 AND 09l709jp AND 09jp09k8 AND 09k80op9 AND 0op90o3y"
-- @s1_text = "ふるさと納税"
-- @p3 = 8
-- @p4 = "text"

SELECT count(*) AS total
FROM assessment AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND (t0.summary_source_text IS NOT NULL AND (SELECT instr(t2.folded, @p1) > 0 FROM search_text AS t2 WHERE t2.entity_id = t0.id AND t2.field = 'text') IS TRUE);
-- @p0 = 1
-- @p1 = "民営化"
