SELECT count(*) AS total
FROM municipality AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND t0.key = @p1;
-- @p0 = 2
-- @p1 = "990014"

SELECT count(*) AS total
FROM rating AS t0
WHERE (t0.edition_id = COALESCE((SELECT t1.edition_id FROM municipality AS t1 JOIN release_edition AS t2 ON t2.edition_id = t1.edition_id WHERE t1.key = @p1 AND t2.release_number = @p0), 0) AND COALESCE(t0.printed_folded, t0.printed) = @p2)
  AND t0.evaluator IS NULL;
-- @p0 = 2
-- @p1 = "072028"
-- @p2 = "b"

SELECT count(*) AS total
FROM narrative AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND starts_with(COALESCE(t0.source_text_folded, t0.source_text), @p1)
  AND t0.kind = @p2;
-- @p0 = 2
-- @p1 = "原 文"
-- @p2 = 0

SELECT count(*) AS total
FROM assessment AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND (t0.summary_source_text IS NOT NULL AND (t0.summary_source_text IS NOT NULL AND COALESCE(t0.summary_source_text_folded, t0.summary_source_text) = @p1));
-- @p0 = 2
-- @p1 = "総 括"

SELECT count(*) AS total
FROM narrative AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND EXISTS (SELECT 1 FROM section AS t2
WHERE t2.narrative_id = t0.id
  AND strpos(COALESCE(t2.text_folded, t2.text), @p1) > 0)
  AND t0.kind = @p2;
-- @p0 = 2
-- @p1 = "バス"
-- @p2 = 0

SELECT count(*) AS total
FROM narrative AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND EXISTS (SELECT 1 FROM section AS t2
WHERE t2.narrative_id = t0.id
  AND strpos(COALESCE(t2.text_folded, t2.text), @p1) > 0)
  AND t0.kind = @p2;
-- @p0 = 2
-- @p1 = "バス"
-- @p2 = 0

SELECT count(*) AS total
FROM assessment AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND EXISTS (SELECT 1 FROM source_cell AS t2
WHERE t2.assessment_id = t0.id
  AND strpos(COALESCE(t2.source_text_folded, t2.source_text), @p1) > 0);
-- @p0 = 2
-- @p1 = "1改革 項目"

SELECT count(*) AS total
FROM plan AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND EXISTS (SELECT 1 FROM rating_scale AS t2
WHERE t2.plan_id = t0.id
  AND COALESCE(t2.label_folded, t2.label) = @p1);
-- @p0 = 2
-- @p1 = "c"

SELECT t0.publisher
FROM source_document AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND starts_with(t0.sha256, @p1)
  AND right(COALESCE(t0.file_name_folded, t0.file_name), length(@p2)) = @p2
  AND strpos(COALESCE(t0.title_folded, t0.title), @p3) > 0
  AND COALESCE(t0.publisher_folded, t0.publisher) = @p4
  AND (t0.licence IS NOT NULL AND strpos(COALESCE(t0.licence_folded, t0.licence), @p5) > 0)
ORDER BY t0.key
LIMIT 100;
-- @p0 = 2
-- @p1 = "aa"
-- @p2 = ".csv"
-- @p3 = "行革プラン"
-- @p4 = "マホロバ市"
-- @p5 = "cc-by"

SELECT count(*) AS total
FROM correction AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND lower(t0.field) = @p1
  AND NOT (1 = 0)
  AND strpos(COALESCE(t0.reason_folded, t0.reason), @p2) > 0;
-- @p0 = 2
-- @p1 = "name"
-- @p2 = "letter"

SELECT t0.number
FROM release AS t0
WHERE t0.published_at IS NOT NULL
  AND t0.number = @p0;
-- @p0 = 2

SELECT count(*) AS total
FROM finding AS t0
  JOIN release_edition AS t1 ON t1.edition_id = t0.edition_id
WHERE t1.release_number = @p0
  AND lower(t0.code) = @p1
  AND starts_with(COALESCE(t0.message_folded, t0.message), @p2)
  AND (t0.read IS NOT NULL AND COALESCE(t0.read_folded, t0.read) = @p3);
-- @p0 = 2
-- @p1 = "space_removed"
-- @p2 = "a space"
-- @p3 = "財 政課"

SELECT count(*) AS total
FROM release_change AS t0
WHERE t0.release_number = @p0
  AND (t0.field IS NOT NULL AND lower(t0.field) = @p1)
  AND (t0.after IS NOT NULL AND strpos(COALESCE(t0.after_folded, t0.after), @p2) > 0);
-- @p0 = 2
-- @p1 = "grade"
-- @p2 = "b"
