SELECT (SELECT CASE WHEN t0.number = s.current_release THEN 1 WHEN t0.status >= 3 THEN t0.status ELSE 2 END FROM store_state AS s), t0.number
FROM release AS t0
WHERE t0.published_at IS NOT NULL
  AND t0.number = @p0;
-- @p0 = 1

SELECT count(*) AS total
FROM rating AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.grade = @p1
  AND t0.evaluator IS NULL;
-- @p0 = 1
-- @p1 = 2

SELECT t0.name
FROM category AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 1
-- @p1 = "072028/2017/01"

SELECT t0.key
FROM category AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 1
-- @p1 = "072028/2017/01"

SELECT COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '1:name' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0)
  + COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '1:romanName' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0)
  + COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '3:title' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0)
  + COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '4:name' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0)
  + COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '5:name' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0)
  + COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '6:name' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0)
  + COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '6:description' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0)
  + COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '7:text' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0)
  + COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '2:fullName' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0)
  + COALESCE((SELECT c.texts FROM gram_count AS c WHERE c.text = '8:text' AND c.gram = @p0 AND c.since_release <= @p1 ORDER BY c.since_release DESC LIMIT 1), 0) AS total;
-- @p0 = "納税"
-- @p1 = 1

SELECT t0.title
FROM source_document AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
ORDER BY t0.key;
-- @p0 = 1

SELECT h.total, p.n, p.c0, p.c1, p.c2, p.c3
FROM (
SELECT finding_count AS total
FROM release
WHERE number = @p0
) AS h
LEFT JOIN (
SELECT 1 AS n, t0.code AS c0, t0.severity AS c1, t0.page AS c2, t2.file_name AS c3, t2.key AS c4, t0.position AS c5
FROM finding AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
  JOIN source_document AS t2 ON t2.id = t0.document_id
WHERE t1.release_number = @p1
ORDER BY t2.key, t0.position
LIMIT 1
) AS p ON 1 = 1
ORDER BY p.c4, p.c5;
-- @p0 = 1
-- @p1 = 1

SELECT t0.published_at
FROM release AS t0
WHERE t0.published_at IS NOT NULL
  AND t0.number = @p0;
-- @p0 = 1

SELECT number, taken_down_reason
FROM release
WHERE taken_down_at IS NOT NULL
  AND number = @p0
ORDER BY number
LIMIT 1;
-- @p0 = 1

SELECT t0.number, (SELECT CASE WHEN t0.number = s.current_release THEN 1 WHEN t0.status >= 3 THEN t0.status ELSE 2 END FROM store_state AS s)
FROM release AS t0
WHERE t0.published_at IS NOT NULL
  AND t0.number = @p0;
-- @p0 = 2

SELECT t0.number
FROM release AS t0
WHERE t0.published_at IS NOT NULL
  AND t0.number = @p0;
-- @p0 = 9
